import { getIntrospectionQuery, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createExecutor } from '../../src/graphql/execute.js'
import { loadSchema } from '../../src/graphql/schema.js'
import type { Store } from '../../src/store/store.js'
import { StoreError } from '../../src/store/store-error.js'
import { engines, openTestStore } from '../engines.js'
import { type Ask, addSeed, codesOf, recordReads, toAsk, WORLD } from './small-world.js'

describe.each(engines)('queries on %s', (engine) => {
  let store: Store
  let ask: Ask
  let statements: readonly { readonly text: string }[]
  beforeAll(async () => {
    store = await openTestStore(engine)
    await addSeed(store, WORLD)
    const recorded = recordReads(store)
    statements = recorded.statements
    ask = toAsk(recorded.store)
  })
  afterAll(() => store.close())

  it('trace a claim to its origins in one statement', async () => {
    const before = statements.length
    const { data, errors } = await ask(`{
      claim(id: "claim/rail") {
        assessment { standing documents independentOrigins origins { documents { title } via { id } because } limits { id note } reasons { code } }
        evidence(stance: SUPPORTS) { totalCount edges { credibility reliability node { ... on Document { title origins { id source { name } } } } } }
      }
      documents(where: { lineage: [ORIGINAL] }, orderBy: TITLE_ASC) { nodes { id origins { id } } }
    }`)
    expect(errors).toBeUndefined()
    expect(statements.length - before).toBe(1)
    expect(data).toMatchObject({
      claim: {
        assessment: {
          standing: 'CONTESTED',
          documents: 2,
          independentOrigins: 1,
          origins: [
            { documents: [{ title: 'Image' }], via: [{ id: 'doc/article' }, { id: 'doc/report' }], because: [] },
          ],
          limits: [{ note: 'the load cannot be seen' }],
        },
        evidence: {
          totalCount: 2,
          edges: [
            {
              reliability: 'F',
              node: { title: 'Report', origins: [{ id: 'doc/image', source: { name: 'Satellite' } }] },
            },
            {
              credibility: 'POSSIBLY_TRUE',
              reliability: 'B',
              node: { title: 'Article', origins: [{ id: 'doc/image' }] },
            },
          ],
        },
      },
      documents: { nodes: [{ id: 'doc/denial', origins: [{ id: 'doc/denial' }] }, { id: 'doc/image' }] },
    })
  })

  it('read one object of the response for fields given twice, under aliases and in fragments', async () => {
    const { data } = await ask(
      `query($no: Boolean!, $yes: Boolean!) {
        a: node(id: "actor/state") { ...Named ... on Entity { id } ... on Actor { kind } ... on Site { site: kind } }
        b: nodes(ids: ["site/yard", "actor/none", "site/yard", "doc/image", "evidence/x"]) {
          __typename id
          ... on Site @include(if: $yes) { nearby(withinKm: 100) { totalCount edges { distanceKm node { id } } } name @skip(if: $yes) }
          ... on Document @include(if: $no) { title }
        }
        __proto__: question(id: "question/what") { constructor: text claims { id } claims { statement } }
      }
      fragment Named on Entity { name names { value kind } }`,
      { no: false, yes: true },
    )
    const site = {
      __typename: 'Site',
      id: 'site/yard',
      nearby: { totalCount: 1, edges: [{ distanceKm: 33.216, node: { id: 'site/port' } }] },
    }
    expect(JSON.parse(JSON.stringify(data, (key, value) => (key === '__proto__' ? undefined : value)))).toEqual({
      a: { name: 'State', names: [{ value: 'Łand', kind: 'ALIAS' }], id: 'actor/state', kind: 'STATE' },
      b: [site, null, site, { __typename: 'Document', id: 'doc/image' }, null],
    })
    expect(Object.entries(data ?? {}).find(([key]) => key === '__proto__')?.[1]).toEqual({
      constructor: 'What was in the cars?',
      claims: [
        { id: 'claim/rail', statement: 'Arms went by rail' },
        { id: 'claim/nothing', statement: 'Nothing was sent' },
      ],
    })
  })

  it('take hostile text as text', async () => {
    const hostile = [
      '`}) DETACH DELETE n //',
      "' OR 1=1 //",
      '\\',
      '$p0',
      '\u0000',
      '\u0001',
      '__proto__',
      '🚂',
      '𝕏'.repeat(5000),
    ]
    for (const text of hostile) {
      const { data, errors } = await ask(
        'query($t: String!, $id: ID!) { claims(where: { statementContains: $t }) { totalCount } node(id: $id) { id } actors(where: { partOf: $id }) { totalCount } }',
        { t: text, id: text },
      )
      expect(errors).toBeUndefined()
      expect(data).toMatchObject({ claims: { totalCount: 0 }, node: null, actors: { totalCount: 0 } })
    }
    expect((await ask('{ claims { totalCount } }')).data).toMatchObject({ claims: { totalCount: 2 } })
  })

  it('send ids as strings, whatever the query wrote', async () => {
    expect((await ask('{ claim(id: 5) { id } actors(where: { partOf: 7 }) { totalCount } }')).errors).toBeUndefined()
  })

  it('answer questions about the schema without reading the graph, and mix both', async () => {
    const before = statements.length
    const asked = await ask(getIntrospectionQuery())
    expect(asked.errors).toBeUndefined()
    expect(statements.length).toBe(before)
    const { data } = await ask(
      'query($t: String!) { __type(name: $t) { ...T } n: __schema { queryType { name } } claim(id: "claim/rail") { id } } fragment T on __Type { name }',
      { t: 'Claim' },
    )
    expect(data).toEqual({
      __type: { name: 'Claim' },
      n: { queryType: { name: 'Query' } },
      claim: { id: 'claim/rail' },
    })
    expect(Object.keys(data ?? {})).toEqual(['__type', 'n', 'claim'])
  })

  it('refuse arguments out of range, with a code and before reading', async () => {
    const before = statements.length
    const refused = [
      '{ claims(first: 0) { totalCount } }',
      '{ claims(first: 101) { nodes { id } } }',
      '{ claim(id: "claim/rail") { evidence(first: -1) { nodes { __typename } } } }',
      '{ site(id: "site/yard") { nearby(withinKm: -1) { totalCount } } }',
      '{ site(id: "site/yard") { observations(from: "tomorrow") { totalCount } } }',
      '{ claims(where: { when: { from: "2023-99" } }) { totalCount } }',
      '{ claims(after: "x") { totalCount } }',
      '{ source(id: "source/agency") { reliability(on: "yesterday") } }',
      `{ nodes(ids: [${'"a",'.repeat(101)}]) { id } }`,
    ]
    for (const source of refused) expect(codesOf(await ask(source)), source).toEqual(['BAD_USER_INPUT'])
    expect(statements.length).toBe(before)
  })

  it('take null for what is not given, and refuse it where only a default may stand', async () => {
    const page =
      'query($first: Int, $order: ClaimOrder) { claims(first: $first, after: null, where: null, orderBy: $order) { nodes { id } } }'
    const { data, errors } = await ask(page, { first: null, order: null })
    expect(errors).toBeUndefined()
    expect(data).toEqual((await ask('{ claims { nodes { id } } }')).data)
    expect((await ask(page, { order: 'STATEMENT_ASC' })).data).not.toEqual(
      (await ask(page, { order: 'STATEMENT_DESC' })).data,
    )
    const refused = [
      'query($x: Boolean = true) { claims { totalCount @include(if: $x) } }',
      'query($x: Boolean = true) { __schema { queryType { name @skip(if: $x) } } }',
      'query($x: Boolean = true) { __type(name: "Claim") { fields(includeDeprecated: $x) { name } } claims { totalCount @skip(if: $x) } }',
    ]
    for (const source of refused) expect(codesOf(await ask(source, { x: null })), source).toEqual(['BAD_USER_INPUT'])
  })

  it('grade a source on a date', async () => {
    const { data } = await ask(
      '{ source(id: "source/agency") { now: reliability past: reliability(on: "2023-10") before: reliability(on: "2019") } }',
    )
    expect(data).toEqual({ source: { now: 'C', past: 'B', before: 'F' } })
  })

  it('say what is wrong with a document, its variables and its operations', async () => {
    expect(codesOf(await ask('{ claim(id: "a") { weather } }'))).toEqual(['GRAPHQL_VALIDATION_FAILED'])
    expect(codesOf(await ask('query($a: ID!) { claim(id: $a) { id } }', {}))).toEqual(['BAD_USER_INPUT'])
    expect(codesOf(await ask('query A { __typename } query B { __typename }'))).toEqual(['BAD_USER_INPUT'])
    const execute = createExecutor({ schema: loadSchema(), store })
    const document = parse('query A { a: __typename } query B { b: __typename }')
    expect(await execute({ document, operationName: 'B' })).toMatchObject({ data: { b: 'Query' } })
    expect((await execute({ document, operationName: 'C' })).errors).toHaveLength(1)
  })
})

