import type { FormattedExecutionResult } from 'graphql'
import { InputError } from './exit.js'

/** Somewhere that answers GraphQL: a store in this process, or a running Headwaters. */
export interface Session {
  execute(text: string, variables: Record<string, unknown>, operationName?: string): Promise<FormattedExecutionResult>
  /** The data of an answer; throws InputError where it has errors. */
  query<T>(text: string, variables: Record<string, unknown>): Promise<T>
  close(): Promise<void>
}

/** Adds `query` to what can execute. */
export function toSession(execute: Session['execute'], close: () => Promise<void>): Session {
  return {
    execute,
    async query<T>(text: string, variables: Record<string, unknown>) {
      const { data, errors } = await execute(text, variables)
      if (errors !== undefined) throw new InputError(errors.map(({ message }) => message).join('\n'))
      return data as T // the shape that `text` asks for, which the schema guarantees
    },
    close,
  }
}
