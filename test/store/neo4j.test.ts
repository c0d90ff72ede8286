import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/open.js'

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
