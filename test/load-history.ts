import { importBundle } from '../src/graph/import.js'
import type { Entry } from '../src/ledger/entry.js'
import type { Store } from '../src/store/store.js'
import { type RandomHistory, toBundle } from './records.js'

/** The clock of the tests stands still. */
export const now = (): Date => new Date('2024-03-01T12:00:00.000Z')

/** Imports a history into an empty store and gives its ledger. */
export async function loadHistory(store: Store, history: RandomHistory): Promise<readonly Entry[]> {
  for (const records of history.imports) {
    await importBundle(store, toBundle(records, history.snapshots), { by: 'test', now })
  }
  return toLedger(store)
}

/** All entries of a store. */
export async function toLedger(store: Store): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for await (const entry of store.entries()) entries.push(entry)
  return entries
}
