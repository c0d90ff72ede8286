import type { Sha256 } from '../domain/records.js'
import { checkChain } from '../ledger/chain.js'
import type { Entry } from '../ledger/entry.js'
import { findLastImport } from '../store/statements.js'
import type { Store } from '../store/store.js'
import { StoreError } from '../store/store-error.js'
import { applyEntry, recordEntry } from './apply.js'
import { findChanges } from './changes.js'

/** Where entries and snapshots come from: a store, for its own graph or for another's. */
export type Ledger = Pick<Store, 'entries' | 'findSnapshot'>

/** Follows the whole chain: a graph is made from nothing else. Throws DAMAGED with the place. */
export async function assertLedger(ledger: Ledger): Promise<void> {
  const { breaks } = await checkChain(ledger.entries())
  const [first] = breaks
  if (first === undefined) return
  const { code, entry, expected, got } = first
  throw new StoreError(
    'DAMAGED',
    `Entry ${entry} of the ledger is not what its chain says (${code}: expected ${expected}, got ${got}): put the ledger back from a backup. The graph was left as it is`,
  )
}

/** Projects the entries of a ledger that a graph lacks, each in a transaction of its own. Gives how many entries and records that were. */
export async function replayEntries(
  ledger: Ledger,
  store: Store,
  after: number,
  onEntry: (entry: Entry, records: number) => void = () => {},
): Promise<{ readonly entries: number; readonly records: number }> {
  let entries = 0
  let records = 0
  for await (const entry of ledger.entries(after)) {
    const snapshots = await findSnapshots(ledger, entry)
    await store.write(async (transaction) => {
      const run = transaction.run.bind(transaction)
      const [last] = await run(findLastImport())
      // Another process may have replayed it meanwhile.
      const isMissing = Number(last?.[0] ?? 0) < entry.number
      if (isMissing) {
        const changes = await findChanges(run, entry.records)
        await applyEntry(run, entry, changes, snapshots)
        await recordEntry(run, entry, changes)
      }
      return { commit: isMissing, value: undefined }
    })
    entries += 1
    records += entry.records.length
    onEntry(entry, records)
  }
  return { entries, records }
}

async function findSnapshots(ledger: Ledger, entry: Entry): Promise<ReadonlyMap<Sha256, Uint8Array>> {
  const snapshots = new Map<Sha256, Uint8Array>()
  for (const record of entry.records) {
    const sha256 = record.type === 'document' ? record.snapshot?.sha256 : undefined
    if (sha256 === undefined || snapshots.has(sha256)) continue
    const bytes = await ledger.findSnapshot(sha256)
    if (bytes !== undefined) snapshots.set(sha256, bytes)
  }
  return snapshots
}
