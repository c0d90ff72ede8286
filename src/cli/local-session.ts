import { userInfo } from 'node:os'
import { type DocumentNode, GraphQLError, parse } from 'graphql'
import { type Graph, openGraph } from '../graph/open.js'
import { MAX_TOKENS } from '../graphql/execute.js'
import type { Engine } from '../server/engine.js'
import { toFormatted } from '../server/formatted.js'
import { UsageError } from './exit.js'
import { createProgress } from './progress.js'
import { isRemote } from './remote-session.js'
import { type Session, toSession } from './session.js'
import { type Terminal, toPrintable } from './terminal.js'

/** Who an import is by: HEADWATERS_BY, else the account that runs the program. */
export function whoRuns(terminal: Terminal): string {
  return terminal.env.HEADWATERS_BY || accountName()
}

/** A container may run as a user that has no account: then its number. */
function accountName(): string {
  try {
    return userInfo().username
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR')
      return `uid ${process.getuid?.()}`
    throw error
  }
}

/** Opens the graph behind --store, replaying what it lacks. Only what imports makes a folder that is not there. */
export async function openLocalGraph(
  where: string,
  terminal: Terminal,
  { create = false }: { readonly create?: boolean } = {},
): Promise<Graph> {
  if (where.trim() === '') throw new UsageError('--store is empty: name a folder or an address')
  if (isRemote(where)) throw new UsageError(`${where} is a running Headwaters: this command needs the store itself`)
  const { NEO4J_USERNAME: user, NEO4J_PASSWORD: password } = terminal.env
  const progress = createProgress('bringing the graph up to date', terminal)
  try {
    return await openGraph(where, {
      create,
      ...(user ? { user } : {}),
      ...(password ? { password } : {}),
      onNotice: ({ code, message }) => terminal.err(`${toPrintable(`${code}: ${message}`)}\n`),
      onReplay: progress.update,
    })
  } finally {
    progress.stop()
  }
}

/** A session in this process: the executor, without HTTP. */
export function toLocalSession({ execute }: Engine, close: () => Promise<void>): Session {
  return toSession(async (operation, variables, operationName) => {
    const document = typeof operation === 'string' ? parseOperation(operation) : operation
    if (document instanceof GraphQLError) return { errors: [document.toJSON()] }
    return toFormatted(
      await execute({ document, variables, ...(operationName === undefined ? {} : { operationName }) }),
    )
  }, close)
}

function parseOperation(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens: MAX_TOKENS })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const { source, positions } = error
    return new GraphQLError(error.message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } })
  }
}
