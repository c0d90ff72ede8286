import { openStore } from '../store/open.js'
import type { StoreOptions } from '../store/options.js'
import { findLastImport } from '../store/statements.js'
import type { Head, Row, Store } from '../store/store.js'
import { StoreError } from '../store/store-error.js'
import { PROJECTION_VERSION } from './project.js'
import { findIdsOfRecords } from './reads.js'
import { rebuildGraph } from './rebuild.js'
import { assertLedger, replayEntries } from './replay.js'

export interface GraphOptions extends StoreOptions {
  /** Entries replayed and to replay; not called where the graph lacks none. */
  readonly onReplay?: (done: number, total: number) => void
}

/** A store whose graph holds what its ledger says. */
export interface Graph {
  readonly store: Store
  close(): Promise<void>
}

/** Opens a store and projects what its graph lacks. A graph of another form of the projection is made anew. Throws as `bringUpToDate` does. */
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

/**
 * Projects what the graph of an open store lacks. Throws DAMAGED, and clears nothing, where the graph is not an earlier state of the ledger: then it is
 * the ledger that was cut or exchanged, and the graph may be all that is left of it.
 */
export async function bringUpToDate(
  store: Store,
  onReplay: (done: number, total: number) => void = () => {},
): Promise<void> {
  const { head, last, isPartial } = await store.write(async (transaction) => {
    const [row] = await transaction.run(findLastImport())
    // Records without an import are what a clearing that was broken off leaves behind.
    const isPartial =
      transaction.head !== null && row === undefined && (await transaction.run(findIdsOfRecords(1))).length > 0
    return { commit: false, value: { head: transaction.head, last: toLast(row), isPartial } }
  })
  const total = head?.number ?? 0
  await assertPart(store, head, last)
  const isOfThisForm = last === undefined || last.projection === PROJECTION_VERSION
  if (isPartial || !isOfThisForm) {
    await rebuildGraph(store, { onProgress: onReplay })
    return
  }
  const lacking = total - (last?.number ?? 0)
  if (lacking === 0) return
  await assertLedger(store)
  let done = 0
  await replayEntries(store, store, total - lacking, () => onReplay(++done, lacking))
}

interface Last {
  readonly number: number
  readonly hash: string
  readonly projection: unknown
}

function toLast(row: Row | undefined): Last | undefined {
  if (row === undefined) return undefined
  const [number, hash, projection] = row
  if (typeof number === 'number' && typeof hash === 'string') return { number, hash, projection }
  throw new StoreError('DAMAGED', 'The graph holds an import without number or hash. Nothing was changed')
}

/** Throws DAMAGED unless the newest import of the graph is an entry of the ledger. */
async function assertPart(store: Store, head: Head, last: Last | undefined): Promise<void> {
  if (last === undefined) return
  const end = head?.number ?? 0
  const advice = `Put the ledger of ${store.name} back from a backup. Nothing was changed`
  if (last.number > end)
    throw new StoreError(
      'DAMAGED',
      `The graph holds import ${last.number}, but the ledger ends at import ${end}. ${advice}`,
    )
  if (last.number === end && last.hash === head?.hash) return
  for await (const entry of store.entries(last.number - 1)) {
    if (entry.hash === last.hash) return
    break
  }
  throw new StoreError(
    'DAMAGED',
    `Import ${last.number} of the graph is not import ${last.number} of the ledger. ${advice}`,
  )
}
