import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCanonical } from '../../src/ledger/canonical.js'
import { engines, openTestStore } from '../engines.js'
import { loadHistory } from '../load-history.js'
import { randomHistory } from '../records.js'
import { toWorld } from './reference-world.js'

describe.each(engines)('the graph of a random history on %s', (engine) => {
  it('keeps the assessments and withdrawals that a replay in plain maps comes to, import by import', async () => {
    const property = fc.asyncProperty(randomHistory, async (history) => {
      const store = await openTestStore(engine)
      try {
        const world = toWorld(await loadHistory(store, history), history.snapshots)
        const kept = await store.read({ text: KEPT, parameters: {} })
        const assessed = [...world.history].flatMap(([claim, past]) =>
          past.map(({ import: since, assessment }) => ({ claim, since, body: toCanonical(assessment) })),
        )
        const inOrder = assessed.sort((a, b) => (a.claim === b.claim ? a.since - b.since : a.claim < b.claim ? -1 : 1))
        expect(kept).toEqual(inOrder.map(({ claim, since, body }) => [claim, since, body]))
        const closed = await store.read({ text: CLOSED, parameters: {} })
        expect(closed.flat()).toEqual([...world.withdrawn].sort())
      } finally {
        await store.close()
      }
    })
    await fc.assert(property, { seed: 20231006, numRuns: engine === 'neo4j' ? 6 : 40 })
  })
})

const KEPT = 'MATCH (a:Assessment) WITH a ORDER BY a.claim, a.since RETURN a.claim, a.since, a.body'
const CLOSED = 'MATCH (n:Record) WHERE n.until IS NOT NULL WITH n ORDER BY n.id RETURN n.id'
