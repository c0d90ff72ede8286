import { existsSync } from 'node:fs'
import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { acquireFolderLock, toLockedError } from './folder-lock.js'
import type { GrafeoDB } from './grafeo-engine.js'
import {
  closeQuietly,
  createGraphFile,
  type OpenedGraph,
  openDatabase,
  openGraphFile,
  setAside,
} from './grafeo-file.js'
import { createGrafeoStore } from './grafeo-store.js'
import { createMemoryLedger, type Ledger, openLedgerFile } from './ledger-file.js'
import type { StoreOptions } from './options.js'
import { readGraphSchema } from './schema-file.js'
import { createMemorySnapshots, openSnapshotFolder, syncFolder } from './snapshot-files.js'
import type { Store } from './store.js'
import { StoreError, toStoreError } from './store-error.js'

/** A store that ends with the process. */
export async function openMemoryStore(options: StoreOptions = {}): Promise<Store> {
  const schema = await readGrafeoSchema()
  return createGrafeoStore(
    {
      name: 'memory:',
      graph: await openDatabase(undefined, schema),
      createGraph: async (former) => {
        closeQuietly(former)
        return openDatabase(undefined, schema)
      },
      ledger: createMemoryLedger(),
      snapshots: createMemorySnapshots(),
      release: () => undefined,
    },
    options,
  )
}

/**
 * A store in a folder, made if it is not there: `ledger.jsonl`, `graph.grafeo`, `snapshots/`. Throws LOCKED, DAMAGED (a ledger that can't be read, or
 * that is shorter than its graph), UNAVAILABLE.
 */
export async function openFolderStore(path: string, options: StoreOptions = {}): Promise<Store> {
  const onNotice = options.onNotice ?? (() => undefined)
  if (options.create === false) assertStore(path)
  const schema = await readGrafeoSchema()
  const folder = await makeFolder(path)
  const lock = acquireFolderLock(folder)
  let graph: OpenedGraph | undefined
  let ledger: Ledger | undefined
  try {
    const graphPath = join(folder, 'graph.grafeo')
    const createGraph = async (former: GrafeoDB) => {
      closeQuietly(former)
      return createGraphFile(graphPath, schema)
    }
    graph = await openGraphFile(graphPath, schema, onNotice)
    ledger = await openLedgerFile(join(folder, 'ledger.jsonl'), graph.last?.number ?? 0, onNotice)
    const snapshots = await openSnapshotFolder(join(folder, 'snapshots'))
    if (graph.last !== undefined && ledger.findHash(graph.last.number) !== graph.last.hash) {
      graph.database.close()
      setAside(graphPath, 'other', 'was made from another ledger', onNotice)
      graph = await createGraphFile(graphPath, schema)
    }
    await syncFolder(folder)
    lock.announce()
    return createGrafeoStore({ name: path, graph, createGraph, ledger, snapshots, release: lock.release }, options)
  } catch (error) {
    await ledger?.close().catch(() => undefined)
    if (graph !== undefined) closeQuietly(graph.database)
    lock.release()
    if (error instanceof StoreError && error.code === 'LOCKED') throw toLockedError(folder, error)
    throw toStoreError(error, path)
  }
}

/** A graph without its ledger counts: opening it tells that the ledger is lost. */
function assertStore(path: string): void {
  if (existsSync(join(path, 'ledger.jsonl')) || existsSync(join(path, 'graph.grafeo'))) return
  throw new StoreError(
    'UNAVAILABLE',
    `there is no store at ${path}: import into it first, or name another with --store`,
  )
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
