import { type GrafeoDB, runOnGrafeo, toGrafeoError } from './grafeo-engine.js'
import type { OpenedGraph } from './grafeo-file.js'
import type { Ledger } from './ledger-file.js'
import { READ_TIMEOUT_MS, type StoreOptions } from './options.js'
import { assertReading, withTimeout } from './reading.js'
import { assertHashes, type Snapshots, toPutBack } from './snapshot-files.js'
import type { Store } from './store.js'
import { StoreError, toReason, toStoreError } from './store-error.js'
import { type Appended, guardTransaction } from './transaction.js'
import { createQueue } from './write-queue.js'

type Transaction = ReturnType<GrafeoDB['beginTransaction']>

interface Parts {
  readonly name: string
  readonly graph: OpenedGraph
  /** Closes the former graph and makes an empty one in its place. */
  readonly createGraph: (former: GrafeoDB) => Promise<OpenedGraph>
  readonly ledger: Ledger
  readonly snapshots: Snapshots
  readonly release: () => void
}

/** The store of what was opened. */
export function createGrafeoStore(parts: Parts, options: StoreOptions): Store {
  const { ledger, snapshots } = parts
  const timeout = options.readTimeoutMs ?? READ_TIMEOUT_MS
  const onNotice = options.onNotice ?? (() => undefined)
  const queue = createQueue()
  let database = parts.graph.database
  let swap: Promise<unknown> = Promise.resolve()
  let closed = false
  let shut = false

  function assertOpen(): void {
    if (closed) throw new StoreError('CLOSED', `The store ${parts.name} is closed`)
  }

  /** Snapshots and entry are durable before the graph is: opening projects what the graph lacks. */
  async function commit(transaction: Transaction, appended: Appended | undefined): Promise<void> {
    if (appended === undefined) return commitGraph(transaction, 'The ledger is as it was')
    await snapshots.add(appended.snapshots).catch((error: unknown) => {
      throw toFailure(error, 'Nothing was imported')
    })
    const pending = await ledger.append(appended.entry)
    try {
      commitGraph(transaction, 'Nothing was imported')
    } catch (error) {
      await pending.undo()
      throw error
    }
    pending.confirm()
  }

  function commitGraph(transaction: Transaction, left: string): void {
    try {
      transaction.commit()
    } catch (error) {
      throw toFailure(toGrafeoError(error), left)
    }
  }

  function toFailure(error: unknown, left: string): unknown {
    const failure = toStoreError(error, parts.name)
    if (!(failure instanceof StoreError)) return failure
    const message = `${parts.name} could not be written: ${toReason(error)}. ${left}`
    return new StoreError(failure.code, message, { cause: error })
  }

  return {
    name: parts.name,

    async read(statement) {
      assertOpen()
      assertReading(statement.text)
      await swap
      assertOpen()
      return withTimeout(runOnGrafeo(database, statement), timeout)
    },

    write: (work) =>
      queue(async () => {
        assertOpen()
        const transaction = database.beginTransaction()
        const { transaction: guarded, settle } = guardTransaction(
          ledger.head(),
          (statement) => runOnGrafeo(transaction, statement),
          async (appended) => assertHashes(appended.snapshots),
        )
        try {
          const outcome = await work(guarded).finally(() => settle().catch(() => undefined))
          const appended = await settle()
          if (outcome.commit) await commit(transaction, appended)
          return outcome.value
        } finally {
          rollBack(transaction)
        }
      }),

    async *entries(after = 0) {
      assertOpen()
      yield* ledger.entries(after)
    },

    async findSnapshot(sha256) {
      assertOpen()
      return snapshots.find(sha256)
    },

    putBackSnapshots: (given) =>
      queue(async () => {
        assertOpen()
        assertHashes(given)
        const added = await snapshots.add(given).catch((error: unknown) => {
          throw toStoreError(error, parts.name)
        })
        if (added.length > 0) onNotice(toPutBack(added))
        return added
      }),

    clearGraph: () =>
      queue(async () => {
        assertOpen()
        const swapping = parts.createGraph(database)
        swap = swapping.catch(() => undefined)
        try {
          database = (await swapping).database
        } catch (error) {
          closed = true
          throw toStoreError(error, parts.name)
        }
      }),

    close: () =>
      queue(async () => {
        if (shut) return
        closed = true
        shut = true
        try {
          database.close()
        } catch (error) {
          const message = `The graph of ${parts.name} was not saved whole: ${toReason(error)}. The ledger holds every import: opening it again makes good what the graph lacks`
          onNotice({ code: 'GRAPH_NOT_SAVED', message })
        }
        await ledger.close().finally(parts.release)
      }),
  }
}

/** Of a commit that failed nothing is left, yet Grafeo calls it active and refuses to roll it back; what is not committed is never seen. */
function rollBack(transaction: Transaction): void {
  try {
    if (transaction.isActive) transaction.rollback()
  } catch {
    // what went wrong before tells more
  }
}
