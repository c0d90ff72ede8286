import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { type PreparedText, prepareText } from '../domain/citation.js'
import type { Sha256, SnapshotRef } from '../domain/records.js'
import { findUtf8Text } from '../domain/utf8-text.js'
import type { Refusal } from './record-id.js'
import { MAX_FILE_BYTES } from './seed-text.js'
import { quoted } from './wording.js'

/** The bytes at a path that a seed file gives, or why it does not get them. */
export type SnapshotReader = (seedFile: string, given: string) => Uint8Array | Refusal

const MAX_ALL_BYTES = 1024 ** 3 // of the snapshots of one import

/** The snapshots of one import, each content once. */
export interface Snapshots {
  readonly take: (seedFile: string, given: string) => SnapshotRef | Refusal
  readonly bytes: ReadonlyMap<Sha256, Uint8Array>
  /** Text of a snapshot that is UTF-8, ready to look for quotes in. */
  readonly findText: (sha256: Sha256) => PreparedText | undefined
}

export function collectSnapshots(read: SnapshotReader): Snapshots {
  const bytes = new Map<Sha256, Uint8Array>()
  const texts = new Map<Sha256, PreparedText | undefined>()
  let total = 0
  return {
    bytes,
    take: (seedFile, given) => {
      const content = read(seedFile, given)
      if (!(content instanceof Uint8Array)) return content
      const sha256 = createHash('sha256').update(content).digest('hex')
      if (!bytes.has(sha256)) total += content.byteLength
      if (total > MAX_ALL_BYTES) {
        const message = `expected at most ${MAX_ALL_BYTES} bytes of snapshots in one import; import some of them before`
        return { code: 'LIMIT_EXCEEDED', message }
      }
      bytes.set(sha256, content)
      return { sha256, bytes: content.byteLength, mediaType: toMediaType(given) }
    },
    findText: (sha256) => {
      const content = bytes.get(sha256)
      if (content !== undefined && !texts.has(sha256)) {
        const text = findUtf8Text(content)
        texts.set(sha256, text === undefined ? undefined : prepareText(text))
      }
      return texts.get(sha256)
    },
  }
}

/** Snapshots among files that came in memory; a path never leaves the names that were given. */
export function memorySnapshots(files: ReadonlyMap<string, Uint8Array>): SnapshotReader {
  return (seedFile, given) => {
    const name = path.posix.join(path.posix.dirname(seedFile), given)
    if (!isRelative(given) || name.startsWith('../')) return outside(given)
    return files.get(name) ?? missing(given, 'no file of that name came with the import')
  }
}

export interface DiskPlace {
  readonly file: string // real path of the seed file
  readonly root: string // real path of the folder that snapshots may come from
}

/** Snapshots on disk. Who wrote a seed file is untrusted: links are resolved, and nothing outside its root is read. */
export function diskSnapshots(places: ReadonlyMap<string, DiskPlace>): SnapshotReader {
  const known = new Map<string, Uint8Array | Refusal>()
  return (seedFile, given) => {
    const place = places.get(seedFile)
    if (place === undefined) return missing(given, 'its seed file is not on disk')
    const target = path.resolve(path.dirname(place.file), given)
    if (!isRelative(given) || !isInside(place.root, target)) return outside(given)
    const key = `${place.root}\n${target}`
    const content = known.get(key) ?? readInside(place.root, target, given)
    known.set(key, content)
    return content
  }
}

function readInside(root: string, target: string, given: string): Uint8Array | Refusal {
  let descriptor: number | undefined
  try {
    const real = realpathSync(target)
    if (!isInside(root, real)) return outside(given, ', a link that leads out of it')
    descriptor = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const facts = fstatSync(descriptor)
    if (!facts.isFile()) return missing(given, 'it is not a file')
    if (facts.size > MAX_FILE_BYTES) {
      const message = `expected a snapshot of at most ${MAX_FILE_BYTES} bytes, got ${facts.size} in ${quoted(given)}`
      return { code: 'LIMIT_EXCEEDED', message }
    }
    return readFileSync(descriptor)
  } catch (error) {
    return missing(given, reasonOf(error))
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** Why the system refused a file, by its code alone: its own message would show paths of this machine. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read'
  if (code === '') throw error
  return `the system says ${code}`
}

/** Whether a path is the folder itself or lies in it; both absolute. */
export function isInside(folder: string, target: string): boolean {
  const way = path.relative(folder, target)
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}

function isRelative(given: string): boolean {
  return !given.startsWith('/') && !given.includes('\\') && !given.includes('\0') && !/^[A-Za-z]:/.test(given)
}

function outside(given: string, how = ''): Refusal {
  const message = `expected a relative path within the folder that is imported, got ${quoted(given)}${how}`
  return { code: 'SNAPSHOT_OUTSIDE', message }
}

function missing(given: string, why: string): Refusal {
  return { code: 'SNAPSHOT_MISSING', message: `expected a snapshot at ${quoted(given)}: ${why}` }
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.md': 'text/markdown',
  '.txt': 'text/plain',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.mp4': 'video/mp4',
  '.warc': 'application/warc',
}

function toMediaType(file: string): string {
  const extension = path.posix.extname(file).toLowerCase()
  return Object.hasOwn(MEDIA_TYPES, extension) ? (MEDIA_TYPES[extension] ?? '') : 'application/octet-stream'
}
