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
    return new StoreError('UNAVAILABLE', `Can't use ${place}: ${toReason(error)}`, { cause: error })
  return error
}

// As Node says them, and as Grafeo does.
const NO_ROOM: readonly (readonly [RegExp, string])[] = [
  [/\bENOSPC\b|\(os error 28\)/, 'the disk is full'],
  [/\bEDQUOT\b|\(os error (?:122|69)\)/, 'the quota of the disk is used up'],
  [/\bEFBIG\b|\(os error 27\)/, 'the file may not grow any more'],
]

/** What it means, where a write found no room. */
export function findNoRoom(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : ''
  return NO_ROOM.find(([pattern]) => pattern.test(message))?.[1]
}

/** Why a system call or an engine failed: in plain words where there was no room, else in its own. */
export function toReason(error: unknown): string {
  return findNoRoom(error) ?? (error instanceof Error ? error.message : String(error))
}
