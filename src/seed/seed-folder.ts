import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { MAX_FILE_BYTES, type SeedInput } from './seed-text.js'
import { type DiskPlace, isInside, reasonOf } from './snapshots.js'

export interface FoundFile extends SeedInput {
  readonly place: DiskPlace | undefined // undefined where it could not be read
}

export function isSeedFile(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name)
}

/** A seed file on disk, and the folder that its snapshots may come from. */
export interface SeedPath {
  readonly path: string
  readonly root: string
}

/** The seed files at paths that the user gave, in path order, each for an import of its own. A path that can't be read comes back as it is. */
export function listSeedFiles(paths: readonly string[]): readonly SeedPath[] {
  return paths.flatMap((given) => {
    try {
      if (!statSync(given).isDirectory()) return [{ path: given, root: path.dirname(given) }]
      const files = walk(given)
      return files.length === 0
        ? [{ path: given, root: given }]
        : files.map((file) => ({ path: file.path, root: given }))
    } catch {
      return [{ path: given, root: path.dirname(given) }]
    }
  })
}

/**
 * The seed files at a path that the user gave: a file, or a folder with all that is below it, hidden ones left out, in
 * path order. Names are relative to the folder (a file's own name for a file), or to `root` where the path lies in it.
 */
export function findSeedFiles(given: string, root: string | undefined): readonly FoundFile[] {
  let real: string
  let isFolder: boolean
  let boundary: string
  try {
    real = realpathSync(given)
    isFolder = statSync(real).isDirectory()
    boundary = root === undefined ? (isFolder ? real : path.dirname(real)) : realpathSync(root)
  } catch (error) {
    return [unreadable(slashed(given), reasonOf(error))]
  }
  const top = isFolder ? real : path.dirname(real)
  const base = isInside(boundary, top) ? boundary : top
  if (!isFolder) {
    const name = slashed(path.relative(base, real))
    if (!isSeedFile(real)) return [unreadable(name, 'expected a file that ends in .yaml, .yml or .json')]
    return [readFound(name, real, boundary)]
  }
  const found = walk(real).map(({ path: file, reason }) => {
    const name = slashed(path.relative(base, file))
    if (reason !== undefined) return unreadable(name, reason)
    try {
      const target = realpathSync(file)
      if (isInside(real, target)) return readFound(name, target, boundary)
      return unreadable(name, 'it is a link that leads out of the folder')
    } catch (error) {
      return unreadable(name, reasonOf(error))
    }
  })
  if (found.length > 0) return found
  return [unreadable(path.basename(real), 'there is no file in it that ends in .yaml, .yml or .json')]
}

/** A seed file, or a folder that can't be read and why. */
interface Walked {
  readonly path: string
  readonly reason?: string
}

/** Links to folders are not followed: they may lead in circles. */
function walk(folder: string): readonly Walked[] {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'))
  } catch (error) {
    return [{ path: folder, reason: reasonOf(error) }]
  }
  return entries.sort(byName).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return walk(file)
    return isSeedFile(entry.name) && (entry.isFile() || entry.isSymbolicLink()) ? [{ path: file }] : []
  })
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

function readFound(name: string, file: string, root: string): FoundFile {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
    const facts = fstatSync(descriptor)
    if (!facts.isFile()) return unreadable(name, 'it is not a file')
    if (facts.size > MAX_FILE_BYTES) {
      return unreadable(name, `expected at most ${MAX_FILE_BYTES} bytes, got ${facts.size}; split the file`)
    }
    return { name, content: readFileSync(descriptor), place: { file, root } }
  } catch (error) {
    return unreadable(name, reasonOf(error))
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function unreadable(name: string, why: string): FoundFile {
  return { name, content: { unreadable: why }, place: undefined }
}

function slashed(name: string): string {
  return name.split(path.sep).join('/')
}
