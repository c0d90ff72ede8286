import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { acquireFolderLock, toLockedError } from './folder-lock.js'
import { type GrafeoDB, runOnGrafeo, toGrafeoError } from './grafeo-engine.js'
import { createGraphFile, type OpenedGraph, openDatabase, openGraphFile } from './grafeo-file.js'
import { createMemoryLedger, type Ledger, openLedgerFile, type PendingEntry } from './ledger-file.js'
import { READ_TIMEOUT_MS, type StoreOptions } from './options.js'
import { assertReading, withTimeout } from './reading.js'
import { readGraphSchema } from './schema-file.js'
import {
  assertHashes,
  createMemorySnapshots,
  openSnapshotFolder,
  type Snapshots,
  syncFolder,
} from './snapshot-files.js'
import type { Store } from './store.js'
import { StoreError, toStoreError } from './store-error.js'
import { type Appended, guardTransaction } from './transaction.js'
import { createQueue } from './write-queue.js'

interface Parts {
  readonly name: string
  readonly graph: OpenedGraph
  /** Closes the former graph and makes an empty one in its place. */
  readonly createGraph: (former: GrafeoDB) => Promise<OpenedGraph>
  readonly ledger: Ledger
  readonly snapshots: Snapshots
  readonly release: () => void
}

/** A store that ends with the process. */
export async function openMemoryStore(options: StoreOptions = {}): Promise<Store> {
  const schema = await readGrafeoSchema()
  return createGrafeoStore(
    {
      name: 'memory:',
      graph: await openDatabase(undefined, schema),
      createGraph: async (former) => {
        former.close()
        return openDatabase(undefined, schema)
      },
      ledger: createMemoryLedger(),
      snapshots: createMemorySnapshots(),
      release: () => undefined,
    },
    options,
  )
}

/** A store in a folder, made if it is not there: `ledger.jsonl`, `graph.grafeo`, `snapshots/`. Throws LOCKED, DAMAGED, UNAVAILABLE. */
export async function openFolderStore(path: string, options: StoreOptions = {}): Promise<Store> {
  const onNotice = options.onNotice ?? (() => undefined)
  const schema = await readGrafeoSchema()
  const folder = await makeFolder(path)
  const lock = acquireFolderLock(folder)
  const opened: { close(): unknown }[] = []
  try {
    const graphPath = join(folder, 'graph.grafeo')
    const createGraph = async (former: GrafeoDB) => {
      former.close()
      return createGraphFile(graphPath, schema)
    }
    let graph = await openGraphFile(graphPath, schema, onNotice)
    opened.push({ close: () => graph.database.close() })
    const ledger = await openLedgerFile(join(folder, 'ledger.jsonl'), graph.last?.number ?? 0, onNotice)
    opened.push(ledger)
    const snapshots = await openSnapshotFolder(join(folder, 'snapshots'))
    await syncFolder(folder)
    if (graph.last !== undefined && ledger.findHash(graph.last.number) !== graph.last.hash) {
      graph = await createGraph(graph.database)
      onNotice({
        code: 'GRAPH_CLEARED',
        message: `${graphPath} was made from another ledger: it is made anew from this one`,
      })
    }
    lock.announce()
    return createGrafeoStore({ name: path, graph, createGraph, ledger, snapshots, release: lock.release }, options)
  } catch (error) {
    for (const part of opened.reverse()) await part.close()
    lock.release()
    if (error instanceof StoreError && error.code === 'LOCKED') throw toLockedError(folder, error)
    throw toStoreError(error, path)
  }
}

function createGrafeoStore(parts: Parts, options: StoreOptions): Store {
  const { ledger, snapshots } = parts
  const timeout = options.readTimeoutMs ?? READ_TIMEOUT_MS
  const queue = createQueue()
  let database = parts.graph.database
  let swap: Promise<unknown> = Promise.resolve()
  let closed = false
  let shut = false

  function assertOpen(): void {
    if (closed) throw new StoreError('CLOSED', `The store ${parts.name} is closed`)
  }

  async function commit(
    transaction: ReturnType<GrafeoDB['beginTransaction']>,
    appended: Appended | undefined,
  ): Promise<void> {
    let pending: PendingEntry | undefined
    if (appended !== undefined) {
      await snapshots.add(appended.snapshots).catch((error: unknown) => {
        throw toStoreError(error, parts.name)
      })
      pending = await ledger.append(appended.entry)
    }
    try {
      transaction.commit()
    } catch (error) {
      await pending?.undo()
      throw toGrafeoError(error)
    }
    pending?.confirm()
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
          if (transaction.isActive) transaction.rollback()
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
        database.close()
        await ledger.close()
        parts.release()
      }),
  }
}

async function readGrafeoSchema(): Promise<readonly string[]> {
  return (await readGraphSchema()).filter((text) => !text.startsWith('CREATE RANGE INDEX'))
}

async function makeFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    return await realpath(path)
  } catch (cause) {
    throw new StoreError(
      'UNAVAILABLE',
      `Can't make the folder ${path}: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    )
  }
}
