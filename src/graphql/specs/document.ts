import { toError } from '../errors.js'
import {
  along,
  archived,
  ascending,
  byNumber,
  computation,
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
  rows,
  text,
  toTexts,
} from './make.js'
import { NODE_FIELDS } from './node.js'
import { LOCATED, quoteNeeds, toQuote } from './quote.js'
import type { ConnectionField, Filters, Order, Pool, Start, TypeSpec } from './spec.js'

export const DOCUMENT_ORDERS: readonly [Order, ...Order[]] = [
  order('PUBLISHED_DESC', latest('publishedFrom'), ascending('id')),
  order('PUBLISHED_ASC', earliest('publishedFrom'), ascending('id')),
  order('TITLE_ASC', ascending('sortTitle'), ascending('id')),
  order('TITLE_DESC', descending('sortTitle'), ascending('id')),
]

export const DOCUMENT_FILTERS: Filters = {
  kind: isIn('kind'),
  lineage: isIn('lineage'),
  source: linked(outTo('PUBLISHED_BY', 'Source')),
  published: { filter: 'overlaps', date: 'published' },
  titleContains: { filter: 'contains', property: 'sortTitle' },
}

/** Claims that an item bears on. */
export const BEARS_ON_CLAIMS: ConnectionField = {
  kind: 'connection',
  start: along(outTo('BEARS_ON', 'Claim')),
  orders: [order('WHEN_DESC', latest('whenFrom'), ascending('id'), ascending('id', 'edge'))],
  filters: {},
}
export const OBSERVATIONS_BY_WINDOW: Order = order('WINDOW_DESC', latest('windowFrom'), ascending('id'))

const UPSTREAM = outTo('DERIVES_FROM', 'Document')
/** Derivations followed from a document outside a claim; inside one its closure holds them all. */
const LEVELS = 24
const REACHED: Start = { from: 'reach', hop: UPSTREAM, levels: LEVELS }
const RESTED_ON: Start = along(outTo('RESTS_ON', 'Document'))
const STEPS = { id: text('id'), lineage: text('lineage'), upstream: rows(along(UPSTREAM), { id: text('id') }) }

interface Step {
  readonly id: string
  readonly lineage: string
  readonly upstream: readonly { readonly id: string }[]
}

const REACHED_POOL: Pool = { starts: [REACHED], key: { on: 'node', property: 'id' }, of: 'node' }
const ORIGINALS_POOL: Pool = {
  starts: [RESTED_ON],
  key: { on: 'node', property: 'id' },
  of: 'node',
  only: { property: 'lineage', value: 'ORIGINAL' },
  within: 'closure',
}

/** Documents of lineage ORIGINAL that one leads to, by id. */
function findOrigins(id: string, documents: readonly Step[]): readonly string[] {
  const steps = toSteps(documents)
  const reached = new Set([id])
  for (const at of reached) {
    const step = steps.get(at)
    if (step === undefined) {
      throw toError(
        'BUDGET_EXCEEDED',
        `origins: what ${id} draws on is more than ${LEVELS} derivations away; ask for it within a claim that rests on it, or for derivesFrom step by step`,
      )
    }
    for (const { id: upstream } of step.upstream) reached.add(upstream)
  }
  return [...reached].filter((at) => steps.get(at)?.lineage === 'ORIGINAL').sort()
}

const stepsOf = new WeakMap<readonly Step[], ReadonlyMap<string, Step>>()

/** The documents of one closure serve many fields. */
function toSteps(documents: readonly Step[]): ReadonlyMap<string, Step> {
  const known = stepsOf.get(documents)
  if (known !== undefined) return known
  const steps = new Map(documents.map((step) => [step.id, step]))
  stepsOf.set(documents, steps)
  return steps
}

const DERIVATION_KEYS = [ascending('id'), byNumber('position', 'edge')]

function derivationEdge(of: 'node' | 'owner'): TypeSpec {
  return {
    fields: {
      cursor: { kind: 'cursor' },
      node: { kind: 'end' },
      kind: edgeProperty('kind'),
      quote: derived({
        own: quoteNeeds('edge'),
        onlyFor: { fields: LOCATED, own: { snapshot: archived(of) } },
        compute: (_needs, { snapshot, ...kept }) => toQuote(kept, snapshot),
      }),
      claims: {
        kind: 'named',
        start: { from: 'list', label: 'Claim', on: 'edge', property: 'claims' },
        ids: { on: 'edge', property: 'claims' },
        gaps: false,
      },
    },
  }
}

/** As an edge of `derivatives`: the node is the document that draws on the other. */
export const DerivationEdge: TypeSpec = derivationEdge('node')

export const Document: TypeSpec = {
  fields: {
    ...NODE_FIELDS,
    kind: property('kind'),
    title: property('title'),
    source: { kind: 'one', start: along(outTo('PUBLISHED_BY', 'Source')) },
    authors: property('authors', toTexts),
    published: property('published'),
    url: property('url'),
    lang: property('lang'),
    snapshot: { kind: 'one', start: along(outTo('HAS_SNAPSHOT', 'Snapshot')) },
    lineage: property('lineage'),
    derivesFrom: {
      kind: 'connection',
      start: along(UPSTREAM),
      orders: [order('POSITION', byNumber('position', 'edge'), ascending('id'))],
      filters: {},
      within: 'closure',
      edge: derivationEdge('owner'),
    },
    derivatives: {
      kind: 'connection',
      start: along(inFrom('DERIVES_FROM', 'Document')),
      orders: [order('PUBLISHED_ASC', earliest('publishedFrom'), ...DERIVATION_KEYS)],
      filters: {},
    },
    origins: {
      ...derived(
        {
          needs: { documents: rows(REACHED, STEPS) },
          own: { id: text('id') },
          pools: { documents: REACHED_POOL },
          compute: ({ documents }, { id }) => findOrigins(id, documents),
        },
        computation({
          needs: { documents: rows(RESTED_ON, STEPS) },
          own: { id: text('id') },
          pools: { documents: ORIGINALS_POOL },
          compute: ({ documents }, { id }) => findOrigins(id, documents),
        }),
      ),
      refers: 'documents',
    },
    claims: BEARS_ON_CLAIMS,
    observations: {
      kind: 'connection',
      start: along(inFrom('RECORDED_IN', 'Observation')),
      orders: [OBSERVATIONS_BY_WINDOW],
      filters: {},
    },
  },
}
