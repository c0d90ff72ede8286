import type { RecordType } from '../domain/record-types.js'
import type { AnyRecord, RecordOf } from '../domain/records.js'
import { toRecordText } from '../ledger/canonical.js'
import type { Fields, Properties } from '../store/statements.js'
import {
  actorProjector,
  identityProjector,
  provisionProjector,
  ratingProjector,
  resolutionProjector,
  siteProjector,
  sourceProjector,
  summitProjector,
} from './project-entities.js'
import {
  claimProjector,
  coverageProjector,
  documentProjector,
  evidenceProjector,
  judgementProjector,
  observationProjector,
  questionProjector,
  retractionProjector,
} from './project-reports.js'
import { type ProjectedEdge, type Projector, toProperties } from './projection.js'

const PROJECTORS: { readonly [T in RecordType]: Projector<T> } = {
  actor: actorProjector,
  site: siteProjector,
  summit: summitProjector,
  resolution: resolutionProjector,
  provision: provisionProjector,
  source: sourceProjector,
  rating: ratingProjector,
  document: documentProjector,
  observation: observationProjector,
  coverage: coverageProjector,
  question: questionProjector,
  claim: claimProjector,
  evidence: evidenceProjector,
  judgement: judgementProjector,
  identity: identityProjector,
  retraction: retractionProjector,
}

/**
 * The shape of the projection. A graph that was made by another number is made anew from the ledger: raise it with every
 * change to what is written to the graph, or to how a claim is assessed.
 */
export const PROJECTION_VERSION = 3

/** What a record's node holds beside its type: pure, as projectEdges is, so equal records give equal projections. */
export function projectFields<T extends RecordType>(record: RecordOf<T>): Fields {
  const { id, marking, note } = record
  return { ...PROJECTORS[record.type as T].node(record), id, marking, note, record: toRecordText(record) }
}

/** The properties of a record's node. */
export function projectNode(record: AnyRecord): Properties {
  return toProperties({ type: record.type, ...projectFields(record) })
}

/** The relationships that a record owns; `itemFrom`: see Projector. Their keys follow the other end, not the place in a list: one put in front renames none. */
export function projectEdges<T extends RecordType>(record: RecordOf<T>, itemFrom?: string): readonly ProjectedEdge[] {
  const { id } = record
  const edges: ProjectedEdge[] = []
  const times = new Map<string, number>()
  for (const part of PROJECTORS[record.type as T].edges(record, itemFrom)) {
    if (part === undefined) continue
    const { type, from = id, to = id, fields = {} } = part
    const stem = `${id}|${type}|${from === id ? to : from}`
    const before = times.get(stem) ?? 0
    times.set(stem, before + 1)
    edges.push({ type, from, to, key: before === 0 ? stem : `${stem}|${before}`, properties: toProperties(fields) })
  }
  return edges
}

/** Whether two projected relationships with one key say the same. */
export function isSameEdge(a: ProjectedEdge, b: ProjectedEdge): boolean {
  return a.from === b.from && a.to === b.to && JSON.stringify(a.properties) === JSON.stringify(b.properties)
}
