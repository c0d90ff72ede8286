import type { RecordType } from '../../domain/record-types.js'
import type { Value } from '../../store/store.js'

/**
 * The object type of each type of record. Evidence has none: it shows on edges between items and claims. Coverage and retractions are not
 * shown: a coverage counts in the assessments, and what a retraction withdrew is not there.
 */
export const TYPE_NAMES: { readonly [T in RecordType]: string | null } = {
  actor: 'Actor',
  site: 'Site',
  summit: 'Summit',
  resolution: 'Resolution',
  provision: 'Provision',
  source: 'Source',
  rating: 'Rating',
  document: 'Document',
  observation: 'Observation',
  coverage: null,
  question: 'Question',
  claim: 'Claim',
  evidence: null,
  judgement: 'Judgement',
  identity: 'Identity',
  retraction: null,
}

/** The object type that a node's property `type` names; empty where it names none. */
export function toTypeName(type: Value | undefined): string {
  return typeof type === 'string' && Object.hasOwn(TYPE_NAMES, type) ? (TYPE_NAMES[type as RecordType] ?? '') : ''
}
