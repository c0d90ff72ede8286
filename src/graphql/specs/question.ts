import { CLAIMS_BY_STATEMENT } from './claim-list.js'
import { along, ascending, descending, inFrom, order, property } from './make.js'
import { NODE_FIELDS } from './node.js'
import type { Filters, Order, TypeSpec } from './spec.js'

export const QUESTION_ORDERS: readonly [Order, ...Order[]] = [
  order('TEXT_ASC', ascending('sortText'), ascending('id')),
  order('TEXT_DESC', descending('sortText'), ascending('id')),
]
export const QUESTION_FILTERS: Filters = { textContains: { filter: 'contains', property: 'foldedText' } }

export const Question: TypeSpec = {
  fields: {
    ...NODE_FIELDS,
    text: property('text'),
    claims: { kind: 'list', start: along(inFrom('ANSWERS', 'Claim')), order: CLAIMS_BY_STATEMENT },
  },
}
