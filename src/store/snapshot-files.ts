import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sha256 } from '../domain/records.js'
import type { Notice } from './options.js'
import { StoreError } from './store-error.js'

/** Archived bytes by their hash. */
export interface Snapshots {
  /** Durable when it resolves. Bytes that are there already, and whole, stay; gives the hashes of those that were not. */
  add(snapshots: ReadonlyMap<Sha256, Uint8Array>): Promise<readonly Sha256[]>
  find(sha256: Sha256): Promise<Uint8Array | undefined>
}

const NAME = /^[0-9a-f]{64}$/
const UNFINISHED = '.part'

/** A folder with one file per hash, made if it is not there. */
export async function openSnapshotFolder(folder: string): Promise<Snapshots> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const names = await readdir(folder)
  await Promise.all(names.filter((name) => name.endsWith(UNFINISHED)).map((name) => rm(join(folder, name))))

  async function find(sha256: Sha256): Promise<Uint8Array | undefined> {
    if (!NAME.test(sha256)) return undefined // never a path
    try {
      return new Uint8Array(await readFile(join(folder, sha256)))
    } catch (error) {
      if (isMissing(error)) return undefined
      throw new StoreError('UNAVAILABLE', `Can't read the snapshot ${sha256} in ${folder}`, { cause: error })
    }
  }

  return {
    find,
    async add(snapshots) {
      const added: Sha256[] = []
      for (const [sha256, bytes] of snapshots) {
        const present = await find(sha256)
        if (present !== undefined && toSha256(present) === sha256) continue
        const path = join(folder, sha256)
        await writeDurably(`${path}${UNFINISHED}`, bytes)
        await rename(`${path}${UNFINISHED}`, path)
        added.push(sha256)
      }
      if (added.length > 0) await syncFolder(folder)
      return added
    },
  }
}

export function createMemorySnapshots(): Snapshots {
  const held = new Map<Sha256, Uint8Array>()
  return {
    find: async (sha256) => held.get(sha256)?.slice(),
    async add(snapshots) {
      const added = [...snapshots].filter(([sha256]) => !held.has(sha256))
      for (const [sha256, bytes] of added) held.set(sha256, new Uint8Array(bytes))
      return added.map(([sha256]) => sha256)
    },
  }
}

/** Throws CONSTRAINT where a key is not the hash of its bytes. */
export function assertHashes(snapshots: ReadonlyMap<Sha256, Uint8Array>): void {
  for (const [sha256, bytes] of snapshots) {
    if (toSha256(bytes) !== sha256)
      throw new StoreError('CONSTRAINT', `Expected a snapshot with the hash ${sha256}, got ${toSha256(bytes)}`)
  }
}

/** Tells of snapshots that the archive had lost. */
export function toPutBack(hashes: readonly Sha256[]): Notice {
  const what = hashes.length === 1 ? '1 snapshot' : `${hashes.length} snapshots`
  const message = `${what} of the archive that had been lost or damaged, put back from the files given: ${hashes.join(', ')}`
  return { code: 'SNAPSHOTS_PUT_BACK', message }
}

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // folders can't be opened there
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

export function toSha256(bytes: Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex')
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
