import { findCitedDocument } from '../domain/citation.js'
import type { AnyRecord, RecordId } from '../domain/records.js'
import type { Changes } from './changes.js'
import type { KnownRecords } from './known-records.js'
import { isSameEdge, projectEdges } from './project.js'
import { firstDay, type ProjectedEdge } from './projection.js'
import { findEvidenceByDocument, findEvidenceByItem, type Run, runAll } from './reads.js'

/** Relationships to close, then to make, then to close because their evidence is withdrawn, be it made by this very import. */
export interface EdgeChanges {
  readonly closed: readonly ProjectedEdge[]
  /** Those of new records are made only when asked for: an import can have very many. To be run through once. */
  readonly created: Iterable<ProjectedEdge>
  readonly withdrawn: readonly ProjectedEdge[]
}

/** The first day on which the item of evidence was published; undefined for claims and undated documents. The item must be known. */
function itemFrom(known: KnownRecords, item: RecordId): string | undefined {
  return firstDay(findCitedDocument(item, known.findAny)?.published)
}

/** Compares what the records owned with what they own now. */
export async function findEdgeChanges(
  run: Run,
  changes: Changes,
  withdrawn: ReadonlySet<RecordId>,
  known: KnownRecords,
): Promise<EdgeChanges> {
  await known.load(withdrawn)
  await loadItems(
    known,
    changes.list.flatMap(({ record }) => (record.type === 'evidence' ? [record.item] : [])),
  )
  const project = (record: AnyRecord) =>
    projectEdges(record, record.type === 'evidence' ? itemFrom(known, record.item) : undefined)
  const remade: ProjectedEdge[] = []
  const closed: ProjectedEdge[] = []
  for (const { record, former } of changes.list) {
    if (former === undefined) continue
    const before = new Map(projectEdges(former).map((edge) => [edge.key, edge]))
    for (const edge of project(record)) {
      const same = before.get(edge.key)
      if (same !== undefined && isSameEdge(same, edge)) before.delete(edge.key)
      else remade.push(edge)
    }
    for (const edge of before.values()) closed.push(edge)
  }
  for (const edge of await findRedated(run, changes, known)) {
    closed.push(edge)
    remade.push(edge)
  }
  function* created(): Generator<ProjectedEdge> {
    yield* remade
    for (const { record, former } of changes.list) if (former === undefined) yield* project(record)
  }
  const given = [...withdrawn].flatMap((id) => known.find('evidence', id) ?? [])
  return { closed, created: created(), withdrawn: given.flatMap((evidence) => projectEdges(evidence)) }
}

/** Makes items of evidence known, and the documents of those that are observations. */
async function loadItems(known: KnownRecords, items: readonly RecordId[]): Promise<void> {
  await known.load(items)
  await known.load(items.flatMap((id) => known.find('observation', id)?.document ?? []))
}

/** Relationships of evidence that this import leaves alone, but whose item's document has another date of publication now. */
async function findRedated(run: Run, changes: Changes, known: KnownRecords): Promise<readonly ProjectedEdge[]> {
  const documents: RecordId[] = []
  const observations: RecordId[] = []
  for (const { record, former } of changes.list) {
    if (record.type === 'document' && former?.type === 'document' && record.published !== former.published) {
      documents.push(record.id)
    }
    if (record.type === 'observation' && former?.type === 'observation' && record.document !== former.document) {
      observations.push(record.id)
    }
  }
  const rows = [
    ...(await runAll(run, [...documents, ...observations], findEvidenceByItem)),
    ...(await runAll(run, documents, findEvidenceByDocument)),
  ]
  const dated = new Map(rows.map(([, evidence, from]) => [String(evidence), from]))
  const kept = [...dated.keys()].filter((id) => !changes.byId.has(id))
  await known.load(kept)
  await loadItems(
    known,
    kept.flatMap((id) => known.find('evidence', id)?.item ?? []),
  )
  const edges: ProjectedEdge[] = []
  for (const id of kept) {
    const evidence = known.find('evidence', id)
    if (evidence === undefined || known.isWithdrawn(id)) continue
    const from = itemFrom(known, evidence.item)
    if ((from ?? null) !== dated.get(id)) edges.push(...projectEdges(evidence, from))
  }
  return edges
}
