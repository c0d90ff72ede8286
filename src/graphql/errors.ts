import { GraphQLError, type GraphQLErrorOptions } from 'graphql'
import { StoreError } from '../store/store-error.js'

/** All codes that an answer can have; schema/query.graphql says what each means. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'BUDGET_EXCEEDED',
  'STORE_UNAVAILABLE',
  'TIMEOUT',
  'INTERNAL',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** An error for the client: what was expected, what was found, what to do. */
export function toError(code: ErrorCode, message: string, options: GraphQLErrorOptions = {}): GraphQLError {
  return new GraphQLError(message, { ...options, extensions: { code } })
}

/**
 * The errors of one operation as the client may see them, each with a code. What is not the client's doing is told whole to
 * `onError` and shown bare: no message of a driver, a file or a statement gets out.
 */
export function toGraphQLErrors(error: unknown, onError: (error: unknown) => void): readonly GraphQLError[] {
  if (error instanceof AggregateError) return error.errors.flatMap((each) => toGraphQLErrors(each, onError))
  if (Array.isArray(error)) return error.flatMap((each) => toGraphQLErrors(each, onError))
  if (!(error instanceof GraphQLError)) return [toShown(error, {}, onError)]
  if (typeof error.extensions.code === 'string') return [error]
  // Every refusal has a code. What has none is a fault: of the program, or of the data, such as null where none may be.
  return [toShown(findCause(error), placeOf(error), onError)]
}

/** What a field threw, below what graphql-js wrapped it in; where all of it is GraphQL's own, the outermost, which knows its place. */
function findCause(error: GraphQLError): unknown {
  const { originalError } = error
  if (originalError === undefined) return error
  if (!(originalError instanceof GraphQLError)) return originalError
  const cause = findCause(originalError)
  return cause instanceof GraphQLError ? error : cause
}

function placeOf({ nodes, path }: GraphQLError): GraphQLErrorOptions {
  return { nodes: nodes ?? null, path: path ?? null }
}

function toShown(error: unknown, place: GraphQLErrorOptions, onError: (error: unknown) => void): GraphQLError {
  if (!(error instanceof StoreError)) {
    onError(error)
    return toError('INTERNAL', 'Something went wrong in Headwaters; its log says more', place)
  }
  switch (error.code) {
    case 'TIMEOUT':
      return toError('TIMEOUT', 'The graph took too long to answer: ask for less at once', place)
    case 'UNAVAILABLE':
    case 'LOCKED':
    case 'CLOSED':
      return toError('STORE_UNAVAILABLE', 'The graph cannot be reached now: try again later', place)
    case 'CONFLICT':
      return toError('STORE_UNAVAILABLE', 'Another import came first each time: try again', place)
    case 'DAMAGED':
    case 'CONSTRAINT':
    case 'STATEMENT':
      onError(error)
      return toError('INTERNAL', 'Something went wrong in Headwaters; its log says more', place)
  }
}
