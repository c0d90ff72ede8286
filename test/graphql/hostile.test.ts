import { resolve } from 'node:path'
import { GraphQLError, parse } from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importBundle } from '../../src/graph/import.js'
import { createExecutor, type Executor } from '../../src/graphql/execute.js'
import { loadSchema } from '../../src/graphql/schema.js'
import { checkPaths } from '../../src/seed/read.js'
import type { Store } from '../../src/store/store.js'
import { openTestStore } from '../engines.js'
import { now } from '../load-history.js'
import { countReads } from './comparison.js'

/** More than a server or a command line would parse: what they let through, the executor withstands. */
const TOKENS = 20_000

const SEEDS = resolve(import.meta.dirname, '../../seeds')
const CLAIM = 'claim/dprk-arms-by-rail'

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ')
const nested = (depth: number, open: string, inner: string): string =>
  `${open.repeat(depth)}${inner}${'}'.repeat(depth)}`
/** Fragments, each of which spreads the next one `width` times. */
const laughs = (
  depth: number,
  width: number,
  type: string,
  below: (spread: string, index: number) => string,
  last: string,
): string =>
  times(
    depth,
    (level) =>
      `fragment F${level} on ${type} { ${level === depth - 1 ? last : times(width, (index) => below(`...F${level + 1}`, index))} }`,
  )

