import type { z } from 'zod'
import type { RecordType } from '../domain/record-types.js'
import type { AnyRecord } from '../domain/records.js'
import * as claims from './claim-schemas.js'
import * as entities from './entity-schemas.js'
import * as reporting from './reporting-schemas.js'
import * as to from './to-record.js'

/** How a type of record is written in a seed file, and how that becomes the record. */
export interface RecordKind {
  readonly schema: z.ZodObject
  /** The record, or what zod found wrong. */
  readonly parse: (raw: unknown, around: to.Surroundings) => AnyRecord | readonly z.core.$ZodIssue[]
}

function kind<S extends z.ZodObject>(
  schema: S,
  toRecord: (seed: z.output<S>, around: to.Surroundings) => AnyRecord,
): RecordKind {
  return {
    schema,
    parse: (raw, around) => {
      const parsed = schema.safeParse(raw)
      return parsed.success ? toRecord(parsed.data, around) : parsed.error.issues
    },
  }
}

/** The records that have a list of their own in a seed file, under RECORD_TYPES[type].key. */
export const RECORD_KINDS = {
  actor: kind(entities.actor, to.toActor),
  site: kind(entities.site, to.toSite),
  summit: kind(entities.summit, to.toSummit),
  resolution: kind(entities.resolution, to.toResolution),
  source: kind(reporting.source, to.toSource),
  rating: kind(reporting.rating, to.toRating),
  document: kind(reporting.document, to.toDocument),
  observation: kind(reporting.observation, to.toObservation),
  coverage: kind(reporting.coverage, to.toCoverage),
  question: kind(claims.question, to.toQuestion),
  claim: kind(claims.claim, to.toClaim),
  evidence: kind(claims.evidence, to.toEvidence),
  judgement: kind(claims.judgement, to.toJudgement),
  identity: kind(claims.identity, to.toIdentity),
  retraction: kind(claims.retraction, to.toRetraction),
} satisfies Record<Exclude<RecordType, 'provision'>, RecordKind>

/** A list under a record whose entries are records of their own. */
export interface Nesting {
  readonly key: string
  readonly type: RecordType
  readonly description: string
  readonly kind: RecordKind
}

export const NESTINGS: { readonly [type in RecordType]?: Nesting } = {
  claim: {
    key: 'evidence',
    type: 'evidence',
    description: 'What bears on the claim; each is a record of its own, named after the claim and the item',
    kind: kind(claims.nestedEvidence, to.toNestedEvidence),
  },
  source: {
    key: 'ratings',
    type: 'rating',
    description: 'How reliable the source is; each is a record of its own, named after the source and its first day',
    kind: kind(reporting.nestedRating, to.toNestedRating),
  },
  resolution: {
    key: 'provisions',
    type: 'provision',
    description: 'Its paragraphs; each is a record of its own',
    kind: kind(entities.provision, to.toProvision),
  },
}
