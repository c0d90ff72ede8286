import type { DocumentNode, FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import { StoreError } from '../store/store-error.js'
import { InputError } from './exit.js'

/** Somewhere that answers GraphQL: a store in this process, or a running Headwaters. */
export interface Session {
  execute(
    operation: string | DocumentNode,
    variables: Record<string, unknown>,
    operationName?: string,
  ): Promise<FormattedExecutionResult>
  /** The data of an answer; throws InputError or StoreError where it has errors. */
  query<T>(document: DocumentNode, variables: Record<string, unknown>): Promise<T>
  close(): Promise<void>
}

/** An answer's errors as one of ours: a store that is out of reach is no fault of the input. */
function toFailure(errors: readonly GraphQLFormattedError[]): Error {
  const message = errors.map((error) => error.message).join('\n')
  const codes = errors.map(({ extensions }) => extensions?.code)
  if (codes.includes('TIMEOUT')) return new StoreError('TIMEOUT', message)
  return codes.includes('STORE_UNAVAILABLE') ? new StoreError('UNAVAILABLE', message) : new InputError(message)
}

/** Adds `query` to what can execute. */
export function toSession(execute: Session['execute'], close: () => Promise<void>): Session {
  return {
    execute,
    async query<T>(document: DocumentNode, variables: Record<string, unknown>) {
      const { data, errors } = await execute(document, variables)
      if (errors !== undefined) throw toFailure(errors)
      return data as T // the shape that `document` asks for, which the schema guarantees
    },
    close,
  }
}
