import type { AnyRecord, EntryFile, RecordId, Sha256 } from '../domain/records.js'

/** One import, before it is sealed by its hash. */
export interface EntryDraft {
  readonly number: number // 1, 2, 3 …
  readonly at: string // RFC 3339, UTC, milliseconds
  readonly by: string
  readonly files: readonly EntryFile[]
  /** What the import created or changed, in the order of RECORD_TYPES, then by id. */
  readonly records: readonly AnyRecord[]
  /** Records that it brought again as they already were, sorted. */
  readonly unchanged: readonly RecordId[]
  readonly previous: Sha256 // hash of the entry before; 64 zeros for the first
}

/** An import as the ledger holds it. `hash`: SHA-256 of the RFC 8785 form of the entry without `hash`. */
export interface Entry extends EntryDraft {
  readonly hash: Sha256
}
