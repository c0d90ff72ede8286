import { afterAll, describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/open.js'
import { assertReading, withTimeout } from '../../src/store/reading.js'
import type { Store } from '../../src/store/store.js'
import { engines, neo4jAddress, wipeNeo4j } from '../engines.js'

const LONG = 'UNWIND range(1, 3000) AS a UNWIND range(1, 6000) AS b WITH a, b WHERE a * b = -1 RETURN count(a) AS n'

describe.each(engines)('a read on %s', (engine) => {
  const stores: Store[] = []
  afterAll(async () => {
    for (const store of stores) await store.close()
  })

  it('ends at its limit with TIMEOUT, and the next is answered', async () => {
    if (engine === 'neo4j') await wipeNeo4j()
    const store = await openStore(engine === 'grafeo' ? 'memory:' : neo4jAddress, { readTimeoutMs: 100 })
    stores.push(store)
    await expect(store.read({ text: LONG, parameters: {} })).rejects.toMatchObject({
      name: 'StoreError',
      code: 'TIMEOUT',
    })
    expect(await store.read({ text: 'RETURN 1 AS x', parameters: {} })).toEqual([[1]])
  })
})

describe('reading', () => {
  it.each([
    'CREATE (n:A)',
    'MATCH (n:A) SET n.x = 1',
    'MATCH (n:A) DETACH DELETE n',
    'MERGE (n:A {id: 1})',
    'MATCH (n:A) REMOVE n.x',
    'DROP INDEX x',
  ])('refuses %s', (text) => {
    expect(() => assertReading(text)).toThrow(expect.objectContaining({ code: 'STATEMENT' }))
  })

  it('allows names that only resemble words of writing', () => {
    assertReading('MATCH (n:A)-[:SETS]->(m:CREATED) WHERE n.set = m.created RETURN n.delete AS merge')
  })

  it('passes on what comes in time, also errors', async () => {
    expect(await withTimeout(Promise.resolve(7), 1000)).toBe(7)
    await expect(withTimeout(Promise.reject(new Error('of the engine')), 1000)).rejects.toThrow('of the engine')
  })
})
