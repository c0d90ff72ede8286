import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs'
import { GrafeoDB, runOnGrafeo, toGrafeoError } from './grafeo-engine.js'
import type { Notice } from './options.js'
import { findLastImport } from './statements.js'
import { StoreError } from './store-error.js'

/** A graph that can be made anew: its database, and what its newest import is (undefined: none). */
export interface OpenedGraph {
  readonly database: GrafeoDB
  readonly last: { readonly number: number; readonly hash: string } | undefined
}

/** Opens or creates a graph file with its constraints. A damaged one is set aside, and an empty one takes its place. Throws LOCKED, UNAVAILABLE. */
export async function openGraphFile(
  path: string,
  schema: readonly string[],
  onNotice: (notice: Notice) => void,
): Promise<OpenedGraph> {
  if (!existsSync(path)) return createGraphFile(path, schema)
  try {
    return await openDatabase(path, schema)
  } catch (error) {
    const { code, message } = toGrafeoError(error)
    // What can't be opened just now (no permission, no memory) is not damaged: it is left as it is.
    if (code !== 'DAMAGED' && code !== 'CONSTRAINT')
      throw code === 'LOCKED'
        ? error
        : new StoreError('UNAVAILABLE', `Can't open ${path}: ${message}`, { cause: error })
    setAside(path, 'damaged', `can't be read (${message})`, onNotice)
    return createGraphFile(path, schema)
  }
}

/** Keeps a graph file under another name, with its log, so that a new one can take its place. It is closed already. */
export function setAside(path: string, mark: string, why: string, onNotice: (notice: Notice) => void): void {
  const aside = `${path}.${mark}-${new Date().toISOString().replaceAll(/[-:]/g, '')}`
  renameSync(path, aside)
  if (existsSync(`${path}.wal`)) renameSync(`${path}.wal`, `${aside}.wal`)
  onNotice({ code: 'GRAPH_SET_ASIDE', message: `${path} ${why}: kept as ${aside}, and made anew from the ledger` })
}

/** Replaces whatever is there. A log without its file would replay the end of a graph into an empty one. */
export async function createGraphFile(path: string, schema: readonly string[]): Promise<OpenedGraph> {
  rmSync(path, { recursive: true, force: true })
  rmSync(`${path}.wal`, { recursive: true, force: true })
  return openDatabase(path, schema)
}

/** Opens or creates the database at a path, or in memory. */
export async function openDatabase(path: string | undefined, schema: readonly string[]): Promise<OpenedGraph> {
  const database = createDatabase(path)
  try {
    for (const text of schema) await runOnGrafeo(database, { text, parameters: {} })
    const [row] = await runOnGrafeo(database, findLastImport())
    if (row === undefined) return { database, last: undefined }
    const [number, hash] = row
    if (typeof number !== 'number' || typeof hash !== 'string')
      throw new StoreError('DAMAGED', 'An import without number or hash')
    return { database, last: { number, hash } }
  } catch (error) {
    closeQuietly(database)
    throw error
  }
}

/** Closes a database after another error, or one that is to be replaced. */
export function closeQuietly(database: GrafeoDB): void {
  try {
    database.close()
  } catch {
    // what went wrong before tells more
  }
}

function createDatabase(path: string | undefined): GrafeoDB {
  try {
    const database = GrafeoDB.create(path)
    if (path !== undefined) makePrivate(path)
    return database
  } catch (error) {
    throw toGrafeoError(error)
  }
}

/** The engine makes its files as readable as the process allows; the folder may have been there before, with wider rights. Only an owner may narrow them. */
function makePrivate(path: string): void {
  try {
    chmodSync(path, 0o600)
    if (existsSync(`${path}.wal`)) chmodSync(`${path}.wal`, 0o700)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error
  }
}
