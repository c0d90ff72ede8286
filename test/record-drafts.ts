import fc from 'fast-check'
import * as V from '../src/domain/vocabulary.js'

/** Names that are hard to sort, search, quote or print. */
const NAMES = [
  'Alpha',
  'ALPHA',
  'alpha',
  'Rajin Port',
  '라진항',
  '두만강역',
  'Хасан',
  '🚂 depot',
  '🛤️🚃',
  'Café',
  'Cafe\u0301',
  'ﬁnal ﬂeet',
  'Ａｌｐｈａ',
  'İstanbul',
  'Straße',
  'STRASSE',
  'Σίσυφος',
  `O'Brien "quoted" \\ back`,
  '$param {x: 1} //',
  '__proto__',
  'constructor',
  '9 items',
  '10 items',
  'e\u0301\u0327 stacked',
  ' leading space',
  '⚡️ news', // variation selector
  '⚡🚂 news',
  '⚡\uFFFD broken', // after emoji by UTF-16, before by code point
  'soft\u00ADhyphen',
  'softhyphen',
  'null',
]
const DATES = [
  '2023',
  '2023-09',
  '2023-09-13',
  '2023-09-13',
  '2023-10-05',
  '2023-10-05~',
  '2023-10-06',
  '2023-09-13/2023-09-17',
  '2023-09/..',
  '../2023-09',
  '2024-02-29',
  '2022-12-31/2023-01-01',
  '2023?',
  '2023-1X',
]
const MEASURES = ['freight railcars', 'containers', 'вагоны']
/** A quote that no text holds. */
export const LOST = 'nowhere to be found'
/** Texts of snapshots. */
export const TEXTS = [
  'Satellite images show 73 railcars at the station. The load cannot be seen.',
  'An official said that arms moved. An official said that arms moved by rail.',
  '위성 사진은 화차를 보여 준다. Вагоны стоят. 🚂 leaves.',
]

const text = fc.constantFrom(...NAMES)
const date = fc.constantFrom(...DATES)
const nat = fc.nat({ max: 97 })
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })
const one = <const T extends readonly string[]>(values: T): fc.Arbitrary<T[number]> => fc.constantFrom(...values)
/** Numbers that every engine stores exactly, whole ones among them. */
const number = fc.constantFrom(0, 1, 2.5, 73, 0.125, 1e6, 130.25, 42.5)

const base = {
  marking: fc.oneof({ arbitrary: fc.constant('CLEAR' as const), weight: 4 }, { arbitrary: one(V.MARKINGS), weight: 1 }),
  note: maybe(text),
}
const name = fc.record({ value: text, lang: maybe(fc.constantFrom('ko', 'ru-Cyrl')), kind: one(V.NAME_KINDS) })
const named = { ...base, name: text, names: fc.array(name, { maxLength: 2 }) }
const quote = fc.record({
  pick: fc.constantFrom('FOUND', 'MOVED', 'LOST'),
  from: nat,
  length: fc.integer({ min: 1, max: 20 }),
  around: fc.boolean(),
  page: maybe(fc.integer({ min: 1, max: 9 })),
})

