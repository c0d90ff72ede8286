import type { RecordId, Sha256 } from '../domain/records.js'
import type { Entry, EntryDraft } from '../ledger/entry.js'
import { closeRecords, createImport, findRecords } from '../store/statements.js'
import { type AssessedClaim, assessClaims } from './assess-claims.js'
import type { Changes } from './changes.js'
import { findEdgeChanges } from './edge-changes.js'
import { knowRecords } from './known-records.js'
import { PROJECTION_VERSION } from './project.js'
import { type Run, runAll } from './reads.js'
import { findTouchedClaims } from './touched-claims.js'
import { dependentsInGraph, findWithdrawn } from './withdrawal.js'
import { closeOwnedEdges, createOwnedEdges, writeRecords, writeSnapshots } from './write.js'

/** What an entry did to the graph beyond the changes of its records. */
export interface Applied {
  readonly withdrawn: readonly RecordId[] // by it, not before; sorted
  readonly claims: readonly AssessedClaim[] // every claim touched, by id
}
export type OnProgress = (done: number, total: number) => void

/**
 * Projects the records of one entry: an import and a replay of the ledger both go this way, so that a graph made anew is the graph as it was.
 * `snapshots`: bytes of what the documents of the entry archive; one that is missing is kept without its text.
 */
export async function applyEntry(
  run: Run,
  { number: at }: EntryDraft,
  changes: Changes,
  snapshots: ReadonlyMap<Sha256, Uint8Array>,
  onProgress: OnProgress = () => {},
): Promise<Applied> {
  const withdrawn = await findWithdrawn(changes, dependentsInGraph(run))
  const known = knowRecords(run, { changes, withdrawn })
  const edges = await findEdgeChanges(run, changes, withdrawn, known)

  let done = 0
  let total = changes.list.length
  const advance = (count: number): void => {
    done += count
    onProgress(done, total)
  }
  await writeSnapshots(run, changes, snapshots, at)
  await writeRecords(run, changes, at, advance)
  await closeOwnedEdges(run, edges.closed, at)
  await createOwnedEdges(run, edges.created, at)
  await closeOwnedEdges(run, edges.withdrawn, at)
  const closed = await findLive(run, [...withdrawn])
  await runAll(run, closed, (ids) => closeRecords(ids, at))

  const touched = await findTouchedClaims(run, changes, withdrawn, known)
  total += touched.length
  const claims = await assessClaims(run, touched, changes, known, at, advance)
  return { withdrawn: closed, claims }
}

/** Those that are not withdrawn yet, sorted. */
async function findLive(run: Run, ids: readonly RecordId[]): Promise<readonly RecordId[]> {
  const rows = await runAll(run, ids, findRecords)
  return rows.flatMap(([id, , , until]) => (until === null ? [String(id)] : [])).sort()
}

/** Makes the node of a sealed entry: the last step, by which a graph tells how much of the ledger it holds. */
export async function recordEntry(run: Run, entry: Entry, changes: Changes): Promise<void> {
  await run(createImport(toImportProperties(entry, changes)))
}

function toImportProperties({ number, at, by, files, hash, previous, unchanged }: Entry, { list }: Changes) {
  const created = list.filter(({ former }) => former === undefined).length
  return {
    number,
    at,
    by,
    files: files.map(({ name, sha256 }) => JSON.stringify([name, sha256])),
    hash,
    previous,
    created,
    changed: list.length - created,
    unchanged: unchanged.length,
    since: number,
    projection: PROJECTION_VERSION,
  }
}
