/**
 * UNAVAILABLE: the store can't be reached or written. LOCKED: another process has it. DAMAGED: what it holds can't be read as what it
 * should be. TIMEOUT: a read took too long. CONFLICT: another writer came first. CONSTRAINT: a rule of the data is broken. STATEMENT:
 * the engine refused a statement, or the transaction was used wrongly. CLOSED: used after close.
 */
export type StoreErrorCode =
  | 'UNAVAILABLE'
  | 'LOCKED'
  | 'DAMAGED'
  | 'TIMEOUT'
  | 'CONFLICT'
  | 'CONSTRAINT'
  | 'STATEMENT'
  | 'CLOSED'

/** What went wrong in a store, and what to do about it. The engine's own error is the `cause`. */
export class StoreError extends Error {
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = 'StoreError'
    this.code = code
  }
}

/** Errors of the operating system (no space, no permission) as UNAVAILABLE; any other error as it is. */
export function toStoreError(error: unknown, place: string): unknown {
  if (error instanceof Error && !(error instanceof StoreError) && 'syscall' in error)
    return new StoreError('UNAVAILABLE', `Can't use ${place}: ${error.message}`, { cause: error })
  return error
}
