import type { RecordType } from '../domain/record-types.js'

/**
 * The property graph that a ledger projects to. Every record is a node `:Record` and bears the labels below; `record` holds its
 * canonical JSON, `type` its type. Every node and relationship has `since` and `until` (import numbers; `until` null while current).
 * In Cypher the property `when` and the relationship type `IN` must be quoted with backticks: Grafeo reserves both words.
 */
export const LABELS = {
  actor: ['Record', 'Entity', 'Actor'],
  site: ['Record', 'Entity', 'Site'],
  summit: ['Record', 'Entity', 'Summit'],
  resolution: ['Record', 'Entity', 'Resolution'],
  provision: ['Record', 'Entity', 'Provision'],
  source: ['Record', 'Entity', 'Source'],
  rating: ['Record', 'Rating'],
  document: ['Record', 'Document'],
  observation: ['Record', 'Observation'],
  coverage: ['Record', 'Coverage'],
  question: ['Record', 'Question'],
  claim: ['Record', 'Claim'],
  evidence: ['Record', 'Evidence'],
  judgement: ['Record', 'Judgement'],
  identity: ['Record', 'Identity'],
  retraction: ['Record', 'Retraction'],
} as const satisfies Record<RecordType, readonly string[]>

/** Nodes that are not records. */
export const OTHER_LABELS = ['Version', 'Assessment', 'Import', 'Snapshot'] as const
/** Every label of the graph. */
export const GRAPH_LABELS: readonly string[] = [...new Set<string>([...Object.values(LABELS).flat(), ...OTHER_LABELS])]

/** Every relationship that a record owns: from the record's node (or, where it says so, another) to a record's node. */
export const RELATIONSHIPS = [
  'PART_OF', // (actor)->(actor), (source)->(source)
  'HOLDS', // (actor)->(actor) {position: its place in `positions`}: those with `at`
  'IN', // (site)->(actor): country
  'WITHIN', // (site)->(site)
  'HELD_AT', // (summit)->(site)
  'TOOK_PART', // (actor)->(summit) {role, position}, owned by the summit
  'VOTED', // (actor)->(resolution) {position}, owned by the resolution
  'CONTAINS', // (resolution)->(provision), owned by the provision
  'SPEAKS_FOR', // (source)->(actor)
  'RATES', // (rating)->(source)
  'PUBLISHED_BY', // (document)->(source)
  'DERIVES_FROM', // (document)->(document) {kind, claims, quote}
  'RECORDED_IN', // (observation)->(document)
  'AT', // (observation)->(site), (coverage)->(site)
  'MADE_BY', // (coverage)->(source)
  'INVOLVES', // (claim)->(entity) {role}
  'ANSWERS', // (claim)->(question)
  'BEARS_ON', // (document|observation|claim)->(claim), owned by the evidence record, with its fields
  'OF', // (judgement)->(claim), (assessment)->(claim)
  'JUDGES', // (identity)->(entity) {side: 'a'|'b'}
  'RETRACTS', // (retraction)->(record)
] as const
export type RelationshipType = (typeof RELATIONSHIPS)[number]

/** Relationships that the program keeps, owned by no record. */
export const KEPT_RELATIONSHIPS = [
  'WAS', // (record)->(version)
  'RESTS_ON', // (claim)->(document): the closure
  'HAS_SNAPSHOT', // (document)->(snapshot)
] as const
