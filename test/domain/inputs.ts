import type { AssessmentInput, DocumentFacts, ObservationFacts } from '../../src/domain/assessment-input.js'
import {
  type Derivation,
  type EvidenceRecord,
  type JudgementRecord,
  type RecordId,
  toEvidenceId,
} from '../../src/domain/records.js'
import type { DerivationKind, Stance } from '../../src/domain/vocabulary.js'

/** `doc/x`, or `doc/x KIND`, or `doc/x KIND claim/a claim/b`: a derivation as one line. */
function toDerivation(line: string): Derivation {
  const [document = '', kind = 'CITES', ...claims] = line.split(' ')
  return { document, kind: kind as DerivationKind, claims }
}

/** A document of a source of its own unless told otherwise. */
export function toFacts(
  id: RecordId,
  facts: Partial<Omit<DocumentFacts, 'derivesFrom'>> & { readonly from?: readonly string[] } = {},
): DocumentFacts {
  const { from = [], ...rest } = facts
  const source = rest.source ?? `source/of-${id}`
  return {
    id,
    source,
    topSource: source,
    sourceIsUnnamedOfficial: false,
    lineage: from.length > 0 ? 'COMPLETE' : 'ORIGINAL',
    withdrawn: false,
    reliability: 'B',
    ...rest,
    derivesFrom: from.map(toDerivation),
  }
}

export function toEvidence(
  claim: RecordId,
  stance: Stance,
  item: RecordId,
  more: Partial<EvidenceRecord> = {},
): EvidenceRecord {
  const id = `${toEvidenceId(claim, item)}${stance === 'SUPPORTS' ? '' : `-${stance.toLowerCase()}`}`
  return { type: 'evidence', id, claim, item, stance, credibility: 'CANNOT_BE_JUDGED', marking: 'CLEAR', ...more }
}

export const CLAIM = 'claim/main'

export function toInput(
  documents: Iterable<DocumentFacts>,
  evidence: readonly EvidenceRecord[],
  more: { readonly observations?: readonly ObservationFacts[]; readonly judgement?: JudgementRecord } = {},
): AssessmentInput {
  return {
    claim: CLAIM,
    evidence,
    documents: new Map(Array.from(documents, (document) => [document.id, document])),
    observations: new Map(more.observations?.map((observation) => [observation.id, observation])),
    ...(more.judgement && { judgement: more.judgement }),
  }
}
