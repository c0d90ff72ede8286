import { InvalidArgumentError, Option } from 'commander'
import { InputError } from './exit.js'
import { importDemo } from './import-demo.js'
import { createEngine, openLocalGraph, toLocalSession, whoRuns } from './local-session.js'
import type { CliCommand } from './program.js'
import type { Session } from './session.js'
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

/** `headwaters serve`: GraphQL at /graphql until SIGINT or SIGTERM. With --seeds, an empty store is filled first. */
export const serveCommand: CliCommand = {
  name: 'serve',
  summary: 'serve GraphQL at /graphql and the query page at /graphiql',
  needsStore: true,
  options: [
    new Option('--port <port>', 'the port; 0 takes any free one').default(4000).argParser(parsePort),
    new Option('--host <host>', 'the address to listen at').default('127.0.0.1'),
    new Option('--seeds <folder>', 'import the demo in this folder first: its entities, then each report by itself'),
  ],
  async run(_positional, options, terminal) {
    const graph = await openLocalGraph(options.store, terminal)
    try {
      const by = whoRuns(terminal)
      const engine = createEngine(graph, by)
      const session = toLocalSession(engine, async () => {})
      if (typeof options.seeds === 'string') await importDemo(graph.store, options.seeds, by, terminal)
      const { startServer } = await import('../server/server.js') // no other command waits for an HTTP server to load
      const server = await startServer({
        ...engine,
        example: EXAMPLE,
        host: String(options.host),
        port: Number(options.port),
      }).catch((error: unknown) => {
        throw toListenError(error, Number(options.port))
      })
      try {
        terminal.out(
          options.json ? `${JSON.stringify({ url: `${server.url}/graphql` })}\n` : await greet(server.url, session),
        )
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

function toListenError(error: unknown, port: number): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return new InputError(
      `port ${port} is taken: choose another with --port, such as: npm start -- --port ${port + 177}`,
    )
  }
  return error
}
