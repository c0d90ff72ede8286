import type { DocumentNode, FormattedExecutionResult } from 'graphql'
import { InputError } from './exit.js'

/** Somewhere that answers GraphQL: a store in this process, or a running Headwaters. */
export interface Session {
  execute(
    operation: string | DocumentNode,
    variables: Record<string, unknown>,
    operationName?: string,
  ): Promise<FormattedExecutionResult>
  /** The data of an answer; throws InputError where it has errors. */
  query<T>(document: DocumentNode, variables: Record<string, unknown>): Promise<T>
  close(): Promise<void>
}

/** Adds `query` to what can execute. */
export function toSession(execute: Session['execute'], close: () => Promise<void>): Session {
  return {
    execute,
    async query<T>(document: DocumentNode, variables: Record<string, unknown>) {
      const { data, errors } = await execute(document, variables)
      if (errors !== undefined) throw new InputError(errors.map(({ message }) => message).join('\n'))
      return data as T // the shape that `document` asks for, which the schema guarantees
    },
    close,
  }
}
