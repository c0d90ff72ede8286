import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import neo4j from 'neo4j-driver'
import { afterEach, describe, expect, it } from 'vitest'
import type { Entry } from '../../src/ledger/entry.js'
import { NO_PREVIOUS, sealEntry } from '../../src/ledger/seal.js'
import { openStore } from '../../src/store/open.js'
import type { Store } from '../../src/store/store.js'
import { engines, neo4jAddress, wipeNeo4j } from '../engines.js'
import { toDraft, toQuestion } from '../ledger/entries.js'

const servers: Server[] = []
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

/** The port of a server that does so with each connection. */
async function listen(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    answer(socket)
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function expectUnavailable(address: string): Promise<void> {
  const error = await openStore(address).catch((error: unknown) => error)
  expect(error).toMatchObject({ name: 'StoreError', code: 'UNAVAILABLE' })
}

describe('an address of Neo4j', () => {
  it.each(['bolt', 'neo4j'])('where nobody listens is UNAVAILABLE soon: %s', async (scheme) => {
    const port = await listen(() => undefined)
    servers.at(-1)?.close()
    await expectUnavailable(`${scheme}://127.0.0.1:${port}`)
  })

  it('where a web server listens is UNAVAILABLE soon', async () => {
    await expectUnavailable(
      `bolt://127.0.0.1:${await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))}`,
    )
  })

  it('where nobody answers is UNAVAILABLE soon', async () => {
    await expectUnavailable(`bolt://127.0.0.1:${await listen(() => undefined)}`)
  })

  it.each(['bolt://', 'neo4j://:7687', 'bolt://host:port', 'bolt://127.0.0.1:99999'])(
    'that is none is UNAVAILABLE: %s',
    expectUnavailable,
  )

  it.each([
    'bolt://somebody:secret@',
    'bolt://somebody:sec/secret@host',
    'bolt://somebody:secret@host:port',
    'neo4j://somebody:secret@x@127.0.0.1:99999',
    'BOLT://somebody:secret@127.0.0.1',
    'http://somebody:secret@127.0.0.1',
    'bolt://somebody:%secret@127.0.0.1',
  ])('that is none keeps its password out of messages: %s', async (address) => {
    const error = await openStore(address).catch((error: unknown) => error)
    expect(error).toMatchObject({ name: 'StoreError', code: 'UNAVAILABLE' })
    expect(String(error)).not.toMatch(/secret|somebody/)
  })

  it('that nobody answers is told in one sentence, with the cause', async () => {
    const port = await listen(() => undefined)
    servers.at(-1)?.close()
    await expect(openStore(`bolt://127.0.0.1:${port}`)).rejects.toMatchObject({
      message: `Can't use bolt://127.0.0.1:${port}: is Neo4j running there, with Bolt on that port? (connect ECONNREFUSED 127.0.0.1:${port})`,
    })
  })

  it('keeps its password out of names and messages', async () => {
    const port = await listen((socket) => socket.end())
    const error = await openStore(`bolt://somebody:secret@127.0.0.1:${port}`).catch((error: unknown) => error)
    expect(String(error)).toContain(`bolt://127.0.0.1:${port}`)
    expect(String(error)).not.toContain('secret')
  })
})

describe.runIf(engines.includes('neo4j'))('two stores on one Neo4j', () => {
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
