import { openStore } from '../store/open.js'
import type { StoreOptions } from '../store/options.js'
import { findLastImport } from '../store/statements.js'
import type { Store } from '../store/store.js'
import { PROJECTION_VERSION } from './project.js'
import { rebuildGraph } from './rebuild.js'
import { replayEntries } from './replay.js'

export interface GraphOptions extends StoreOptions {
  /** Entries replayed and to replay; not called where the graph lacks none. */
  readonly onReplay?: (done: number, total: number) => void
}

/** A store whose graph holds what its ledger says. */
export interface Graph {
  readonly store: Store
  close(): Promise<void>
}

/** Opens a store and projects what its graph lacks. A graph of another ledger, or of another form of the projection, is made anew. */
export async function openGraph(where: string, options: GraphOptions = {}): Promise<Graph> {
  const store = await openStore(where, options)
  try {
    await bringUpToDate(store, options.onReplay)
  } catch (error) {
    await store.close()
    throw error
  }
  return { store, close: () => store.close() }
}

/** Projects what the graph of an open store lacks. */
export async function bringUpToDate(
  store: Store,
  onReplay: (done: number, total: number) => void = () => {},
): Promise<void> {
  const { head, newest } = await store.write(async (transaction) => {
    const [row] = await transaction.run(findLastImport())
    return { commit: false, value: { head: transaction.head, newest: row } }
  })
  const [number, hash, projection] = newest ?? [0, null, PROJECTION_VERSION]
  if (Number(number) === (head?.number ?? 0) && hash === (head?.hash ?? null) && projection === PROJECTION_VERSION)
    return

  const total = head?.number ?? 0
  if (projection !== PROJECTION_VERSION || !(await isPartOf(store, Number(number), hash))) {
    await rebuildGraph(store, { onProgress: onReplay })
    return
  }
  const lacking = total - Number(number)
  let done = 0
  await replayEntries(store, store, Number(number), () => onReplay(++done, lacking))
}

/** Whether the ledger's entry of this number has this hash: then the graph is an earlier state of this ledger. */
async function isPartOf(store: Store, number: number, hash: unknown): Promise<boolean> {
  if (number === 0) return true
  for await (const entry of store.entries(number - 1)) return entry.hash === hash
  return false
}
