import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { MAX_TOKENS } from '../graphql/execute.js'
import type { Engine } from './engine.js'
import { toFormatted } from './formatted.js'

/** Apollo parses, validates and answers over HTTP; the executor computes every answer, one statement to an operation. */
export function createApollo({ schema, execute }: Engine): ApolloServer {
  const answerWhole: ApolloServerPlugin = {
    async requestDidStart() {
      return {
        async responseForOperation({ document, operationName, request, response }) {
          const result = await execute({
            document,
            ...(operationName === null ? {} : { operationName }),
            ...(request.variables === undefined ? {} : { variables: request.variables }),
          })
          return { http: response.http, body: { kind: 'single', singleResult: toFormatted(result) } }
        },
      }
    },
  }
  return new ApolloServer({
    schema,
    introspection: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), answerWhole],
  })
}
