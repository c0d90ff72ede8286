import type { Value } from '../../store/store.js'
import {
  along,
  ascending,
  BY_ID,
  byNumber,
  derived,
  descending,
  earliest,
  edgeProperty,
  inFrom,
  isIn,
  latest,
  linked,
  order,
  outTo,
  property,
} from './make.js'
import { ENTITY_FIELDS, NODE_FIELDS, parseTexts } from './node.js'
import type { Filters, OneField, Order, PropertyNeed, TypeSpec } from './spec.js'

/** EntityOrder, the default first. */
export const NAME_ORDERS: readonly [Order, ...Order[]] = [
  order('NAME_ASC', ascending('sortName'), ascending('id')),
  order('NAME_DESC', descending('sortName'), ascending('id')),
]
/** One of the names contains a text. */
export const NAME_CONTAINS: Filters = { nameContains: { filter: 'contains', property: 'searchNames' } }

export const ACTOR_FILTERS: Filters = {
  kind: isIn('kind'),
  ...NAME_CONTAINS,
  partOf: linked(outTo('PART_OF', 'Actor')),
}

const POSITIONS: PropertyNeed<readonly Position[]> = {
  need: 'property',
  on: 'node',
  property: 'positions',
  decode: toPositions,
}
interface Position {
  readonly title: unknown
  readonly at: unknown
  readonly from: unknown
  readonly to: unknown
}

/** Positions as the projection keeps them: JSON texts `[title, at, from, to]`, null for what is not recorded. */
function toPositions(value: Value): readonly Position[] {
  return parseTexts(value).map(([title, at, from, to]) => ({ title, at, from, to }))
}

const SUMMIT_KEYS = [ascending('id'), byNumber('position', 'edge')]

export const Actor: TypeSpec = {
  fields: {
    ...ENTITY_FIELDS,
    kind: property('kind'),
    partOf: { kind: 'one', start: along(outTo('PART_OF', 'Actor')) },
    positions: derived({
      own: { positions: POSITIONS },
      pools: { actors: { starts: [along(outTo('HOLDS', 'Actor'))], key: { on: 'node', property: 'id' }, of: 'node' } },
      compute: (_needs, { positions }) => positions,
    }),
    summits: {
      kind: 'connection',
      start: along(outTo('TOOK_PART', 'Summit')),
      orders: [
        order('DATE_DESC', latest('dateFrom'), ...SUMMIT_KEYS),
        order('DATE_ASC', earliest('dateFrom'), ...SUMMIT_KEYS),
      ],
      filters: {},
    },
    votes: {
      kind: 'connection',
      start: along(outTo('VOTED', 'Resolution')),
      orders: [order('ADOPTED_DESC', latest('adoptedFrom'), ascending('id'))],
      filters: {},
    },
    identities: { kind: 'list', start: along(inFrom('JUDGES', 'Identity')), order: BY_ID },
  },
}

export const Position: TypeSpec = {
  fields: {
    title: { kind: 'value' },
    at: { kind: 'reference', pool: 'actors' },
    from: { kind: 'value' },
    to: { kind: 'value' },
  },
}

export const ParticipationEdge: TypeSpec = {
  fields: { cursor: { kind: 'cursor' }, node: { kind: 'end' }, role: edgeProperty('role') },
}
export const VoteEdge: TypeSpec = {
  fields: { cursor: { kind: 'cursor' }, node: { kind: 'end' }, position: edgeProperty('position') },
}

function judged(side: 'a' | 'b'): OneField {
  return {
    kind: 'one',
    start: along({ ...outTo('JUDGES', 'Entity'), only: { property: 'side', value: side } }),
  }
}

export const Identity: TypeSpec = {
  fields: {
    ...NODE_FIELDS,
    a: judged('a'),
    b: judged('b'),
    verdict: property('verdict'),
    likelihood: property('likelihood'),
    by: property('by'),
    why: property('why'),
  },
}
