import { ACTOR_FILTERS, NAME_ORDERS } from './actor.js'
import { CLAIM_FILTERS, claimOrders } from './claim-list.js'
import { DOCUMENT_FILTERS, DOCUMENT_ORDERS } from './document.js'
import { order } from './make.js'
import { OBSERVATION_FILTERS, OBSERVATION_ORDERS } from './observation.js'
import { QUESTION_FILTERS, QUESTION_ORDERS } from './question.js'
import { RESOLUTION_FILTERS, RESOLUTION_ORDERS } from './resolution.js'
import { SITE_FILTERS } from './site.js'
import { SOURCE_FILTERS } from './source.js'
import type { ConnectionField, Filters, Label, OneField, Order, TypeSpec } from './spec.js'
import { SUMMIT_FILTERS, SUMMIT_ORDERS } from './summit.js'

function one(label: Label): OneField {
  return { kind: 'one', start: { from: 'argument', label, argument: 'id', many: false } }
}

function all(label: Label, orders: readonly [Order, ...Order[]], where: Filters): ConnectionField {
  return {
    kind: 'connection',
    start: { from: 'label', label },
    orders,
    filters: { where: { filter: 'fields', fields: where } },
  }
}

export const Query: TypeSpec = {
  fields: {
    node: one('Record'),
    nodes: {
      kind: 'named',
      start: { from: 'argument', label: 'Record', argument: 'ids', many: true },
      ids: { argument: 'ids' },
      gaps: true,
    },
    actor: one('Actor'),
    actors: all('Actor', NAME_ORDERS, ACTOR_FILTERS),
    site: one('Site'),
    sites: all('Site', NAME_ORDERS, SITE_FILTERS),
    summit: one('Summit'),
    summits: all('Summit', SUMMIT_ORDERS, SUMMIT_FILTERS),
    resolution: one('Resolution'),
    resolutions: all('Resolution', RESOLUTION_ORDERS, RESOLUTION_FILTERS),
    source: one('Source'),
    sources: all('Source', NAME_ORDERS, SOURCE_FILTERS),
    document: one('Document'),
    documents: all('Document', DOCUMENT_ORDERS, DOCUMENT_FILTERS),
    observation: one('Observation'),
    observations: all('Observation', OBSERVATION_ORDERS, OBSERVATION_FILTERS),
    claim: one('Claim'),
    claims: all('Claim', claimOrders(), CLAIM_FILTERS),
    question: one('Question'),
    questions: all('Question', QUESTION_ORDERS, QUESTION_FILTERS),
    imports: {
      kind: 'connection',
      start: { from: 'label', label: 'Import' },
      orders: [
        order('NUMBER_DESC', { by: 'property', on: 'node', property: 'number', number: true, descending: true }),
      ],
      filters: {},
    },
  },
}