describe('errors', () => {
  it('of null where none may be climb to the nearest field that may be null', async () => {
    const store = await openTestStore('grafeo')
    await store.write(async (transaction) => {
      await transaction.run({
        text: "CREATE (:Record:Question {id: 'question/q', type: 'question', marking: 'CLEAR', text: 'q', since: 1})<-[:ANSWERS {since: 1}]-(:Record:Claim {id: 'claim/c', type: 'claim', marking: 'CLEAR', kind: 'OTHER', since: 1}) RETURN 1 AS one",
        parameters: {},
      })
      return { commit: true, value: null }
    })
    const told: unknown[] = []
    const ask = toAsk(store, { onError: (error) => told.push(error) })
    const answer = await ask(
      '{ a: claim(id: "claim/c") { id question { text claims { statement } } } b: claims { nodes { id kind } } }',
    )
    expect(answer.data).toEqual({
      a: { id: 'claim/c', question: null },
      b: { nodes: [{ id: 'claim/c', kind: 'OTHER' }] },
    })
    expect(answer.errors?.map(({ path }) => path)).toEqual([['a', 'question', 'claims', 0, 'statement']])
    const whole = await ask('{ claims { nodes { statement } } }')
    expect(whole.data).toBeNull()
    expect(codesOf(answer)).toEqual(['INTERNAL'])
    expect(codesOf(whole)).toEqual(['INTERNAL'])
    expect(JSON.stringify([answer.errors, whole.errors])).not.toContain('non-nullable')
    expect(told.map(String)).toEqual([
      expect.stringContaining('Claim.statement'),
      expect.stringContaining('Claim.statement'),
    ])
    await store.close()
  })

  it('of a store are shown by code alone, and told whole to the operator', async () => {
    const secret = 'bolt://neo4j:hunter2@db failed: RETURN n.secret'
    const cases = [
      [new StoreError('UNAVAILABLE', secret), 'STORE_UNAVAILABLE', 0],
      [new StoreError('TIMEOUT', secret), 'TIMEOUT', 0],
      [new StoreError('STATEMENT', secret), 'INTERNAL', 1],
      [new TypeError(secret), 'INTERNAL', 1],
    ] as const
    const store = await openTestStore('grafeo')
    for (const [error, code, told] of cases) {
      const seen: unknown[] = []
      const broken: Store = { ...store, read: () => Promise.reject(error) }
      const execute = createExecutor({ schema: loadSchema(), store: broken, onError: (each) => seen.push(each) })
      const answer = await execute({ document: parse('{ claims { totalCount } }') })
      expect(codesOf(answer)).toEqual([code])
      expect(JSON.stringify(answer)).not.toMatch(/hunter2|secret/)
      expect(seen).toHaveLength(told)
    }
    await store.close()
    expect(codesOf(await toAsk(store)('{ claims { totalCount } }'))).toEqual(['STORE_UNAVAILABLE'])
  })
})
