import path from 'node:path'
import type { Checked } from './bundle.js'
import { type CheckOptions, checkInputs } from './check.js'
import { findSeedFiles, isSeedFile } from './seed-folder.js'
import type { SeedInput } from './seed-text.js'
import { type DiskPlace, diskSnapshots, memorySnapshots } from './snapshots.js'

export { listSeedFiles, type SeedPath } from './seed-folder.js'

export interface CheckPathsOptions extends CheckOptions {
  /** Folder that snapshots may come from, and that names are relative to. Default: each folder given, or the folder of each file given. */
  readonly root?: string
}

/** Checks files and folders (with all that is below them) as one import. With one file and `root`, an import of its own among others. */
export async function checkPaths(paths: readonly string[], options: CheckPathsOptions = {}): Promise<Checked> {
  const inputs: SeedInput[] = []
  const places = new Map<string, DiskPlace>()
  const taken = new Set<string>()
  for (const given of paths) {
    for (const { name, content, place } of findSeedFiles(given, options.root)) {
      if (place !== undefined && taken.has(place.file)) continue
      const unique = places.has(name) ? `${path.basename(path.resolve(given))}/${name}` : name
      const free = places.has(unique) ? `${unique}#${places.size}` : unique
      inputs.push({ name: free, content })
      if (place === undefined) continue
      taken.add(place.file)
      places.set(free, place)
    }
  }
  return checkInputs(inputs, diskSnapshots(places), options)
}

export interface GivenFile {
  readonly name: string // with slashes; .yaml, .yml and .json are seed files, all others snapshots
  readonly content: string | Uint8Array
}

/** Checks files in memory as one import; a snapshot is found by its path relative to the folder of its seed file. */
export function checkFiles(files: readonly GivenFile[], options: CheckOptions = {}): Checked {
  const inputs: SeedInput[] = []
  const snapshots = new Map<string, Uint8Array>()
  const names = new Set<string>()
  for (const { name, content } of files) {
    const normal = path.posix.normalize(name)
    if (!isSeedFile(name)) {
      snapshots.set(normal, typeof content === 'string' ? Buffer.from(content) : content)
    } else if (names.has(normal)) {
      inputs.push({ name, content: { unreadable: 'another file of this name came with the import' } })
    } else {
      names.add(normal)
      inputs.push({ name, content })
    }
  }
  return checkInputs(inputs, memorySnapshots(snapshots), options)
}
