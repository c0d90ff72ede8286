import path from 'node:path'
import type { Checked } from './bundle.js'
import { checkInputs } from './check.js'
import { type GivenFile, gatherInputs } from './gather.js'
import { isSeedFile } from './seed-folder.js'
import type { SeedInput } from './seed-text.js'
import { diskSnapshots, memorySnapshots } from './snapshots.js'

export { listSeedFiles } from './seed-folder.js'

export interface CheckPathsOptions {
  /** Folder that snapshots may come from, and that names are relative to. Default: each folder given, or the folder of each file given. */
  readonly root?: string
}

/** Checks files and folders (with all that is below them) as one import. With one file and `root`, an import of its own among others. */
export async function checkPaths(paths: readonly string[], options: CheckPathsOptions = {}): Promise<Checked> {
  const { inputs, places } = gatherInputs(paths, options.root)
  return checkInputs(inputs, diskSnapshots(places))
}

/** Checks files in memory as one import; a snapshot is found by its path relative to the folder of its seed file. */
export function checkFiles(files: readonly GivenFile[]): Checked {
  const inputs: SeedInput[] = []
  const snapshots = new Map<string, Uint8Array>()
  const names = new Set<string>()
  for (const { name, content } of files) {
    const normal = path.posix.normalize(name)
    snapshots.set(normal, typeof content === 'string' ? Buffer.from(content) : content)
    if (!isSeedFile(name)) continue
    if (names.has(normal)) {
      inputs.push({ name, content: { unreadable: 'another file of this name came with the import' } })
    } else {
      names.add(normal)
      inputs.push({ name, content })
    }
  }
  return checkInputs(inputs, memorySnapshots(snapshots))
}
