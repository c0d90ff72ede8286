import type { Sha256 } from '../domain/records.js'
import { findUtf8Text } from '../domain/utf8-text.js'
import type { Bundle } from '../seed/bundle.js'
import { setSnapshotTexts } from '../store/statements.js'
import type { Changes } from './changes.js'
import { chunksOf, findSnapshotTexts, type Run } from './reads.js'

/** What a bundle brings again of snapshots that the graph knows already. */
export interface KnownSnapshots {
  readonly snapshots: ReadonlyMap<Sha256, Uint8Array>
  readonly isChange: boolean // whether the graph had lost the text of one
}

/** Finds the snapshots of unchanged documents that the graph knows, and gives those their text that lack it: a graph made anew while the archive was broken does. */
export async function putBackTexts(run: Run, bundle: Bundle, { byId }: Changes): Promise<KnownSnapshots> {
  const given = new Map<Sha256, Uint8Array>()
  for (const record of bundle.records) {
    const sha256 = record.type === 'document' && !byId.has(record.id) ? record.snapshot?.sha256 : undefined
    const bytes = sha256 === undefined ? undefined : bundle.snapshots.get(sha256)
    if (sha256 !== undefined && bytes !== undefined) given.set(sha256, bytes)
  }
  const snapshots = new Map<Sha256, Uint8Array>()
  let isChange = false
  for (const part of chunksOf([...given.keys()], SNAPSHOTS_PER_PART)) {
    for (const [sha256, kept] of await run(findSnapshotTexts(part))) {
      const bytes = given.get(String(sha256))
      if (bytes === undefined) continue
      snapshots.set(String(sha256), bytes)
      const text = findUtf8Text(bytes)
      if (text === undefined || text === kept) continue
      await run(setSnapshotTexts([[String(sha256), text]]))
      isChange = true
    }
  }
  return { snapshots, isChange }
}

const SNAPSHOTS_PER_PART = 100
