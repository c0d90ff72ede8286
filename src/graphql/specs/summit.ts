import { NAME_CONTAINS, NAME_ORDERS } from './actor.js'
import {
  along,
  ascending,
  byNumber,
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
import { ENTITY_FIELDS } from './node.js'
import type { Filters, Order, TypeSpec } from './spec.js'

export const SUMMIT_ORDERS: readonly [Order, ...Order[]] = [
  order('DATE_DESC', latest('dateFrom'), ascending('id')),
  order('DATE_ASC', earliest('dateFrom'), ascending('id')),
  ...NAME_ORDERS,
]

export const SUMMIT_FILTERS: Filters = {
  kind: isIn('kind'),
  ...NAME_CONTAINS,
  date: { filter: 'overlaps', date: 'date' },
  site: linked(outTo('HELD_AT', 'Site')),
  participant: linked(inFrom('TOOK_PART', 'Actor')),
}

export const Summit: TypeSpec = {
  fields: {
    ...ENTITY_FIELDS,
    kind: property('kind'),
    date: property('date'),
    site: { kind: 'one', start: along(outTo('HELD_AT', 'Site')) },
    participants: {
      kind: 'connection',
      start: along(inFrom('TOOK_PART', 'Actor')),
      orders: [order('POSITION', byNumber('position', 'edge'), ascending('id'))],
      filters: {},
    },
  },
}

export const ParticipantEdge: TypeSpec = {
  fields: { cursor: { kind: 'cursor' }, node: { kind: 'end' }, role: edgeProperty('role') },
}
