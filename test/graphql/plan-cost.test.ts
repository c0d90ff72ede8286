import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { openTestStore } from '../engines.js'
import { addSeed, codesOf, recordReads, toAsk, WORLD } from './small-world.js'

describe('cost', () => {
  let store: Store
  beforeAll(async () => {
    store = await openTestStore('grafeo')
    await addSeed(store, WORLD)
  })
  afterAll(() => store.close())

  it('follows from the arguments: rows of each list times those above it', async () => {
    const ask = toAsk(store)
    const costOf = async (source: string, variables = {}) => (await ask(source, variables)).extensions?.cost
    const source =
      'query($a: Int, $b: Int) { claims(first: $a) { nodes { id evidence(first: $b) { nodes { __typename } } } } }'
    expect(await costOf(source, { a: 1, b: 1 })).toEqual({ rows: 2, budget: 100_000 })
    expect(await costOf(source, { a: 100, b: 50 })).toEqual({ rows: 5_100, budget: 100_000 })
    expect(await costOf('{ claims { totalCount } }')).toEqual({ rows: 1, budget: 100_000 })
    expect(await costOf('{ __typename }')).toEqual({ rows: 0, budget: 100_000 })
  })

  it('is refused above the budget before anything is read, naming the field to narrow', async () => {
    const recorded = recordReads(store)
    const ask = toAsk(recorded.store, { budget: 1_000 })
    const answer = await ask(
      '{ all: claims(first: 100) { nodes { deep: evidence(first: 100) { nodes { __typename } } } } }',
    )
    expect(codesOf(answer)).toEqual(['BUDGET_EXCEEDED'])
    expect(answer.errors?.[0]?.message).toContain('all.deep')
    expect(answer.errors?.[0]?.message).toContain('10100')
    expect(recorded.statements).toEqual([])
    expect(
      codesOf(await ask('{ all: claims(first: 9) { nodes { deep: evidence(first: 100) { nodes { __typename } } } } }')),
    ).toEqual([])
  })

  it('is held to what was read, where lists turn out longer than expected', async () => {
    await addSeed(
      store,
      `questions: [{ id: question/many, text: Many? }]\nclaims:\n${Array.from({ length: 60 }, (_, index) => `  - { id: claim/m${index}, kind: OTHER, statement: M, question: question/many }`).join('\n')}`,
    )
    const ask = toAsk(store, { budget: 50 })
    const answer = await ask('{ asked: question(id: "question/many") { all: claims { id } } }')
    expect(codesOf(answer)).toEqual(['BUDGET_EXCEEDED'])
    expect(answer.errors?.[0]?.message).toContain('asked.all')
    expect(codesOf(await ask('{ question(id: "question/what") { claims { id } } }'))).toEqual([])
  })

  it('is bounded by depth, by fields side by side and by the fields that fragments multiply', async () => {
    const recorded = recordReads(store)
    const ask = toAsk(recorded.store, { budget: Number.MAX_SAFE_INTEGER })
    const nest = (depth: number): string =>
      depth === 0 ? '{ id }' : `{ evidence(first: 1) { nodes { ... on Claim ${nest(depth - 1)} } } }`
    const refused = [
      `{ claim(id: "claim/rail") ${nest(20)} }`,
      `{ ${Array.from({ length: 201 }, (_, index) => `a${index}: claim(id: "c${index}") { id }`).join(' ')} }`,
      `{ ${'claims(first: 1) { nodes { ...A } }'} } ${'ABCDEFGHIJ'
        .split('')
        .map((name, index, all) => {
          const next = all[index + 1]
          const below =
            next === undefined ? 'id' : `x: question { claims { ...${next} } } y: question { claims { ...${next} } }`
          return `fragment ${name} on Claim { ${below} }`
        })
        .join(' ')}`,
    ]
    for (const source of refused) expect(codesOf(await ask(source))).toEqual(['GRAPHQL_VALIDATION_FAILED'])
    expect(recorded.statements).toEqual([])
    expect(codesOf(await ask(`{ claim(id: "claim/rail") ${nest(14)} }`))).toEqual([])
  })

  it('refuses lists side by side before the engine does', async () => {
    const ask = toAsk(store, { budget: Number.MAX_SAFE_INTEGER })
    const kinds: readonly ((many: (field: string) => string) => string)[] = [
      (many) => `{ ${many('claim(id: "claim/rail") { id }')} }`,
      (many) => `{ ${many('claims(orderBy: ORIGINS_DESC) { totalCount nodes { id assessment { standing } } }')} }`,
      (many) => `{ claim(id: "claim/rail") { question { claims { ${many('question { id }')} } } } }`,
      (many) => `{ claim(id: "claim/rail") { ${many('evidence { totalCount edges { quote { status } } }')} } }`,
      (many) => `{ claim(id: "claim/rail") { lineage { nodes { node { id } } } ${many('question { id }')} } }`,
      (many) => `{ document(id: "doc/article") { ${many('origins { id source { name } }')} } }`,
    ]
    for (const toSource of kinds) {
      const codes = new Set<unknown>()
      for (const count of [20, 30, 40, 60, 70, 80, 90, 95, 100, 105, 110, 115, 120]) {
        const source = toSource((field) => Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' '))
        for (const code of [...codesOf(await ask(source)), 'none'].slice(0, 1)) codes.add(code)
      }
      expect([...codes]).toEqual(['none', 'GRAPHQL_VALIDATION_FAILED'])
    }
  })
})
