import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { GrafeoDB, toGrafeoError } from './grafeo-engine.js'
import { closeQuietly } from './grafeo-file.js'
import { StoreError } from './store-error.js'

export interface FolderLock {
  /** Writes down who holds it. Called once everything else is open. */
  announce(): void
  release(): void
}

/**
 * One process per folder. The lock is the one that the kernel holds on an open Grafeo file of its own: it ends with the process,
 * however that ends, so no lock is ever stale and a recycled pid means nothing. `lock.json` only says who to ask. Throws LOCKED.
 */
export function acquireFolderLock(folder: string): FolderLock {
  const held = openLockFile(folder)
  return {
    announce() {
      const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
      writeFileSync(toHolderPath(folder), `${JSON.stringify(holder)}\n`)
    },
    release: () => closeQuietly(held),
  }
}

export function toLockedError(folder: string, cause: unknown): StoreError {
  const holder = findHolder(toHolderPath(folder)) ?? 'another process'
  const advice = 'One process at a time can use it: stop that one, or use another --store'
  return new StoreError('LOCKED', `${folder} is in use by ${holder}. ${advice}`, { cause })
}

function openLockFile(folder: string): GrafeoDB {
  const path = join(folder, 'lock.grafeo')
  const open = () => {
    try {
      return GrafeoDB.create(path)
    } catch (error) {
      const { code } = toGrafeoError(error)
      if (code === 'LOCKED') throw toLockedError(folder, error)
      if (code === 'DAMAGED' || !existsSync(path)) return undefined // its log alone is left where somebody deleted it
      throw error
    }
  }
  try {
    const held = open()
    if (held !== undefined) return held
    // Nobody holds a file that can't be read (a power failure can leave one). Should two processes do this at the same moment, the
    // kernel's lock on the graph file still lets one of them in.
    rmSync(path, { recursive: true, force: true })
    rmSync(`${path}.wal`, { recursive: true, force: true })
    return open() ?? GrafeoDB.create(path)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError('UNAVAILABLE', `Can't lock ${folder}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}

function toHolderPath(folder: string): string {
  return join(folder, 'lock.json')
}

// The file is only a hint: until the holder has announced itself, it names the one before.
function findHolder(path: string): string | undefined {
  try {
    const { pid, host, since }: { pid?: unknown; host?: unknown; since?: unknown } = JSON.parse(
      readFileSync(path, 'utf8'),
    )
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof since !== 'string') return undefined
    return `process ${pid} on ${JSON.stringify(host)} since ${JSON.stringify(since)}`
  } catch {
    return undefined
  }
}
