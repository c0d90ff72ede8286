import { print } from 'graphql'
import { expect, it } from 'vitest'
import { TRACE_QUERY } from '../../src/cli/trace-query.js'
import { engines, openTestStore } from '../engines.js'
import { addSeed, codesOf, toAsk } from './small-world.js'

const MOST = { claims: 16, documents: 24 }

/** A chain of claims, each evidence of the one before it, the last resting on a document; and a chain of documents. */
function chain(claims: number, documents: number): string {
  const claim = (index: number): string => {
    const item = index === claims ? 'doc/d0' : `claim/c${index + 1}`
    return `  - { id: claim/c${index}, kind: OTHER, statement: C${index}, evidence: [{ item: ${item}, stance: SUPPORTS }] }`
  }
  const document = (index: number): string => {
    const upstream =
      index === documents
        ? 'lineage: ORIGINAL'
        : `lineage: COMPLETE, derivesFrom: [{ document: doc/d${index + 1}, kind: CITES }]`
    return `  - { id: doc/d${index}, kind: ARTICLE, title: D${index}, source: source/s, ${upstream} }`
  }
  return [
    'sources: [{ id: source/s, kind: OTHER, name: S }]',
    'documents:',
    ...Array.from({ length: documents + 1 }, (_, index) => document(index)),
    'claims:',
    ...Array.from({ length: claims + 1 }, (_, index) => claim(index)),
  ].join('\n')
}

it.each(engines)('a lineage of 12 claims upon claims and 40 derivations is traced whole, on %s', async (engine) => {
  const store = await openTestStore(engine)
  await addSeed(store, chain(12, 40))
  const { data, errors } = await toAsk(store)(print(TRACE_QUERY), { id: 'claim/c0' })
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({
    claim: { assessment: { standing: 'SINGLE_ORIGIN' }, lineage: { nodes: { length: 13 + 41 } } },
  })
  const within = await toAsk(store)(
    '{ claim(id: "claim/c12") { evidence { nodes { ... on Document { origins { id } } } } } }',
  )
  expect(within).toMatchObject({ data: { claim: { evidence: { nodes: [{ origins: [{ id: 'doc/d40' }] }] } } } })
  await store.close()
})

it.each(engines)(
  'a lineage deeper than the bounds is null by itself, with a code at its place, on %s',
  async (engine) => {
    const store = await openTestStore(engine)
    await addSeed(store, chain(MOST.claims + 1, MOST.documents + 1))
    const ask = toAsk(store)
    const deep = await ask(`{
    near: claim(id: "claim/c1") { lineage { nodes { steps } } }
    far: claim(id: "claim/c0") { statement lineage { nodes { steps } } }
    one: document(id: "doc/d1") { origins { id } }
    two: document(id: "doc/d0") { title origins { id } }
  }`)
    expect(codesOf(deep)).toEqual(['BUDGET_EXCEEDED', 'BUDGET_EXCEEDED'])
    expect(deep.errors?.map(({ path }) => path)).toEqual([
      ['far', 'lineage'],
      ['two', 'origins'],
    ])
    expect(deep.data).toMatchObject({
      near: { lineage: { nodes: { length: MOST.claims + 1 + MOST.documents + 2 } } },
      far: { statement: 'C0', lineage: null },
      one: { origins: [{ id: `doc/d${MOST.documents + 1}` }] },
      two: { title: 'D0', origins: null },
    })
    await store.close()
  },
)
