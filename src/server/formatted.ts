import type { ExecutionResult, FormattedExecutionResult } from 'graphql'

/** An answer as it is sent: its errors as plain objects, and no key `errors` where there are none. */
export function toFormatted({ data, errors, extensions }: ExecutionResult): FormattedExecutionResult {
  return {
    ...(errors === undefined ? {} : { errors: errors.map((error) => error.toJSON()) }),
    ...(data === undefined ? {} : { data }),
    ...(extensions === undefined ? {} : { extensions }),
  }
}