/** What an answer must be: an answer without errors, or one with this code. */
type Expected = 'ANSWER' | 'BAD_USER_INPUT' | 'GRAPHQL_VALIDATION_FAILED' | 'BUDGET_EXCEEDED' | 'SYNTAX'
const CASES: readonly (readonly [
  what: string,
  expected: Expected,
  source: string,
  variables?: { readonly [name: string]: unknown },
])[] = [
  [
    'a chain of records 100 deep',
    'GRAPHQL_VALIDATION_FAILED',
    `{ claims { nodes ${nested(100, '{ question { claims', '{ id }')}${'}'.repeat(100)} } }`,
  ],
  ['braces 1,000 deep', 'GRAPHQL_VALIDATION_FAILED', nested(1_000, '{ a ', 'a')],
  [
    'brackets 1,000 deep',
    'GRAPHQL_VALIDATION_FAILED',
    `{ nodes(ids: ${'['.repeat(1_000)}${']'.repeat(1_000)}) { id } }`,
  ],
  [
    'objects in a value 1,000 deep',
    'GRAPHQL_VALIDATION_FAILED',
    `{ claims(where: ${'{ involves: '.repeat(1_000)}null${'}'.repeat(1_000)}) { totalCount } }`,
  ],
  ['more tokens than are parsed', 'SYNTAX', `{ ${times(20_000, () => 'a')} }`],
  [
    'fragments that spread each other',
    'GRAPHQL_VALIDATION_FAILED',
    '{ claims { nodes { ...A } } } fragment A on Claim { ...B } fragment B on Claim { ...A }',
  ],
  [
    'a fragment that spreads itself below a field',
    'GRAPHQL_VALIDATION_FAILED',
    '{ claims { nodes { ...A } } } fragment A on Claim { question { claims { ...A } } }',
  ],
  [
    'fragments that multiply side by side',
    'ANSWER',
    `{ claims(first: 1) { nodes { ...F0 } } } ${laughs(30, 10, 'Claim', (spread) => spread, 'id')}`,
  ],
  [
    'fragments that multiply below each other',
    'GRAPHQL_VALIDATION_FAILED',
    `{ claims(first: 1) { nodes { ...F0 } } } ${laughs(12, 4, 'Claim', (spread, index) => `q${index}: question { claims { ${spread} } }`, 'id')}`,
  ],
  [
    'fragments in a chain of 1,000',
    'ANSWER',
    `{ claims(first: 1) { nodes { ...F0 } } } ${laughs(1_000, 1, 'Claim', (spread) => spread, 'id')}`,
  ],
  [
    'inline fragments 1,000 deep',
    'GRAPHQL_VALIDATION_FAILED',
    `{ claims(first: 1) { nodes { ${nested(1_000, '... { ', 'id')} } } }`,
  ],
  [
    '6,000 aliases of one field',
    'GRAPHQL_VALIDATION_FAILED',
    `{ claim(id: "${CLAIM}") { ${times(6_000, (index) => `a${index}: id`)} } }`,
  ],
  ['6,000 times one field', 'GRAPHQL_VALIDATION_FAILED', `{ claim(id: "${CLAIM}") { ${times(6_000, () => 'id')} } }`],
  ['1,500 times one object', 'GRAPHQL_VALIDATION_FAILED', `{ ${times(1_500, () => `claim(id: "${CLAIM}") { id }`)} }`],
  [
    '200 root fields',
    'GRAPHQL_VALIDATION_FAILED',
    `{ ${times(200, (index) => `a${index}: claim(id: "${CLAIM}") { id assessment { standing } }`)} }`,
  ],
  [
    '100 ids by 100 edges by 100 edges',
    'BUDGET_EXCEEDED',
    '{ nodes(ids: []) { ... on Claim { evidence(first: 100) { nodes { ... on Document { claims(first: 100) { nodes { evidence(first: 100) { totalCount } } } } } } } } }'.replace(
      '[]',
      JSON.stringify(Array.from({ length: 100 }, () => CLAIM)),
    ),
  ],
  [
    '20 times the lineage of 100 claims',
    'BUDGET_EXCEEDED',
    `{ ${times(20, (index) => `a${index}: claims(first: 100) { nodes { lineage { nodes { node { id } } edges { quote { status } } } } }`)} }`,
  ],
  [
    'more ids than a list may have',
    'BAD_USER_INPUT',
    'query($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    { ids: Array.from({ length: 50_000 }, (_, index) => `claim/${index}`) },
  ],
  [
    'a text of 5 MB to search for',
    'ANSWER',
    'query($t: String) { claims(where: { statementContains: $t }) { totalCount } }',
    { t: '한'.repeat(1_700_000) },
  ],
  [
    'a cursor of 5 MB',
    'BAD_USER_INPUT',
    'query($t: String) { claims(after: $t) { totalCount } }',
    { t: 'a'.repeat(5_000_000) },
  ],
  [
    'a date of 1 MB',
    'BAD_USER_INPUT',
    'query($d: Date) { claims(where: { when: { from: $d } }) { totalCount } }',
    { d: '2023-'.repeat(200_000) },
  ],
  [
    'a filter by 100,000 kinds',
    'ANSWER',
    'query($k: [ClaimKind!]) { claims(where: { kind: $k }) { totalCount } }',
    { k: Array.from({ length: 100_000 }, () => 'OTHER') },
  ],
  [
    'variables that nobody declared, with names of prototypes',
    'ANSWER',
    '{ claims { totalCount } }',
    JSON.parse('{"__proto__": {"first": 7}, "constructor": 1}'),
  ],
  [
    'an input with names of prototypes',
    'BAD_USER_INPUT',
    'query($w: ClaimWhere) { claims(where: $w) { totalCount } }',
    { w: JSON.parse('{"__proto__": {"kind": ["OTHER"]}, "constructor": 1}') },
  ],
  [
    'names of prototypes as aliases',
    'ANSWER',
    `{ __proto__: claim(id: "${CLAIM}") { constructor: id toString: kind } hasOwnProperty: __typename }`,
  ],
  ['numbers out of range', 'GRAPHQL_VALIDATION_FAILED', '{ claims(first: 99999999999) { totalCount } }'],
  [
    'numbers that are none',
    'BAD_USER_INPUT',
    'query($n: Int, $f: Float!) { claims(first: $n) { totalCount } site(id: "a") { nearby(withinKm: $f) { totalCount } } }',
    { n: Number.NaN, f: Number.POSITIVE_INFINITY },
  ],
  [
    'a distance that no planet has',
    'ANSWER',
    '{ sites(first: 3) { nodes { nearby(withinKm: 1e308) { totalCount } } } }',
  ],
  [
    'a distance written with 5,000 digits',
    'BAD_USER_INPUT',
    `{ sites { nodes { nearby(withinKm: ${'9'.repeat(5_000)}) { totalCount } } } }`,
  ],
  [
    'null for everything that may be',
    'ANSWER',
    'query($f: Int, $a: String, $w: ClaimWhere, $o: ClaimOrder, $s: Stance) { claims(first: $f, after: $a, where: $w, orderBy: $o) { nodes { evidence(first: $f, after: $a, stance: $s, orderBy: null) { totalCount } } } }',
    { f: null, a: null, w: null, o: null, s: null },
  ],
  [
    'null inside of a filter',
    'ANSWER',
    '{ claims(where: { kind: null, involves: { entity: null, role: null }, when: { from: null, to: null }, minIndependentOrigins: null }) { totalCount } }',
  ],
  ['null for an id', 'BAD_USER_INPUT', 'query($id: ID!) { claim(id: $id) { id } }', { id: null }],
  [
    'lone surrogates, nulls and marks of direction',
    'ANSWER',
    'query($t: String!, $id: ID!) { actors(where: { nameContains: $t, partOf: $id }) { totalCount } node(id: $id) { id } }',
    { t: '\uD800x\u0000\u202E\uDFFF', id: '\uD800\u0000' },
  ],
  [
    'an introspection bomb',
    'GRAPHQL_VALIDATION_FAILED',
    `{ __schema { types ${nested(12, '{ fields { type', '{ name }')}${'}'.repeat(12)} } }`,
  ],
  [
    '500 introspections',
    'GRAPHQL_VALIDATION_FAILED',
    `{ ${times(500, (index) => `a${index}: __schema { types { name fields { name args { name } } } }`)} }`,
  ],
  [
    'directives by the thousand',
    'GRAPHQL_VALIDATION_FAILED',
    `{ claims { totalCount ${times(1_000, () => '@skip(if: false)')} } }`,
  ],
  ['2,000 operations', 'BAD_USER_INPUT', times(2_000, (index) => `query Q${index} { __typename }`)],
  [
    '1,000 variables that nothing uses',
    'GRAPHQL_VALIDATION_FAILED',
    `query(${times(1_000, (index) => `$v${index}: Int`)}) { __typename }`,
  ],
  ['a mutation where nothing can be imported', 'BAD_USER_INPUT', 'mutation { importFiles(files: []) { created } }'],
]

