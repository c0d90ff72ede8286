import type { AssessmentInput, DocumentFacts } from '../../domain/assessment-input.js'
import { lineageGraph } from '../../domain/lineage-graph.js'
import type { Derivation, EvidenceRecord } from '../../domain/records.js'
import { CREDIBILITIES, DERIVATION_KINDS, LINEAGES, STANCES } from '../../domain/vocabulary.js'
import type { Value } from '../../store/store.js'
import { toError } from '../errors.js'
import { BODY } from './assessment.js'
import { along, archived, byNumber, derived, inFrom, order, outTo, rows, text, texts } from './make.js'
import { LOCATED, quoteNeeds, toQuote } from './quote.js'
import type { Needs, On, PropertyNeed, Start, TypeSpec } from './spec.js'

/** Claims followed as evidence of claims. */
const LEVELS = 16
const CLAIM_EVIDENCE = inFrom('BEARS_ON', 'Claim')
const CLAIMS: Start = { from: 'reach', hop: CLAIM_EVIDENCE, levels: LEVELS }

function word<T extends string>(words: readonly [T, ...T[]], name: string, on: On = 'node'): PropertyNeed<T> {
  const decode = (value: Value): T => words.find((each) => each === value) ?? words[0]
  return { need: 'property', on, property: name, decode }
}

const EVIDENCE = {
  id: text('id', 'edge'),
  stance: word(STANCES, 'stance', 'edge'),
  ...quoteNeeds('edge'),
  item: text('id'),
  type: text('type'),
  documents: rows(along({ ...outTo('RECORDED_IN', 'Document'), closed: 'node' }), { id: text('id') }),
}
const CLAIM = { id: text('id'), evidence: rows(along(inFrom('BEARS_ON', 'Record')), EVIDENCE) }
const DERIVATION = {
  document: text('id'),
  kind: word(DERIVATION_KINDS, 'kind', 'edge'),
  claims: texts('claims', 'edge'),
  ...quoteNeeds('edge'),
}
const DOCUMENT = {
  id: text('id'),
  lineage: word(LINEAGES, 'lineage'),
  until: {
    need: 'property',
    on: 'node',
    property: 'until',
    decode: (value) => value !== null,
  } as PropertyNeed<boolean>,
  derivesFrom: rows(
    along({ ...outTo('DERIVES_FROM', 'Document'), closed: 'node' }),
    DERIVATION,
    order('POSITION', byNumber('position', 'edge')),
  ),
}
const RESTS_ON = outTo('RESTS_ON', 'Document')
const RESTED_ON = along(RESTS_ON)

interface Lineage {
  readonly id: string
  readonly claims: readonly Needs<typeof CLAIM>[]
  readonly documents: readonly Needs<typeof DOCUMENT>[]
}

/** Fetched whole, unfiltered; the domain follows what concerns the claim. Withdrawn documents end a way and are not shown. */
export const LINEAGE = derived({
  own: {
    id: text('id'),
    assessments: rows(along(inFrom('OF', 'Assessment')), { body: BODY }),
    claims: rows(CLAIMS, CLAIM),
    documents: rows(along({ ...RESTS_ON, closed: 'node' }), DOCUMENT),
  },
  onlyFor: {
    fields: LOCATED,
    own: { texts: rows(RESTED_ON, { id: text('id'), snapshot: archived() }) },
  },
  pools: {
    records: {
      starts: [
        RESTED_ON,
        CLAIMS,
        { from: 'reach', hop: CLAIM_EVIDENCE, levels: LEVELS, next: inFrom('BEARS_ON', 'Observation') },
      ],
      key: { on: 'node', property: 'id' },
      of: 'node',
      within: 'closure',
    },
  },
  compute: (_needs, { assessments: [assessment], texts: snapshots, ...lineage }) => {
    if (assessment === undefined) throw new Error(`${lineage.id} has no assessment`)
    const input = toInput(lineage)
    const { nodes, edges } = lineageGraph(input, assessment.body)
    const isShown = (id: string) => input.documents.get(id)?.withdrawn !== true
    const snapshotsOf = snapshots && new Map(snapshots.map(({ id, snapshot }) => [id, snapshot]))
    return {
      nodes: nodes.filter(({ id }) => isShown(id)).map(({ id, ...node }) => ({ node: id, ...node })),
      edges: edges
        .filter(({ from, to }) => isShown(from) && isShown(to))
        .map(({ from, to, stance, kind, quote }) => {
          const quoting = stance === undefined ? from : to
          const document = input.observations.get(quoting)?.document ?? quoting
          return {
            from,
            to,
            stance,
            kind,
            quote: toQuote(toKept(quote), snapshotsOf && (snapshotsOf.get(document) ?? null)),
          }
        }),
    }
  },
})

