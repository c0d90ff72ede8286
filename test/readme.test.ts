import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from './cli/run-cli.js'

const ROOT = resolve(import.meta.dirname, '..')
const readme = await readFile(join(ROOT, 'README.md'), 'utf8')
const scripts: Record<string, string> = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')).scripts

let folder = ''
let store = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headwaters-readme-'))
  store = join(folder, 'data')
  expect((await runCli(['import', 'seeds', '--store', store])).code).toBe(0)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The text of each fenced block of a language. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1] ?? '')
}

/** Words of a command line; single quotes keep words together. */
function toWords(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')
}

async function sourceTexts(folders: readonly string[]): Promise<string> {
  const texts = folders.map(async (name) => {
    const names = await readdir(join(ROOT, name), { recursive: true })
    return Promise.all(
      names.filter((file) => file.endsWith('.ts')).map((file) => readFile(join(ROOT, name, file), 'utf8')),
    )
  })
  return (await Promise.all(texts)).flat().join('\n')
}

describe('README', () => {
  it('shows the trace as a run prints it', async () => {
    const { out } = await runCli(['trace', 'claim/dprk-arms-by-rail', '--store', store])
    expect(blocks('trace')).toEqual([out])
  })

  it('shows the answer to its query as a run gives it', async () => {
    const [operation = ''] = blocks('graphql')
    const { out } = await runCli(['query', operation, '--store', store])
    expect({ data: JSON.parse(out).data }).toEqual(JSON.parse(blocks('json')[0] ?? ''))
  })

  it('gives commands that run', async () => {
    const lines = blocks('console').flatMap((text) => text.split('\n').filter((line) => line.startsWith('$ ')))
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines) {
      const [npx, headwaters, ...args] = toWords(line.slice(2))
      expect([npx, headwaters]).toEqual(['npx', 'headwaters'])
      const { code, err } = await runCli(args, '', { HEADWATERS_STORE: store })
      expect(code, `${line}\n${err}`).toBe(0)
    }
  })

  it('names scripts, variables, options and files that there are', async () => {
    for (const [, name] of readme.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name)
    for (const name of ['start', 'test']) expect(Object.keys(scripts)).toContain(name)
    const code = await sourceTexts(['src', 'test'])
    for (const [, name] of readme.matchAll(/`((?:HEADWATERS|NEO4J)_\w+)`/g))
      expect(code.split(name ?? '').length, name).toBeGreaterThan(1)
    const used = [...code.matchAll(/env\.(HEADWATERS_\w+)/g)].map((match) => match[1])
    for (const name of new Set(used)) expect(readme).toContain(`\`${name}\``)
    for (const [, option] of readme.matchAll(/`(--[a-z-]+)/g)) expect(code).toContain(option)
    for (const [, path] of readme.matchAll(/`((?:src|test)\/[\w/.-]+\.ts)`/g)) {
      await expect(readFile(join(ROOT, path ?? ''), 'utf8')).resolves.not.toBe('')
    }
  })

  it('gives a report to import that adds a document and no origin', async () => {
    const path = join(folder, 'report.yaml')
    await writeFile(path, blocks('yaml')[0] ?? '')
    const { code, out, err } = await runCli(['import', path, '--dry-run', '--json', '--store', store])
    expect([code, err]).toEqual([0, ''])
    const { newOrigins, repeats, claims } = JSON.parse(out)
    expect([newOrigins, repeats]).toEqual([[], ['doc/example-2023-10-09']])
    expect(claims.map(({ claim }: { claim: string }) => claim)).toContain('claim/dprk-arms-by-rail')
    for (const { before, after } of claims) {
      expect(after.documents).toBe(before.documents + 1)
      expect(after.independentOrigins).toBe(before.independentOrigins)
    }
  })
})
