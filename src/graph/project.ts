import type { AnyRecord, RecordOf, RecordType } from '../domain/records.js'
import { toRecordText } from '../ledger/canonical.js'
import { LABELS } from '../store/graph-model.js'
import {
  projectActor,
  projectIdentity,
  projectProvision,
  projectRating,
  projectResolution,
  projectSite,
  projectSource,
  projectSummit,
} from './project-entities.js'
import {
  projectClaim,
  projectCoverage,
  projectDocument,
  projectEvidence,
  projectJudgement,
  projectObservation,
  projectQuestion,
  projectRetraction,
} from './project-reports.js'
import { type Parts, type ProjectedEdge, type Projection, toProperties } from './projection.js'

/** What the projection of a record takes from elsewhere. */
export interface ProjectionContext {
  /** Evidence only: first day of the publication of its item's document. */
  readonly itemFrom?: string | undefined
}

const PROJECTORS: { readonly [T in RecordType]: (record: RecordOf<T>, itemFrom: string | undefined) => Parts } = {
  actor: projectActor,
  site: projectSite,
  summit: projectSummit,
  resolution: projectResolution,
  provision: projectProvision,
  source: projectSource,
  rating: projectRating,
  document: projectDocument,
  observation: projectObservation,
  coverage: projectCoverage,
  question: projectQuestion,
  claim: projectClaim,
  evidence: projectEvidence,
  judgement: projectJudgement,
  identity: projectIdentity,
  retraction: projectRetraction,
}

/**
 * The shape of the projection. A graph that was made by another number is made anew from the ledger: raise it with every
 * change to what is written to the graph, or to how a claim is assessed.
 */
export const PROJECTION_VERSION = 1

/** A record's node and the relationships it owns: pure, equal records give equal projections. */
export function project(record: AnyRecord, context: ProjectionContext = {}): Projection {
  const projector = PROJECTORS[record.type] as (record: AnyRecord, itemFrom: string | undefined) => Parts
  const { fields, edges = [] } = projector(record, context.itemFrom)
  const { id, type, marking, note } = record
  const properties = toProperties({
    ...fields,
    id,
    type,
    marking,
    note,
    record: toRecordText(record),
  })
  return { node: { labels: LABELS[type], properties }, edges: toEdges(record, edges) }
}

/** The relationships that a record owns, without its node. */
export function projectEdges(record: AnyRecord, itemFrom?: string): readonly ProjectedEdge[] {
  const projector = PROJECTORS[record.type] as (record: AnyRecord, itemFrom: string | undefined) => Parts
  return toEdges(record, projector(record, itemFrom).edges ?? [])
}

/** Keys follow the other end, not the place in a list, so that an item put in front does not rename those behind it. */
function toEdges({ id }: AnyRecord, parts: NonNullable<Parts['edges']>): readonly ProjectedEdge[] {
  const seen = new Map<string, number>()
  const edges: ProjectedEdge[] = []
  for (const part of parts) {
    if (part === undefined) continue
    const { type, from = id, to = id, fields = {} } = part
    const stem = `${id}|${type}|${from === id ? to : from}`
    const times = seen.get(stem) ?? 0
    seen.set(stem, times + 1)
    edges.push({ type, from, to, key: times === 0 ? stem : `${stem}|${times}`, properties: toProperties(fields) })
  }
  return edges
}

/** Whether two projected relationships with one key say the same. */
export function isSameEdge(a: ProjectedEdge, b: ProjectedEdge): boolean {
  return a.from === b.from && a.to === b.to && JSON.stringify(a.properties) === JSON.stringify(b.properties)
}
