import type { Store } from '../store/store.js'
import type { OnProgress } from './apply.js'
import { assertLedger, replayEntries } from './replay.js'

export interface RebuildOptions {
  readonly onProgress?: OnProgress // in entries
}
export interface Rebuilt {
  readonly entries: number
  readonly records: number // created or changed by them
}

/**
 * Makes the graph anew from the ledger. Readers see it grow meanwhile; one that is broken off is completed on the next open. Throws DAMAGED before
 * anything is cleared where the chain of the ledger is broken.
 */
export async function rebuildGraph(store: Store, { onProgress = () => {} }: RebuildOptions = {}): Promise<Rebuilt> {
  const total = await store.write(async ({ head }) => ({ commit: false, value: head?.number ?? 0 }))
  await assertLedger(store)
  await store.clearGraph()
  return replayEntries(store, store, 0, ({ number }) => onProgress(number, total))
}
