import { isIPv6 } from 'node:net'
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify'
import fastify, { type FastifyInstance } from 'fastify'
import { createApollo } from './apollo.js'
import type { Engine } from './engine.js'
import { addGraphiql } from './graphiql.js'
import { isLoopback, isLoopbackHeader } from './loopback.js'

export interface ServerOptions extends Engine {
  readonly example: string // the query that the query page opens with
  readonly host: string
  readonly port: number // 0: any free one
}
export interface RunningServer {
  readonly url: string // without a slash at the end
  close(): Promise<void>
}

const BODY_LIMIT = 32 * 1024 * 1024 // bytes; a bundle of seed files with their notes

/** Serves GraphQL at /graphql and the query page at /graphiql. Rejects where the address can't be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true })
  if (isLoopback(options.host)) refuseForeignHosts(server)
  server.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
  })
  const apollo = createApollo(options)
  apollo.addPlugin(fastifyApolloDrainPlugin(server))
  await apollo.start()
  server.route({ url: '/graphql', method: ['GET', 'POST', 'OPTIONS'], handler: fastifyApolloHandler(apollo) })
  await addGraphiql(server, options.example)
  await server.listen({ host: options.host, port: options.port })
  const address = server.server.address()
  const port = address !== null && typeof address === 'object' ? address.port : options.port
  return {
    url: `http://${isIPv6(options.host) ? `[${options.host}]` : options.host}:${port}`,
    async close() {
      await apollo.stop()
      await server.close()
    },
  }
}

/** A page elsewhere can point its own name at 127.0.0.1 and so speak to this server as if it were its own (DNS rebinding). */
function refuseForeignHosts(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!isLoopbackHeader(request.headers.host ?? '')) {
      await reply
        .code(403)
        .send({ error: `This server answers to localhost alone, not to ${request.headers.host ?? 'no host'}` })
    }
  })
}
