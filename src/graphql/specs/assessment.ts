import type { Assessment as Assessed, Side } from '../../domain/assessment.js'
import { parseAssessment } from '../../graph/assess-claims.js'
import type { Value } from '../../store/store.js'
import { along, derived, inFrom, outTo, property } from './make.js'
import type { DerivedField, Pool, Pools, PropertyNeed, TypeSpec } from './spec.js'

/** The whole assessment, as the domain made it. */
export const BODY: PropertyNeed<Assessed> = { need: 'property', on: 'node', property: 'body', decode: toAssessment }
const ASSESSED = { body: BODY }

function toAssessment(value: Value): Assessed {
  if (typeof value !== 'string') throw new Error('An assessment without a body')
  return parseAssessment(value)
}

/** A former assessment, and what it named then, by relationships that may have been closed since. */
const CLAIM = { ...outTo('OF', 'Claim'), closed: 'edge' } as const
const DOCUMENTS: Pool = {
  starts: [along(CLAIM, { ...outTo('RESTS_ON', 'Document'), closed: 'edge' })],
  key: { on: 'node', property: 'id' },
  of: 'node',
  within: 'closure',
}
const EVIDENCE: Pool = {
  starts: [along(CLAIM, inFrom('BEARS_ON', 'Record'))],
  key: { on: 'edge', property: 'id' },
  of: 'edge',
  within: 'closure',
}

function fromBody(read: (body: Assessed) => unknown, pools: Pools = {}, refers?: string): DerivedField {
  const field = derived({ own: ASSESSED, pools, compute: (_needs, { body }) => read(body) })
  return refers === undefined ? field : { ...field, refers }
}

function toSide(side: Side): object {
  return { ...side, documents: side.documents.length }
}

export const Assessment: TypeSpec = {
  fields: {
    standing: property('standing'),
    documents: property('documents'),
    independentOrigins: property('independentOrigins'),
    independentLines: property('independentLines'),
    origins: fromBody(({ support }) => support.origins, { documents: DOCUMENTS }),
    unrecorded: fromBody(({ support }) => support.unrecorded, { documents: DOCUMENTS }, 'documents'),
    fallen: fromBody(({ support }) => support.fallen, { documents: DOCUMENTS }, 'documents'),
    circular: fromBody(({ support }) => support.circular, { documents: DOCUMENTS }, 'documents'),
    refuting: fromBody(({ refutation }) => toSide(refutation), { documents: DOCUMENTS }),
    limits: fromBody(({ limits }) => limits, { evidence: EVIDENCE }, 'evidence'),
    loadBearing: fromBody(
      ({ support, loadBearing }) => loadBearing.map((effect) => ({ ...effect, group: support.origins[effect.group] })),
      { documents: DOCUMENTS },
    ),
    reasons: fromBody(({ reasons }) => reasons),
    import: { kind: 'one', start: { from: 'import' } },
  },
}

export const AssessmentSide: TypeSpec = {
  fields: {
    documents: { kind: 'value' },
    independentOrigins: { kind: 'value' },
    independentLines: { kind: 'value' },
    origins: { kind: 'value' },
    unrecorded: { kind: 'reference', pool: 'documents' },
    fallen: { kind: 'reference', pool: 'documents' },
    circular: { kind: 'reference', pool: 'documents' },
  },
}
export const OriginGroup: TypeSpec = {
  fields: {
    documents: { kind: 'reference', pool: 'documents' },
    because: { kind: 'value' },
    via: { kind: 'reference', pool: 'documents' },
  },
}
export const OriginEffect: TypeSpec = {
  fields: { group: { kind: 'value' }, standing: { kind: 'value' }, independentOrigins: { kind: 'value' } },
}
export const Reason: TypeSpec = {
  fields: { code: { kind: 'value' }, message: { kind: 'value' }, records: { kind: 'value' } },
}