function toInput({ id, claims, documents }: Lineage): AssessmentInput {
  const known = new Set(claims.map((claim) => claim.id))
  const observations: AssessmentInput['observations'] = new Map(
    claims.flatMap(({ evidence }) =>
      evidence.flatMap(({ item, documents: [document] }) =>
        // How it was covered decides reasons, and lineage has none.
        document === undefined
          ? []
          : [[item, { id: item, document: document.id, state: 'SEEN', covered: true }] as const],
      ),
    ),
  )
  for (const { evidence } of claims) {
    const missing = evidence.find(({ item, type }) => type === 'claim' && !known.has(item))
    if (missing !== undefined) {
      throw toError(
        'BUDGET_EXCEEDED',
        `lineage: ${id} rests on more than ${LEVELS} claims upon claims; ask for the lineage of ${missing.item}`,
      )
    }
  }
  return {
    claim: id,
    evidence: claims.flatMap(({ id: claim, evidence }) => evidence.map((each) => toEvidence(claim, each))),
    documents: new Map(documents.map((document) => [document.id, toFacts(document)])),
    observations,
  }
}

function toEvidence(claim: string, { id, item, stance, ...kept }: Needs<typeof EVIDENCE>): EvidenceRecord {
  const credibility = CREDIBILITIES[5] // decides reasons alone
  return { type: 'evidence', id, marking: 'CLEAR', claim, item, stance, credibility, ...toQuoted(kept) }
}

/** What a source is and says decides groups and reasons, which the assessment has already: only the ways count here. */
function toFacts({ id, lineage, until, derivesFrom }: Needs<typeof DOCUMENT>): DocumentFacts {
  return {
    id,
    source: '',
    topSource: '',
    sourceIsUnnamedOfficial: false,
    lineage,
    withdrawn: until,
    derivesFrom: derivesFrom.map(
      ({ document, kind, claims, ...kept }): Derivation => ({ document, kind, claims, ...toQuoted(kept) }),
    ),
    reliability: 'F',
  }
}

type Kept = Parameters<typeof toQuote>[0]
type Quoted = Pick<Derivation, 'quote'>

function toQuoted({ exact, prefix, suffix, page }: Kept): Quoted {
  if (exact === null) return {}
  return {
    quote: {
      exact,
      ...(prefix === null ? {} : { prefix }),
      ...(suffix === null ? {} : { suffix }),
      ...(page === null ? {} : { page }),
    },
  }
}

function toKept(quote: Quoted['quote']): Kept {
  return {
    exact: quote?.exact ?? null,
    prefix: quote?.prefix ?? null,
    suffix: quote?.suffix ?? null,
    page: quote?.page ?? null,
  }
}

export const LineageGraph: TypeSpec = { fields: { nodes: { kind: 'value' }, edges: { kind: 'value' } } }
export const LineageNode: TypeSpec = {
  fields: {
    node: { kind: 'reference', pool: 'records' },
    place: { kind: 'value' },
    steps: { kind: 'value' },
    groups: { kind: 'value' },
  },
}
export const LineageEdge: TypeSpec = {
  fields: {
    from: { kind: 'value' },
    to: { kind: 'value' },
    stance: { kind: 'value' },
    kind: { kind: 'value' },
    quote: { kind: 'value' },
  },
}
