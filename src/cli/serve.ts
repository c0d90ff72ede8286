import { InvalidArgumentError, Option } from 'commander'
import { createEngine } from '../server/engine.js'
import { isLoopback } from '../server/loopback.js'
import type { CliCommand } from './command.js'
import { UsageError } from './exit.js'
import { importDemo } from './import-demo.js'
import { openLocalGraph, toLocalSession, whoRuns } from './local-session.js'
import type { Session } from './session.js'
import { toJson } from './terminal.js'
import { findTrace, renderTrace } from './trace.js'

const FOUNDING_CLAIM = 'claim/dprk-arms-by-rail'
const EXAMPLE = `# Where does this claim really come from?
{
  claim(id: "${FOUNDING_CLAIM}") {
    statement
    assessment {
      standing
      documents
      independentOrigins
      independentLines
      origins { documents { title source { name kind } } because }
      reasons { code message }
    }
  }
}
`

/** `headwaters serve`: GraphQL at /graphql until SIGINT or SIGTERM. With --seeds, a demo is imported first, or the rest of it. */
export const serveCommand: CliCommand = {
  name: 'serve',
  summary: 'serve GraphQL at /graphql and the query page at /graphiql',
  needsStore: true,
  options: [
    new Option('--port <port>', 'the port; 0 takes any free one').default(4000).argParser(parsePort),
    new Option('--host <host>', 'the address to listen at').default('127.0.0.1'),
    new Option('--read-only', 'take no imports').default(false),
    new Option('--allow-import', 'take imports from other machines too, where --host lets them in').default(false),
    new Option('--seeds <folder>', 'import the demo in this folder first: its entities, then each report by itself'),
  ],
  async run(_positional, options, terminal) {
    const graph = await openLocalGraph(options.store, terminal, { create: true })
    try {
      const by = whoRuns(terminal)
      if (typeof options.seeds === 'string') await importDemo(graph.store, options.seeds, by, terminal)
      const host = String(options.host)
      const takesImports = options.readOnly !== true && (isLoopback(host) || options.allowImport === true)
      const engine = createEngine(graph.store, takesImports ? by : undefined)
      const session = toLocalSession(engine, async () => {})
      const { startServer } = await import('../server/server.js') // no other command waits for an HTTP server to load
      const server = await startServer({ ...engine, example: EXAMPLE, host, port: Number(options.port) }).catch(
        (error: unknown) => {
          throw toListenError(error, host, Number(options.port))
        },
      )
      try {
        terminal.out(options.json ? `${toJson({ url: `${server.url}/graphql` })}\n` : await greet(server.url, session))
        await untilStopped()
      } finally {
        await server.close()
      }
      return 0
    } finally {
      await graph.close()
    }
  },
}

async function greet(url: string, session: Session): Promise<string> {
  const claim = await findTrace(session, FOUNDING_CLAIM)
  return [
    ...(claim === undefined ? [] : [renderTrace(claim)]),
    `GraphQL     ${url}/graphql\nQuery page  ${url}/graphiql\n`,
    `A query to begin with, ready in the query page:\n\n${EXAMPLE}`,
    'Stop with Ctrl-C.\n',
  ].join('\n')
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('a port is a whole number from 0 to 65535')
  return port
}

const LISTEN_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'it is taken: choose another with --port, such as: npm start -- --port 4177',
  EACCES: 'this account may not listen there: choose a port above 1023 with --port',
  EADDRNOTAVAIL: 'this machine has no such address: choose another with --host',
  ENOTFOUND: 'no machine has that name: choose another with --host',
  EAI_AGAIN: 'that name could not be looked up: choose another with --host',
}

function toListenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = LISTEN_ERRORS[code]
  return reason === undefined ? error : new UsageError(`cannot listen at ${host}:${port}: ${reason}`, { cause: error })
}
