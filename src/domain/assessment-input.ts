import type {
  Derivation,
  EdtfDate,
  EvidenceRecord,
  JudgementRecord,
  ObservationRecord,
  RecordId,
  Sha256,
} from './records.js'
import type { Lineage, Reliability } from './vocabulary.js'

/** What the domain needs to know of a document that a claim rests on. */
export interface DocumentFacts {
  readonly id: RecordId
  readonly source: RecordId
  /** The source at the top of `partOf` above its source; the source itself where there is none. */
  readonly topSource: RecordId
  readonly sourceIsUnnamedOfficial: boolean
  readonly published?: EdtfDate
  readonly lineage: Lineage
  readonly sha256?: Sha256
  /** Retracted, by itself or with its source: a dead end that gives nothing. */
  readonly withdrawn: boolean
  readonly derivesFrom: readonly Derivation[]
  /** Grade of its source on the date of the document; F where nobody graded it by then. */
  readonly reliability: Reliability
}

/** An observation that is evidence, with whether anything records that somebody looked. */
export interface ObservationFacts {
  readonly id: RecordId
  readonly document: RecordId
  readonly state: ObservationRecord['state']
  /** See isCovered. */
  readonly covered: boolean
}

/**
 * One claim and everything its assessment depends on: the live evidence of it and of every claim that its evidence
 * leads to, their observations, and each document reached from them by derivations, whatever those concern.
 */
export interface AssessmentInput {
  readonly claim: RecordId
  readonly evidence: readonly EvidenceRecord[] // of `claim` and of the claims reached through evidence
  readonly documents: ReadonlyMap<RecordId, DocumentFacts>
  readonly observations: ReadonlyMap<RecordId, ObservationFacts>
  readonly judgement?: JudgementRecord // the newest
}
