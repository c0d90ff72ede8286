import {
  along,
  archived,
  ascending,
  derived,
  earliest,
  edgeProperty,
  inFrom,
  latest,
  order,
  outTo,
  rows,
  textOrNull,
} from './make.js'
import { LOCATED, quoteNeeds, toQuote } from './quote.js'
import { gradeOn, RATING } from './source.js'
import type { DerivedField, FieldSpec, Hop, ListOrder, On, Order, PropertyNeed, Start, TypeSpec } from './spec.js'

/** EvidenceOrder, the default first. */
export const EVIDENCE_ORDERS: readonly [Order, ...Order[]] = [
  order('PUBLISHED_ASC', earliest('itemFrom', 'edge'), ascending('id', 'edge')),
  order('PUBLISHED_DESC', latest('itemFrom', 'edge'), ascending('id', 'edge')),
]
const DEFAULT_ORDER: ListOrder = { list: 'Claim.evidence PUBLISHED_ASC', order: EVIDENCE_ORDERS[0] }

const RECORDED_IN = outTo('RECORDED_IN', 'Document')
const RATERS: readonly Hop[] = [outTo('PUBLISHED_BY', 'Source'), inFrom('RATES', 'Rating')]

/** The grade of the source of the item's document on the date of that document. */
function reliability(item: 'node' | 'owner'): DerivedField {
  return derived({
    own: {
      ...published(item),
      ratings: rows(from(item, ...RATERS), RATING),
      documents: rows(from(item, RECORDED_IN), {
        ...published('node'),
        ratings: rows(along(...RATERS), RATING),
      }),
    },
    compute: (_needs, { documents: [document], ...item }) => {
      const { ratings, firstDay, published: date } = document ?? item
      return gradeOn(ratings, firstDay ?? date)
    },
  })
}

function from(item: 'node' | 'owner', ...hops: readonly Hop[]): Start {
  return item === 'owner' ? { from: 'hops', hops, of: item } : along(...hops)
}

function published(on: On): {
  readonly published: PropertyNeed<string | null>
  readonly firstDay: PropertyNeed<string | null>
} {
  return { published: textOrNull('published', on), firstDay: textOrNull('publishedFrom', on) }
}

/** What an edge between an item and a claim shows; the item is its node, or the node it was reached from. */
function evidenceFields(item: 'node' | 'owner'): { readonly [field: string]: FieldSpec } {
  return {
    cursor: { kind: 'cursor' },
    node: { kind: 'end' },
    id: edgeProperty('id'),
    stance: edgeProperty('stance'),
    strength: edgeProperty('strength'),
    credibility: edgeProperty('credibility'),
    reliability: reliability(item),
    likelihood: edgeProperty('likelihood'),
    quote: derived({
      own: quoteNeeds('edge'),
      onlyFor: {
        fields: LOCATED,
        own: { direct: archived(item), recorded: rows(from(item, RECORDED_IN), { snapshot: archived() }) },
      },
      compute: (_needs, { direct, recorded, ...kept }) =>
        toQuote(kept, direct === undefined ? undefined : (direct ?? recorded?.[0]?.snapshot ?? null)),
    }),
    note: edgeProperty('note'),
  }
}

export const EvidenceEdge: TypeSpec = { fields: evidenceFields('node'), cursor: DEFAULT_ORDER }
export const EvidencedClaimEdge: TypeSpec = { fields: evidenceFields('owner') }
