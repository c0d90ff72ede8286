import { expect, it } from 'vitest'
import { importBundle } from '../../src/graph/import.js'
import { checkFiles } from '../../src/seed/read.js'
import type { Row, Store } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { now } from '../load-history.js'
import { toAsk } from './small-world.js'

const TEXT = `Railcars stood in the yard. ${'Nothing else was seen. '.repeat(200)}`
const OTHER = 'Another paper.'
const ITEMS = 60

const observation = (index: number) =>
  `  - { id: obs/o${index}, measure: railcars, value: ${index}, method: COUNTED, window: 2023-10-05, document: doc/paper }`
const item = (index: number) =>
  `      - { item: obs/o${index}, stance: SUPPORTS, ${index % 2 === 0 ? 'quote: { exact: in the yard }' : 'credibility: 3'} }`
const indexes = Array.from({ length: ITEMS }, (_, index) => index)
const SEED = `
sources: [{ id: source/s, kind: OTHER, name: S }]
documents:
  - { id: doc/paper, kind: ARTICLE, title: Paper, source: source/s, lineage: ORIGINAL, snapshot: paper.txt }
  - { id: doc/other, kind: ARTICLE, title: Other, source: source/s, lineage: COMPLETE, snapshot: other.txt, derivesFrom: [{ document: doc/paper, kind: QUOTES, quote: { exact: Another paper } }] }
  - { id: doc/bare, kind: ARTICLE, title: Bare, source: source/s, lineage: UNRECORDED }
observations:
${indexes.map(observation).join('\n')}
claims:
  - id: claim/c
    kind: OTHER
    statement: Railcars stood there
    evidence:
      - { item: doc/paper, stance: SUPPORTS, quote: { exact: Railcars stood } }
      - { item: doc/other, stance: SUPPORTS, quote: { exact: Another } }
${indexes.map(item).join('\n')}
`

it.each(engines)('the text of a snapshot is read once for all quotes from it, on %s', async (engine) => {
  const store = await openTestStore(engine)
  const checked = checkFiles([
    { name: 'seed.yaml', content: SEED },
    { name: 'paper.txt', content: TEXT },
    { name: 'other.txt', content: OTHER },
  ])
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, null, 2))
  await importBundle(store, checked.bundle, { by: 'test', now })
  const read: (readonly Row[])[] = []
  const reading: Store = {
    ...store,
    read: async (statement) => {
      const rows = await store.read(statement)
      read.push(rows)
      return rows
    },
  }
  const { data, errors } = await toAsk(reading)(`{
    claim(id: "claim/c") {
      evidence(first: 100) { edges { quote { status start } node { ... on Document { id derivesFrom { edges { quote { status } } } } } } }
      lineage { edges { to quote { status } } }
    }
  }`)
  expect(errors).toBeUndefined()
  const { evidence, lineage } = (data as { claim: { evidence: { edges: Edge[] }; lineage: { edges: Edge[] } } }).claim
  expect(tally(evidence.edges)).toEqual({ VERIFIED: ITEMS / 2 + 2, none: ITEMS / 2 })
  // Items with a quote, and the derivation of one from the other; steps from an observation to its document have none.
  expect(tally(lineage.edges)).toEqual({ VERIFIED: ITEMS / 2 + 3, none: (3 * ITEMS) / 2 })
  expect(evidence.edges.find(({ node }) => node?.id === 'doc/other')?.node?.derivesFrom).toEqual({
    edges: [{ quote: { status: 'VERIFIED' } }],
  })
  expect(read).toHaveLength(1)
  // Each place of the operation that needs it brings it once: items, their observations' documents, and the lineage.
  expect(JSON.stringify(read).split(TEXT).length - 1).toBeLessThanOrEqual(3)
  await store.close()
})

interface Edge {
  readonly quote: { readonly status: string } | null
  readonly node?: { readonly id?: string; readonly derivesFrom?: unknown }
}

function tally(edges: readonly Edge[]): { [status: string]: number } {
  const counts: { [status: string]: number } = {}
  for (const { quote } of edges) counts[quote?.status ?? 'none'] = (counts[quote?.status ?? 'none'] ?? 0) + 1
  return counts
}