/** Records before their references are resolved: a reference is a number, taken modulo what there is to refer to. */
export const drafts = fc.record({
  actors: list(8, {
    ...named,
    kind: one(V.ACTOR_KINDS),
    partOf: maybe(nat),
    positions: fc.array(fc.record({ title: text, at: maybe(nat), from: maybe(date), to: maybe(date) }), {
      maxLength: 2,
    }),
  }),
  sites: list(6, {
    ...named,
    kind: one(V.SITE_KINDS),
    location: maybe(
      fc.record({
        lat: fc.constantFrom(42.4, 42.25, 43.1, 0, -90),
        lon: fc.constantFrom(130.6, 130.3, 131.9, 0, 180),
        precisionMeters: maybe(number),
      }),
    ),
    country: maybe(nat),
    within: maybe(nat),
  }),
  summits: list(4, {
    ...named,
    kind: one(V.SUMMIT_KINDS),
    date,
    site: maybe(nat),
    participants: fc.array(fc.record({ actor: nat, role: maybe(text) }), { maxLength: 4 }),
  }),
  resolutions: list(3, {
    ...named,
    symbol: text,
    status: one(V.RESOLUTION_STATUSES),
    adopted: maybe(date),
    meeting: maybe(nat),
    subject: maybe(text),
    chapterVII: maybe(fc.boolean()),
    votes: fc.array(fc.record({ actor: nat, position: one(V.VOTE_POSITIONS) }), { maxLength: 5 }),
  }),
  provisions: list(4, { ...named, resolution: nat, paragraph: fc.constantFrom('9', '10', '7(a)', '8'), summary: text }),
  sources: list(6, { ...named, kind: one(V.SOURCE_KINDS), partOf: maybe(nat), speaksFor: maybe(nat) }),
  ratings: list(5, {
    ...base,
    source: nat,
    grade: one(V.RELIABILITIES),
    from: maybe(date),
    by: maybe(text),
    why: maybe(text),
  }),
  documents: list(12, {
    ...base,
    kind: one(V.DOCUMENT_KINDS),
    title: text,
    source: nat,
    authors: fc.array(text, { maxLength: 2 }),
    published: maybe(date),
    url: maybe(fc.constantFrom('https://example.org/a?b=c&d=%20', 'http://example.org/')),
    lang: maybe(fc.constantFrom('en', 'ko')),
    snapshot: maybe(fc.nat({ max: TEXTS.length })),
    lineage: one(V.LINEAGES),
    derivesFrom: fc.array(
      fc.record({
        document: nat,
        kind: one(V.DERIVATION_KINDS),
        claims: fc.array(nat, { maxLength: 2 }),
        quote: maybe(quote),
      }),
      { maxLength: 3 },
    ),
  }),
  observations: list(6, {
    ...base,
    measure: fc.constantFrom(...MEASURES),
    method: one(V.METHODS),
    window: date,
    document: nat,
    value: maybe(number),
    low: fc.boolean(),
    high: fc.boolean(),
    unit: maybe(text),
    baseline: maybe(text),
    site: maybe(nat),
    coverage: maybe(fc.record({ fraction: maybe(fc.constantFrom(0, 0.5, 1)), obscuredBy: maybe(text) })),
    state: one(V.OBSERVATION_STATES),
  }),
  coverages: list(3, {
    ...base,
    site: nat,
    window: date,
    source: nat,
    fraction: maybe(fc.constantFrom(0, 0.5, 1)),
    cloud: maybe(fc.constantFrom(0, 0.25)),
  }),
  questions: list(2, { ...base, text }),
  claims: list(7, {
    ...base,
    kind: one(V.CLAIM_KINDS),
    statement: text,
    when: maybe(date),
    question: maybe(nat),
    involves: fc.array(fc.record({ entity: nat, role: one(V.ROLES) }), { maxLength: 4 }),
  }),
  evidence: list(16, {
    ...base,
    claim: nat,
    item: nat,
    stance: fc.oneof(
      { arbitrary: fc.constant('SUPPORTS' as const), weight: 2 },
      { arbitrary: one(V.STANCES), weight: 1 },
    ),
    strength: maybe(one(V.STRENGTHS)),
    credibility: one(V.CREDIBILITIES),
    likelihood: maybe(one(V.LIKELIHOODS)),
    quote: maybe(quote),
  }),
  judgements: list(4, {
    ...base,
    claim: nat,
    by: text,
    at: date,
    likelihood: maybe(one(V.LIKELIHOODS)),
    confidence: maybe(one(V.CONFIDENCES)),
    why: maybe(text),
  }),
  identities: list(3, {
    ...base,
    a: nat,
    b: nat,
    verdict: one(V.VERDICTS),
    likelihood: maybe(one(V.LIKELIHOODS)),
    by: maybe(text),
    why: maybe(text),
  }),
  retractions: list(3, { ...base, record: nat, reason: text, by: text }),
  changes: fc.array(fc.record({ record: nat, note: text, published: maybe(date), title: text }), { maxLength: 4 }),
  late: fc.array(nat, { maxLength: 5 }),
})
export type Drafts = typeof drafts extends fc.Arbitrary<infer T> ? T : never
export type QuoteDraft = typeof quote extends fc.Arbitrary<infer T> ? T : never

function list<T extends object>(maxLength: number, fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T[]> {
  return fc.array(fc.record(fields) as fc.Arbitrary<T>, { maxLength, size: 'max' })
}
