import neo4j from 'neo4j-driver'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/ledger/entry.js'
import { NO_PREVIOUS, sealEntry } from '../../src/ledger/seal.js'
import { openStore } from '../../src/store/open.js'
import type { Store } from '../../src/store/store.js'
import { neo4jAddress, wipeNeo4j } from '../engines.js'
import { toDraft, toQuestion } from '../ledger/entries.js'

describe('two stores on one Neo4j', () => {
  async function open(): Promise<[Store, Store]> {
    await wipeNeo4j()
    return [await openStore(neo4jAddress), await openStore(neo4jAddress)]
  }

  it('write one after the other, and each sees the head that the other left', async () => {
    const stores = await open()
    const append = (store: Store, text: string) =>
      store.write(async (transaction) => {
        const number = (transaction.head?.number ?? 0) + 1
        const entry = sealEntry(
          toDraft(number, transaction.head?.hash ?? NO_PREVIOUS, [toQuestion(`q${number}`, text)]),
        )
        await transaction.append(entry, new Map())
        return { commit: true, value: entry }
      })
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, index) => append(stores[index % 2 === 0 ? 0 : 1], `text ${index}`)),
    )
    const entries: Entry[] = []
    for await (const entry of stores[0].entries()) entries.push(entry)
    expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
    expect(entries).toEqual([...made].sort((a, b) => a.number - b.number))
    for (const store of stores) await store.close()
  })

  it('run work again after a deadlock with a writer that takes no lock', async () => {
    const [store, other] = await open()
    await store.write(async (transaction) => {
      await transaction.run({ text: "CREATE (a:Probe {x: 'a', n: 0}), (b:Probe {x: 'b', n: 0})", parameters: {} })
      return { commit: true, value: undefined }
    })
    const touch = (x: string) => ({ text: 'MATCH (p:Probe) WHERE p.x = $x SET p.n = p.n + 1', parameters: { x } })
    const driver = neo4j.driver(neo4jAddress)
    const session = driver.session()
    const foreign = session.beginTransaction()
    let runs = 0
    let release = () => undefined as undefined
    const holding = new Promise<void>((resolve) => {
      release = () => void resolve()
    })
    await (await foreign).run(touch('b').text, touch('b').parameters)
    const written = store.write(async (transaction) => {
      runs += 1
      await transaction.run(touch('a'))
      release()
      await transaction.run(touch('b'))
      return { commit: true, value: 'done' }
    })
    await holding
    const theirs = await (await foreign)
      .run(touch('a').text, touch('a').parameters)
      .then(() => foreign.then((transaction) => transaction.commit()))
      .then(
        () => 1,
        () => 0,
      )
    await session.close()
    await driver.close()
    expect(await written).toBe('done')
    expect(runs === 1 || theirs === 1).toBe(true)
    expect(await store.read({ text: 'MATCH (p:Probe) RETURN p.n AS n ORDER BY p.x', parameters: {} })).toEqual([
      [1 + theirs],
      [1 + theirs],
    ])
    await store.close()
    await other.close()
  })
})
