import type { Sha256 } from '../domain/records.js'
import type { Entry } from '../ledger/entry.js'

/** Values that both engines store and return alike: no maps, no nested lists in properties, no NaN. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value }
/** Text and parameters together; a value never enters the text. */
export interface Statement {
  readonly text: string
  readonly parameters: { readonly [name: string]: Value }
}
/** The columns of one result row, by position. Integers come as numbers. */
export type Row = readonly Value[]

/** The newest entry of the ledger, or null where it is empty. */
export type Head = Pick<Entry, 'number' | 'hash' | 'at'> | null

/** What a write sees and does. Nothing of it is visible outside before it is committed, and nothing stays if it throws. */
export interface WriteTransaction {
  readonly head: Head
  run(statement: Statement): Promise<readonly Row[]>
  /** Adds the entry to the ledger when the transaction commits: ledger and projection become durable together, or neither. At most once. */
  append(entry: Entry, snapshots: ReadonlyMap<Sha256, Uint8Array>): Promise<void>
}

/** What the work of a write decides. */
export type Outcome<T> = { readonly commit: boolean; readonly value: T }

/** A ledger and its projected graph. Two implementations, one Cypher text, one contract suite (`test/store/contract.ts`). */
export interface Store {
  readonly name: string // as given to --store, without credentials
  /** One read statement in one round trip. Errors are StoreError. */
  read(statement: Statement): Promise<readonly Row[]>
  /** One writer at a time, also across processes; `work` may be run again after a transient conflict. `commit: false` rolls back. */
  write<T>(work: (transaction: WriteTransaction) => Promise<Outcome<T>>): Promise<T>
  /** Entries numbered `after` + 1 and up, in order. Does not check hashes. */
  entries(after?: number): AsyncIterable<Entry>
  /** The archived bytes, undefined where there are none. Does not check their hash. */
  findSnapshot(sha256: Sha256): Promise<Uint8Array | undefined>
  /** Archives those that are missing or damaged, without an entry, and gives their hashes. Throws CONSTRAINT where a key is not the hash of its bytes. */
  putBackSnapshots(snapshots: ReadonlyMap<Sha256, Uint8Array>): Promise<readonly Sha256[]>
  /** Empties the graph (nothing else that a shared database may hold), keeps ledger and snapshots, and makes constraints and indexes anew. */
  clearGraph(): Promise<void>
  close(): Promise<void>
}
