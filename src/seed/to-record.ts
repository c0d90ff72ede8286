import type { z } from 'zod'
import {
  type ActorRecord,
  type ClaimRecord,
  type CoverageRecord,
  type DocumentRecord,
  type EvidenceRecord,
  type IdentityRecord,
  type JudgementRecord,
  type ObservationRecord,
  type ProvisionRecord,
  type QuestionRecord,
  type RatingRecord,
  type RecordId,
  type ResolutionRecord,
  type RetractionRecord,
  type SiteRecord,
  type SnapshotRef,
  type SourceRecord,
  type SummitRecord,
  toEvidenceId,
} from '../domain/records.js'
import type { Marking, ObservationState } from '../domain/vocabulary.js'
import type * as claims from './claim-schemas.js'
import type * as entities from './entity-schemas.js'
import { toRatingId } from './record-id.js'
import type * as reporting from './reporting-schemas.js'

/** The record that another is written under. */
export interface Parent {
  readonly id: RecordId
  readonly symbol: string
  readonly marking: Marking // of what is written under it and has none of its own
}
/** What a record takes from around it. */
export interface Surroundings {
  readonly parent?: Parent
  readonly snapshot?: SnapshotRef
}

type Seed<S extends z.ZodType> = z.output<S>

export const toActor = (seed: Seed<typeof entities.actor>): ActorRecord => ({ type: 'actor', ...seed })
export const toSite = (seed: Seed<typeof entities.site>): SiteRecord => ({ type: 'site', ...seed })
export const toSummit = (seed: Seed<typeof entities.summit>): SummitRecord => ({ type: 'summit', ...seed })
export const toSource = (seed: Seed<typeof reporting.source>): SourceRecord => ({ type: 'source', ...seed })
export const toCoverage = (seed: Seed<typeof reporting.coverage>): CoverageRecord => ({ type: 'coverage', ...seed })
export const toQuestion = (seed: Seed<typeof claims.question>): QuestionRecord => ({ type: 'question', ...seed })
export const toClaim = (seed: Seed<typeof claims.claim>): ClaimRecord => ({ type: 'claim', ...seed })
export const toJudgement = (seed: Seed<typeof claims.judgement>): JudgementRecord => ({ type: 'judgement', ...seed })
export const toIdentity = (seed: Seed<typeof claims.identity>): IdentityRecord => ({ type: 'identity', ...seed })
export const toRetraction = (seed: Seed<typeof claims.retraction>): RetractionRecord => ({
  type: 'retraction',
  ...seed,
})

export function toResolution({ votes, ...seed }: Seed<typeof entities.resolution>): ResolutionRecord {
  return {
    type: 'resolution',
    ...seed,
    votes: [
      ...(votes?.yes ?? []).map((actor) => ({ actor, position: 'YES' as const })),
      ...(votes?.no ?? []).map((actor) => ({ actor, position: 'NO' as const })),
      ...(votes?.abstain ?? []).map((actor) => ({ actor, position: 'ABSTAIN' as const })),
      ...(votes?.absent ?? []).map((actor) => ({ actor, position: 'ABSENT' as const })),
    ],
  }
}

export function toProvision(seed: Seed<typeof entities.provision>, { parent }: Surroundings): ProvisionRecord {
  const name = `${parent?.symbol ?? ''}, OP${seed.paragraph}`
  return { type: 'provision', ...seed, ...ofParent(seed, parent), name, resolution: parent?.id ?? '' }
}

export function toNestedRating(seed: Seed<typeof reporting.nestedRating>, { parent }: Surroundings): RatingRecord {
  return toRating({ ...seed, ...ofParent(seed, parent), source: parent?.id ?? '' })
}

export function toRating({ id, ...seed }: Seed<typeof reporting.rating>): RatingRecord {
  return { type: 'rating', id: id ?? toRatingId(seed.source, seed.from), ...seed }
}

export function toDocument(seed: Seed<typeof reporting.document>, { snapshot }: Surroundings): DocumentRecord {
  const { snapshot: _path, ...rest } = seed
  return { type: 'document', ...rest, ...(snapshot && { snapshot }) }
}

export function toObservation({ state, ...seed }: Seed<typeof reporting.observation>): ObservationRecord {
  return { type: 'observation', ...seed, state: state ?? impliedState(seed) ?? 'NOT_COVERED' }
}

/** The state that the numbers of an observation prove; undefined where they leave it open. */
export function impliedState(numbers: { value?: number; low?: number; high?: number }): ObservationState | undefined {
  if (numbers.value !== undefined) return numbers.value > 0 ? 'SEEN' : 'SEEN_ZERO'
  if (numbers.low !== undefined && numbers.low > 0) return 'SEEN'
  return numbers.high === 0 ? 'SEEN_ZERO' : undefined
}

export function toNestedEvidence(seed: Seed<typeof claims.nestedEvidence>, { parent }: Surroundings): EvidenceRecord {
  return toEvidence({ ...seed, ...ofParent(seed, parent), claim: parent?.id ?? '' })
}

export function toEvidence({ id, ...seed }: Seed<typeof claims.evidence>): EvidenceRecord {
  return { type: 'evidence', id: id ?? toEvidenceId(seed.claim, seed.item), ...seed }
}

/** What is written under a record is no less restricted than it, unless it says so itself. */
function ofParent({ marking }: { readonly marking?: Marking }, parent: Parent | undefined): { marking: Marking } {
  return { marking: marking ?? parent?.marking ?? 'CLEAR' }
}
