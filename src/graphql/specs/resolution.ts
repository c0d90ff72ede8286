import { NAME_CONTAINS, NAME_ORDERS } from './actor.js'
import {
  along,
  ascending,
  derived,
  earliest,
  edgeProperty,
  fields,
  inFrom,
  is,
  isIn,
  latest,
  linked,
  order,
  outTo,
  property,
  rows,
  text,
} from './make.js'
import { ENTITY_FIELDS } from './node.js'
import type { Filters, Order, TypeSpec } from './spec.js'

export const RESOLUTION_ORDERS: readonly [Order, ...Order[]] = [
  order('ADOPTED_DESC', latest('adoptedFrom'), ascending('id')),
  order('ADOPTED_ASC', earliest('adoptedFrom'), ascending('id')),
  ...NAME_ORDERS,
]

export const RESOLUTION_FILTERS: Filters = {
  status: isIn('status'),
  ...NAME_CONTAINS,
  adopted: { filter: 'overlaps', date: 'adopted' },
  chapterVII: is('chapterVII'),
  vote: linked(inFrom('VOTED', 'Actor'), fields({ actor: is('id'), position: isIn('position', 'edge') })),
}

const PARAGRAPHS: Order = {
  name: 'PARAGRAPH',
  keys: [{ by: 'length', property: 'paragraph' }, ascending('paragraph'), ascending('id')],
}

export const Resolution: TypeSpec = {
  fields: {
    ...ENTITY_FIELDS,
    symbol: property('symbol'),
    adopted: property('adopted'),
    meeting: property('meeting'),
    subject: property('subject'),
    chapterVII: property('chapterVII'),
    status: property('status'),
    provisions: { kind: 'list', start: along(outTo('CONTAINS', 'Provision')), order: PARAGRAPHS },
    votes: {
      kind: 'connection',
      start: along(inFrom('VOTED', 'Actor')),
      orders: [order('NAME_ASC', ascending('sortName'), ascending('id'))],
      filters: { position: is('position', 'edge') },
    },
    vote: derived({
      own: { votes: rows(along(inFrom('VOTED', 'Actor')), { actor: text('id'), position: text('position', 'edge') }) },
      compute: (_needs, { votes }, { actor }) => votes.find((vote) => vote.actor === actor)?.position ?? null,
    }),
  },
}

export const Provision: TypeSpec = {
  fields: {
    ...ENTITY_FIELDS,
    resolution: { kind: 'one', start: along(inFrom('CONTAINS', 'Resolution')) },
    paragraph: property('paragraph'),
    summary: property('summary'),
  },
}

export const ResolutionVoteEdge: TypeSpec = {
  fields: { cursor: { kind: 'cursor' }, node: { kind: 'end' }, position: edgeProperty('position') },
}