let store: Store
let execute: Executor
let reads: () => number
const told: unknown[] = []
beforeAll(async () => {
  store = await openTestStore('grafeo')
  const checked = await checkPaths([SEEDS])
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, null, 2))
  await importBundle(store, checked.bundle, { by: 'test', now })
  const counting = countReads(store)
  reads = counting.reads
  execute = createExecutor({ schema: loadSchema(), store: counting.store, onError: (error) => told.push(error) })
})
afterAll(() => store.close())

for (const [name, expected, source, variables = {}] of CASES)
  it(`${name}: ${expected}, with one statement at most`, { timeout: 30_000 }, async () => {
    const before = reads()
    told.length = 0
    expect(await answer(source, variables)).toBe(expected)
    expect(reads() - before).toBeLessThanOrEqual(1)
    expect(told).toEqual([])
  })

async function answer(source: string, variables: { readonly [name: string]: unknown }): Promise<unknown> {
  try {
    const { errors = [] } = await execute({
      document: parse(source, { maxTokens: TOKENS, noLocation: true }),
      variables,
    })
    const codes = [...new Set(errors.map(({ extensions }) => extensions.code))]
    return codes.length === 0 ? 'ANSWER' : codes.join()
  } catch (error) {
    return error instanceof GraphQLError ? 'SYNTAX' : error
  }
}
