import { ascending, descending, earliest, fields, inFrom, is, isIn, latest, linked, order, outTo } from './make.js'
import type { Filters, Order } from './spec.js'

const ASSESSMENT = inFrom('OF', 'Assessment')
const BY_STATEMENT = [ascending('sortStatement'), ascending('id')] as const

/** The orders of claims, the default first, each as `extend` completes it. */
export function claimOrders(extend: (order: Order) => Order = (list) => list): readonly [Order, ...Order[]] {
  const origins = { by: 'property', on: 'beside', property: 'independentOrigins', number: true } as const
  return [
    extend(order('WHEN_DESC', latest('whenFrom'), ascending('id'))),
    extend(order('WHEN_ASC', earliest('whenFrom'), ascending('id'))),
    extend(order('STATEMENT_ASC', ...BY_STATEMENT)),
    extend(order('STATEMENT_DESC', descending('sortStatement'), ascending('id'))),
    extend({ ...order('ORIGINS_DESC', { ...origins, descending: true }, ascending('id')), beside: ASSESSMENT }),
    extend({ ...order('ORIGINS_ASC', origins, ascending('id')), beside: ASSESSMENT }),
  ]
}
export const CLAIMS_BY_STATEMENT: Order = order('STATEMENT_ASC', ...BY_STATEMENT)

/** ClaimWhere. */
export const CLAIM_FILTERS: Filters = {
  kind: isIn('kind'),
  standing: linked(ASSESSMENT, isIn('standing')),
  minIndependentOrigins: linked(ASSESSMENT, { filter: 'atLeast', on: 'node', property: 'independentOrigins' }),
  maxIndependentOrigins: linked(ASSESSMENT, { filter: 'atMost', on: 'node', property: 'independentOrigins' }),
  involves: linked(outTo('INVOLVES', 'Record'), fields({ entity: is('id'), role: isIn('role', 'edge') })),
  question: linked(outTo('ANSWERS', 'Question')),
  when: { filter: 'overlaps', date: 'when' },
  statementContains: { filter: 'contains', property: 'foldedStatement' },
}
