import { readFile } from 'node:fs/promises'
import { Option } from 'commander'
import type { CliCommand } from './command.js'
import { UsageError } from './exit.js'
import { openSession } from './open-session.js'
import { toJson } from './terminal.js'

/** `headwaters query <text or file or ->`: one operation, its answer as JSON; exit 1 where the answer has errors. */
export const queryCommand: CliCommand = {
  name: 'query <operation>',
  summary: 'run one GraphQL operation: its text, a file that holds it, or - for standard input',
  needsStore: true,
  options: [
    new Option('--variables <json>', 'the variables, as a JSON object').default('{}'),
    new Option('--operation <name>', 'which operation of the text'),
  ],
  async run([operation = ''], options, terminal) {
    const text = operation === '-' ? await terminal.input() : await readOperation(operation)
    const variables = parseVariables(String(options.variables))
    const session = await openSession(options.store, terminal)
    try {
      const answer = await session.execute(
        text,
        variables,
        typeof options.operation === 'string' ? options.operation : undefined,
      )
      terminal.out(`${toJson(answer, 2)}\n`)
      const codes = answer.errors?.map(({ extensions }) => extensions?.code) ?? []
      if (codes.includes('STORE_UNAVAILABLE') || codes.includes('TIMEOUT')) return 3
      return answer.errors === undefined ? 0 : 1
    } finally {
      await session.close()
    }
  },
}

/** Text that opens with a brace or a keyword of GraphQL is the operation; anything else names a file. */
async function readOperation(operation: string): Promise<string> {
  if (/^\s*(\{|#|(query|mutation|fragment)\b[^/.]*[({])/.test(operation)) return operation
  try {
    return await readFile(operation, 'utf8')
  } catch {
    throw new UsageError(`${operation} is neither a GraphQL operation nor a file that can be read`)
  }
}

function parseVariables(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch (error) {
    throw new UsageError(`--variables is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  throw new UsageError('--variables must be a JSON object, such as {"id": "claim/dprk-arms-by-rail"}')
}
