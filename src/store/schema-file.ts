import { readFile } from 'node:fs/promises'

const FILE = new URL('../../schema/graph.cypher', import.meta.url)

/** The statements of `schema/graph.cypher`, in order. */
export async function readGraphSchema(): Promise<readonly string[]> {
  const lines = (await readFile(FILE, 'utf8')).split('\n').filter((line) => !line.startsWith('//'))
  return lines
    .join('\n')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
