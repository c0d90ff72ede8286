import { EVIDENCE_ORDERS } from './evidence.js'
import { LINEAGE } from './lineage.js'
import {
  along,
  ascending,
  byNumber,
  descending,
  edgeProperty,
  inFrom,
  is,
  latest,
  order,
  outTo,
  property,
} from './make.js'
import { NODE_FIELDS } from './node.js'
import type { Order, TypeSpec } from './spec.js'

const NEWEST_JUDGEMENT: Order = order('AT_DESC', latest('atFrom'), descending('id'))
const JUDGED = along(inFrom('OF', 'Judgement'))

export const Claim: TypeSpec = {
  fields: {
    ...NODE_FIELDS,
    kind: property('kind'),
    statement: property('statement'),
    when: property('when'),
    involves: {
      kind: 'connection',
      start: along(outTo('INVOLVES', 'Entity')),
      orders: [order('POSITION', byNumber('position', 'edge'), ascending('id'))],
      filters: { role: is('role', 'edge') },
    },
    evidence: {
      kind: 'connection',
      start: along(inFrom('BEARS_ON', 'Record')),
      orders: EVIDENCE_ORDERS,
      filters: { stance: is('stance', 'edge') },
      within: 'closure',
    },
    assessment: { kind: 'one', start: along(inFrom('OF', 'Assessment')), within: 'closure' },
    history: {
      kind: 'connection',
      start: along({ ...inFrom('OF', 'Assessment'), closed: 'both' }),
      orders: [order('SINCE', byNumber('since'))],
      filters: {},
    },
    judgement: { kind: 'one', start: JUDGED, order: NEWEST_JUDGEMENT },
    judgements: { kind: 'list', start: JUDGED, order: NEWEST_JUDGEMENT },
    question: { kind: 'one', start: along(outTo('ANSWERS', 'Question')) },
    lineage: LINEAGE,
  },
}

/** Of both ends: the entities of a claim, and the claims of an entity. */
export const InvolvedEdge: TypeSpec = {
  fields: { cursor: { kind: 'cursor' }, node: { kind: 'end' }, role: edgeProperty('role') },
}

export const Judgement: TypeSpec = {
  fields: {
    ...NODE_FIELDS,
    claim: { kind: 'one', start: along(outTo('OF', 'Claim')) },
    likelihood: property('likelihood'),
    confidence: property('confidence'),
    by: property('by'),
    at: property('at'),
    why: property('why'),
  },
}
