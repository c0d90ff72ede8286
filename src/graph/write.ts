import type { RecordType } from '../domain/record-types.js'
import type { RecordId, Sha256 } from '../domain/records.js'
import { findUtf8Text } from '../domain/utf8-text.js'
import {
  closeEdges,
  closeSnapshotEdges,
  createEdges,
  createRecords,
  createSnapshotEdges,
  createSnapshots,
  type Fields,
  type Properties,
  ROWS_PER_STATEMENT,
  replaceRecords,
} from '../store/statements.js'
import type { Statement } from '../store/store.js'
import { StoreError } from '../store/store-error.js'
import { runAll as runStatements } from '../store/transaction.js'
import type { Changes } from './changes.js'
import { projectFields, projectNode } from './project.js'
import type { ProjectedEdge } from './projection.js'
import { chunksOf, type Run } from './reads.js'

const SNAPSHOT_BYTES_PER_STATEMENT = 4_000_000

type Advance = (count: number) => void

/** Makes and replaces the nodes of records. */
export async function writeRecords(run: Run, changes: Changes, at: number, advance: Advance): Promise<void> {
  function* writes(): Generator<Write> {
    for (const part of chunksOf(changes.list)) {
      const created = new Map<RecordType, Fields[]>()
      const replaced: { readonly id: RecordId; readonly properties: Properties }[] = []
      for (const { record, former } of part) {
        if (former === undefined) listOf(created, record.type).push(projectFields(record))
        else replaced.push({ id: record.id, properties: { ...projectNode(record), since: at } })
      }
      for (const [type, rows] of created) yield { statement: createRecords(type, rows, at), rows: rows.length }
      if (replaced.length > 0) yield { statement: replaceRecords(replaced, at), rows: replaced.length }
    }
  }
  await runWhole(run, writes(), advance)
}

/** Makes relationships; their ends are there already. */
export async function createOwnedEdges(run: Run, edges: Iterable<ProjectedEdge>, at: number): Promise<void> {
  const toWrite = (type: ProjectedEdge['type'], rows: readonly ProjectedEdge[]): Write => ({
    statement: type === 'HAS_SNAPSHOT' ? createSnapshotEdges(rows, at) : createEdges(type, rows, at),
    rows: rows.length,
  })
  function* writes(): Generator<Write> {
    const waiting = new Map<ProjectedEdge['type'], ProjectedEdge[]>()
    for (const edge of edges) {
      const rows = listOf(waiting, edge.type)
      rows.push(edge)
      if (rows.length < ROWS_PER_STATEMENT) continue
      waiting.delete(edge.type)
      yield toWrite(edge.type, rows)
    }
    for (const [type, rows] of waiting) yield toWrite(type, rows)
  }
  await runWhole(run, writes())
}

/** Closes relationships by their keys. */
export async function closeOwnedEdges(run: Run, edges: readonly ProjectedEdge[], at: number): Promise<void> {
  for (const [type, ofType] of byType(edges)) {
    for (const part of chunksOf(ofType)) {
      const rows = part.map(({ from, key }) => ({ from, key }))
      await run(type === 'HAS_SNAPSHOT' ? closeSnapshotEdges(rows, at) : closeEdges(type, rows, at))
    }
  }
}

/** Keeps the snapshots that the documents of an import bring, with their text where the bytes are UTF-8. */
export async function writeSnapshots(
  run: Run,
  changes: Changes,
  snapshots: ReadonlyMap<Sha256, Uint8Array>,
  at: number,
): Promise<void> {
  const written = new Set<Sha256>()
  let rows: (Properties & { readonly sha256: Sha256 })[] = []
  let size = 0
  const flush = async (): Promise<void> => {
    if (rows.length > 0) await run(createSnapshots(rows))
    rows = []
    size = 0
  }
  for (const { record } of changes.list) {
    if (record.type !== 'document' || record.snapshot === undefined || written.has(record.snapshot.sha256)) continue
    const { sha256, bytes, mediaType } = record.snapshot
    written.add(sha256)
    const content = snapshots.get(sha256)
    const text = content === undefined ? undefined : findUtf8Text(content)
    rows.push({ sha256, bytes, mediaType, since: at, ...(text !== undefined && { text }) })
    size += bytes
    if (size > SNAPSHOT_BYTES_PER_STATEMENT) await flush()
  }
  await flush()
}

/** A statement that answers with the number of rows that it reached. */
interface Write {
  readonly statement: Statement
  readonly rows: number
}

/** Runs writes that must reach every row: fewer means that the graph is not what the ledger says. */
async function runWhole(run: Run, writes: Iterable<Write>, advance: Advance = () => {}): Promise<void> {
  const rowsOf = new Map<Statement, number>()
  function* statements(): Generator<Statement> {
    for (const { statement, rows } of writes) {
      rowsOf.set(statement, rows)
      yield statement
    }
  }
  const runCounted: Run = async (statement) => {
    const result = await run(statement)
    const rows = rowsOf.get(statement) ?? 0
    rowsOf.delete(statement)
    const made = result[0]?.[0]
    if (made !== rows) {
      const message = `The graph lacks records that its ledger holds: ${made} of ${rows} rows were written; rebuild it`
      throw new StoreError('DAMAGED', message)
    }
    advance(rows)
    return []
  }
  await runStatements({ run: runCounted }, statements())
}

function byType(edges: readonly ProjectedEdge[]): ReadonlyMap<ProjectedEdge['type'], readonly ProjectedEdge[]> {
  const types = new Map<ProjectedEdge['type'], ProjectedEdge[]>()
  for (const edge of edges) listOf(types, edge.type).push(edge)
  return types
}

function listOf<K, V>(map: Map<K, V[]>, key: K): V[] {
  const list = map.get(key)
  if (list !== undefined) return list
  const made: V[] = []
  map.set(key, made)
  return made
}
