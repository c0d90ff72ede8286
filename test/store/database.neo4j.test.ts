import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import neo4j from 'neo4j-driver'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Entry } from '../../src/ledger/entry.js'
import { NO_PREVIOUS, sealEntry } from '../../src/ledger/seal.js'
import { openStore } from '../../src/store/open.js'
import { createImport } from '../../src/store/statements.js'
import type { Store } from '../../src/store/store.js'
import { neo4jAddress, wipeNeo4j } from '../engines.js'
import { toDraft, toQuestion } from '../ledger/entries.js'

async function append(store: Store, text: string): Promise<Entry> {
  return store.write(async (transaction) => {
    const number = (transaction.head?.number ?? 0) + 1
    const entry = sealEntry(toDraft(number, transaction.head?.hash ?? NO_PREVIOUS, [toQuestion(`q${number}`, text)]))
    await transaction.run(createImport({ number, hash: entry.hash, since: number }))
    await transaction.append(entry, new Map())
    return { commit: true, value: entry }
  })
}

async function fill(...texts: string[]): Promise<void> {
  const store = await openStore(neo4jAddress)
  for (const text of texts) await append(store, text)
  await store.close()
}

/** Runs a statement as another program would, and gives its rows. */
async function run(text: string): Promise<unknown[][]> {
  const driver = neo4j.driver(neo4jAddress, undefined, { disableLosslessIntegers: true })
  const session = driver.session()
  try {
    return (await session.run(text)).records.map((record) => record.keys.map((key) => record.get(key)))
  } finally {
    await session.close()
    await driver.close()
  }
}

const countNodes = () => run('MATCH (n) RETURN count(n) AS nodes')

describe('a Neo4j', () => {
  beforeEach(wipeNeo4j)

  it('that is used by another application is refused, and nothing of it is touched', async () => {
    await run("CREATE (:Import {number: 5}), (:Foo), (:Document {id: 'theirs'})")
    await expect(openStore(neo4jAddress)).rejects.toMatchObject({
      code: 'DAMAGED',
      message: expect.stringContaining('Document (1), Import (1)'),
    })
    expect(await run('MATCH (n) RETURN head(labels(n)) AS label ORDER BY label')).toEqual([
      ['Document'],
      ['Foo'],
      ['Import'],
    ])
  })

  it('is shared with nodes of another application, which clearing the graph leaves alone', async () => {
    await run('CREATE (:Foo {x: 1})-[:BAR]->(:Foo {x: 2})')
    await fill('one')
    await run("CREATE (:Snapshot {of: 'theirs'}), (:Version {number: 7})")
    const store = await openStore(neo4jAddress)
    await store.clearGraph()
    await store.close()
    expect(
      await run(
        "MATCH (n) WHERE NOT any(label IN labels(n) WHERE label STARTS WITH 'Ledger') RETURN head(labels(n)) AS label ORDER BY label",
      ),
    ).toEqual([['Foo'], ['Foo'], ['Snapshot'], ['Version']])
    expect(await run('MATCH (:Foo)-[e:BAR]->(:Foo) RETURN count(e) AS count')).toEqual([[1]])
  })

  it('with no store is not made into one where none may be made', async () => {
    const closed = { code: 'UNAVAILABLE', message: expect.stringMatching(/^there is no store at .*: import into it/) }
    await expect(openStore(neo4jAddress, { create: false })).rejects.toMatchObject(closed)
    expect(await countNodes()).toEqual([[0]])
    await fill('one')
    await (await openStore(neo4jAddress, { create: false })).close()
  })

  it.each([
    ['all of its entries', 'MATCH (e:LedgerEntry) DELETE e', 'holds no ledger'],
    ['one of its entries', 'MATCH (e:LedgerEntry {number: 1}) DELETE e', 'ends at import 2, but holds 1 entries'],
    [
      'its newest entry, but not its text',
      'MATCH (e:LedgerEntry {number: 2}) DELETE e',
      'there is text of import 2 without its entry',
    ],
  ])('whose ledger lost %s is refused, and nothing is cleared', async (_, damage, message) => {
    await fill('one', 'two')
    await run(damage)
    const before = await countNodes()
    const refusal = { code: 'DAMAGED', message: expect.stringContaining(message) }
    await expect(openStore(neo4jAddress)).rejects.toMatchObject(refusal)
    expect(await countNodes()).toEqual(before)
  })

  it.each([
    ['is not JSON', "SET p.text = '{'", 'Entry 2 of the ledger: expected JSON. Put'],
    ['is not there', 'DELETE p', 'Entry 2 of the ledger: its text is not there. Put'],
    [
      'was changed',
      "SET p.text = replace(p.text, 'two', 'too')",
      'Entry 2 of the ledger: its content does not have the hash that it names. Put',
    ],
  ])('takes no entry after one whose text %s', async (_, damage, message) => {
    await fill('one', 'two')
    await run(`MATCH (p:LedgerPart {entry: 2}) ${damage}`)
    const store = await openStore(neo4jAddress)
    const refusal = { code: 'DAMAGED', message: expect.stringContaining(message) }
    await expect(append(store, 'three')).rejects.toMatchObject(refusal)
    await store.close()
    expect(await run('MATCH (e:LedgerEntry) RETURN count(e) AS count')).toEqual([[2]])
  })

  it('puts back an archive that lost a part or was altered', async () => {
    const store = await openStore(neo4jAddress)
    const sha256 = '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4' // of hi
    const given = new Map([[sha256, Buffer.from('hi')]])
    await store.putBackSnapshots(given)
    for (const damage of ["SET s.text = 'ho'", 'SET s.parts = 2', 'DELETE s']) {
      await run(`MATCH (s:LedgerSnapshot) ${damage}`)
      expect(await store.putBackSnapshots(given)).toEqual([sha256])
      expect(await store.findSnapshot(sha256)).toEqual(new Uint8Array(Buffer.from('hi')))
    }
    await store.close()
  })

  it('that dies in the middle of a write is UNAVAILABLE, and not waited for', { timeout: 25_000 }, async () => {
    const { hostname, port } = new URL(neo4jAddress)
    const sockets: Socket[] = []
    const proxy = createServer((socket) => {
      const server = connect(Number(port), hostname)
      for (const end of [socket, server]) end.on('error', () => undefined)
      sockets.push(socket, server)
      socket.pipe(server).pipe(socket)
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const store = await openStore(`bolt://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
    const written = store.write(async (transaction) => {
      proxy.close()
      for (const socket of sockets) socket.destroy()
      await transaction.run({ text: 'CREATE (n:Record {id: $id})', parameters: { id: 'actor/x' } })
      return { commit: true, value: undefined }
    })
    await expect(written).rejects.toMatchObject({ name: 'StoreError', code: 'UNAVAILABLE' })
    await store.close()
  })
})
