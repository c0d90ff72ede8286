import { Neo4jError } from 'neo4j-driver'
import { StoreError, type StoreErrorCode } from './store-error.js'

/** The driver's errors as StoreError; any other error as it is. `place` is the address without credentials. */
export function toNeo4jError(error: unknown, place: string): unknown {
  if (!(error instanceof Neo4jError)) return error
  const code = toCode(error)
  return new StoreError(code, toMessage(code, error, place), { cause: error })
}

// Neo4j calls it transient, but the same transaction needs the same memory again.
const OUT_OF_MEMORY = 'Neo.TransientError.General.MemoryPoolOutOfMemoryError'

/** Whether the same work may succeed when it is done again. */
export function isTransient(error: unknown): boolean {
  return error instanceof Neo4jError && error.retryable && error.code !== OUT_OF_MEMORY
}

/** Whether another writer is the reason, and not a connection that broke. */
export function isConflict(error: unknown): boolean {
  return isTransient(error) && error instanceof Neo4jError && error.code.startsWith('Neo.TransientError.')
}

function toCode({ code }: Neo4jError): StoreErrorCode {
  if (code.startsWith('Neo.ClientError.Transaction.TransactionTimedOut')) return 'TIMEOUT'
  if (code === 'Neo.ClientError.Schema.ConstraintValidationFailed') return 'CONSTRAINT'
  if (code === OUT_OF_MEMORY) return 'UNAVAILABLE'
  if (code.startsWith('Neo.TransientError.')) return 'CONFLICT'
  if (code.startsWith('Neo.ClientError.Security.') || code.startsWith('Neo.ClientError.Database.')) return 'UNAVAILABLE'
  if (code.startsWith('Neo.ClientError.')) return 'STATEMENT'
  return 'UNAVAILABLE'
}

function toMessage(code: StoreErrorCode, error: Neo4jError, place: string): string {
  if (error.code.startsWith('Neo.ClientError.Security.'))
    return `${place} refused the user or password (${error.code}): set NEO4J_USERNAME and NEO4J_PASSWORD, or write them in the address`
  if (code === 'UNAVAILABLE')
    return `Can't use ${place}: is Neo4j running there, with Bolt on that port? (${toReason(error.message)})`
  return error.message
}

/** The end of a chain of causes, or else the first sentence: the driver adds advice of its own, which is not always ours. */
function toReason(message: string): string {
  const cause = /Caused by: (?:Error: )?([^\n]+?)\s*$/.exec(message)?.[1]
  return (cause ?? message.split(/[.\n](?:\s|$)/, 1)[0] ?? message).trim()
}
