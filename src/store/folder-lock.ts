import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { GrafeoDB } from './grafeo-engine.js'
import { StoreError } from './store-error.js'

export interface FolderLock {
  release(): void
}

/**
 * One process per folder. The lock is the one that the kernel holds on an open Grafeo file of its own: it ends with the process,
 * however that ends, so no lock is ever stale and a recycled pid means nothing. `lock.json` only says who to ask. Throws LOCKED.
 */
export function acquireFolderLock(folder: string): FolderLock {
  const holderPath = join(folder, 'lock.json')
  let held: GrafeoDB
  try {
    held = GrafeoDB.create(join(folder, 'lock.grafeo'))
  } catch (cause) {
    if (!isLockRefusal(cause))
      throw new StoreError('UNAVAILABLE', `Can't lock ${folder}: ${toMessage(cause)}`, { cause })
    throw new StoreError(
      'LOCKED',
      `${folder} is in use by ${findHolder(holderPath) ?? 'another process'}. One process at a time can use it: stop that one, or use another --store`,
      { cause },
    )
  }
  try {
    const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
    writeFileSync(holderPath, `${JSON.stringify(holder)}\n`)
  } catch (cause) {
    held.close()
    throw new StoreError('UNAVAILABLE', `Can't write to ${folder}: ${toMessage(cause)}`, { cause })
  }
  return { release: () => held.close() }
}

/** Grafeo has no code of its own for a file that another holds. */
export function isLockRefusal(error: unknown): boolean {
  return /cannot be locked/.test(toMessage(error))
}

// The file is only a hint: between the lock and its writing it may name the holder before.
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

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
