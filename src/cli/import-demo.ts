import { join, relative, sep } from 'node:path'
import { listSeedFiles } from '../seed/read.js'
import type { Store } from '../store/store.js'
import { type Batch, importBatch } from './import.js'
import type { Terminal } from './terminal.js'

/**
 * Imports the demo: the entities at once, then each report by itself, so that the graph has a history. Goes on where it was broken off. A ledger that
 * holds anything else is somebody's own work and stays as it is. One line an import.
 */
export async function importDemo(store: Store, folder: string, by: string, terminal: Terminal): Promise<void> {
  const batches = listBatches(folder)
  let done = 0
  for await (const { files } of store.entries()) {
    const names = batches[done]?.paths.map((path) => relative(folder, path).split(sep).join('/'))
    if (names === undefined || names.join('\n') !== files.map(({ name }) => name).join('\n')) return
    done += 1
  }
  for (const batch of batches.slice(done)) {
    const { import: entry, created, changed } = await importBatch(store, batch, { by, terminal })
    if (entry === null) continue
    const names = entry.files.length === 1 ? entry.files[0]?.name : `${entry.files.length} files`
    terminal.err(`import ${entry.number}: ${names}: ${created} created, ${changed} changed\n`)
  }
}

function listBatches(folder: string): readonly Batch[] {
  const entities = listSeedFiles([join(folder, 'entities')]).map(({ path }) => path)
  const reports = listSeedFiles([join(folder, 'reports')]).map(({ path }) => [path])
  return [entities, ...reports].map((paths) => ({ paths, root: folder }))
}
