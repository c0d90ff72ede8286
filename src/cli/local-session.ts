import { userInfo } from 'node:os'
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import { type Graph, openGraph } from '../graph/open.js'
import { createExecutor, type Executor, MAX_TOKENS } from '../graphql/execute.js'
import { loadSchema } from '../graphql/schema.js'
import { toFormatted } from '../server/formatted.js'
import { createImporter } from '../server/importer.js'
import { InputError } from './exit.js'
import { createProgress } from './progress.js'
import { isRemote } from './remote-session.js'
import { type Session, toSession } from './session.js'
import { type Terminal, toPrintable } from './terminal.js'

/** Who an import is by: HEADWATERS_BY, else the account that runs the program. */
export function whoRuns(terminal: Terminal): string {
  return terminal.env.HEADWATERS_BY || userInfo().username
}

/** Opens the graph behind --store, replaying what it lacks. */
export async function openLocalGraph(where: string, terminal: Terminal): Promise<Graph> {
  if (isRemote(where)) throw new InputError(`${where} is a running Headwaters: this command needs the store itself`)
  const { NEO4J_USERNAME: user, NEO4J_PASSWORD: password } = terminal.env
  const progress = createProgress('bringing the graph up to date', terminal)
  try {
    return await openGraph(where, {
      ...(user ? { user } : {}),
      ...(password ? { password } : {}),
      onNotice: ({ code, message }) => terminal.err(`${toPrintable(`${code}: ${message}`)}\n`),
      onReplay: progress.update,
    })
  } finally {
    progress.stop()
  }
}

export interface Engine {
  readonly schema: GraphQLSchema
  readonly execute: Executor
}

export function createEngine(graph: Graph, by: string): Engine {
  const schema = loadSchema()
  const importFiles = createImporter(graph.store, { by, now: () => new Date() })
  return { schema, execute: createExecutor({ schema, store: graph.store, importFiles }) }
}

/** A session in this process: what Apollo does before it asks the executor, without HTTP. */
export function toLocalSession({ schema, execute }: Engine, close: () => Promise<void>): Session {
  return toSession(async (operation, variables, operationName) => {
    try {
      const document = typeof operation === 'string' ? parse(operation, { maxTokens: MAX_TOKENS }) : operation
      const errors = validate(schema, document)
      if (errors.length > 0) return { errors: errors.map((error) => error.toJSON()) }
      return toFormatted(
        await execute({ document, variables, ...(operationName === undefined ? {} : { operationName }) }),
      )
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error.toJSON()] }
      throw error
    }
  }, close)
}
