import type { AnyRecord, EntryFile, RecordId, Sha256 } from '../domain/records.js'
import type { Problem } from './problem.js'

/** Where a value stands in a seed file. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly path: string
}

/** A reference that the files of this import do not resolve: the graph must hold it, and it must be of one of these types. */
export interface OpenReference {
  readonly from: RecordId
  readonly to: RecordId
  readonly types: readonly string[] // record types allowed at this place
  readonly place: () => Place // computed on demand: locating costs more than checking
}

/** Checked records of one import, in the order of RECORD_TYPES, then by id, each id once. What only the graph can tell is left in `open`. */
export interface Bundle {
  readonly files: readonly EntryFile[]
  readonly records: readonly AnyRecord[]
  readonly snapshots: ReadonlyMap<Sha256, Uint8Array>
  readonly open: readonly OpenReference[]
  readonly warnings: readonly Problem[]
  /** Where a record, or a field of it (`partOf`, `involves[2].entity`), was written. */
  readonly placeOf: (id: RecordId, field?: string) => Place
}

export type Checked =
  | { readonly ok: true; readonly bundle: Bundle }
  | { readonly ok: false; readonly problems: readonly Problem[] }
