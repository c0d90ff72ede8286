import path from 'node:path'
import { isMap } from './path.js'
import { createReport } from './report.js'
import { findSeedFiles } from './seed-folder.js'
import { readSeedText, type SeedInput } from './seed-text.js'
import { type DiskPlace, diskSnapshots } from './snapshots.js'

export interface GivenFile {
  readonly name: string // with slashes; .yaml, .yml and .json are seed files, all others snapshots
  readonly content: string | Uint8Array
}

/** The seed files at the paths, each once, under a name of its own; and where on disk they are. */
export function gatherInputs(
  paths: readonly string[],
  root: string | undefined,
): { readonly inputs: readonly SeedInput[]; readonly places: ReadonlyMap<string, DiskPlace> } {
  const inputs: SeedInput[] = []
  const places = new Map<string, DiskPlace>()
  const taken = new Set<string>()
  for (const given of paths) {
    for (const { name: wanted, content, place } of findSeedFiles(given, root)) {
      if (place !== undefined && taken.has(place.file)) continue
      let name = wanted
      for (let copy = 2; places.has(name); copy++) name = `${path.basename(path.resolve(given))}-${copy}/${wanted}`
      inputs.push({ name, content })
      if (place === undefined) continue
      taken.add(place.file)
      places.set(name, place)
    }
  }
  return { inputs, places }
}

/**
 * The seed files at the paths with the snapshots that they name, as `checkFiles` takes them, so that another machine
 * can check them. What can't be read is left out: the check there says that it is missing.
 */
export function gatherFiles(paths: readonly string[], options: { readonly root?: string } = {}): readonly GivenFile[] {
  const { inputs, places } = gatherInputs(paths, options.root)
  const read = diskSnapshots(places)
  const gathered = new Map<string, GivenFile>()
  for (const input of inputs) {
    const { name, content } = input
    if (typeof content === 'object' && 'unreadable' in content) continue
    gathered.set(name, { name, content })
    const value = readSeedText(input, createReport([name]))?.value
    const documents = isMap(value) && Array.isArray(value.documents) ? value.documents : []
    for (const document of documents) {
      const given: unknown = isMap(document) ? document.snapshot : undefined
      const bytes = typeof given === 'string' ? read(name, given) : undefined
      if (typeof given !== 'string' || !(bytes instanceof Uint8Array)) continue
      const at = path.posix.join(path.posix.dirname(name), given)
      gathered.set(at, { name: at, content: bytes })
    }
  }
  return [...gathered.values()]
}
