import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGraph } from '../../src/graph/open.js'
import { verifyGraph } from '../../src/graph/verify.js'
import type { Entry } from '../../src/ledger/entry.js'
import type { Store } from '../../src/store/store.js'

const MAIN = resolve(import.meta.dirname, '../../dist/cli/main.js')
const ROUNDS = 30
const FILES = 12 // imports that each round tries
const DOCUMENTS = 60 // in each file, with a claim and its evidence

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headwaters-killed-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A stream of numbers from 0 to 1 that is the same in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

async function writeRound(round: number): Promise<string> {
  const place = join(folder, `round-${round}`)
  await mkdir(place)
  for (let file = 0; file < FILES; file++) {
    const name = `${round}-${String(file).padStart(2, '0')}`
    const documents = Array.from({ length: DOCUMENTS }, (_, index) => ({
      id: `doc/${name}-${index}`,
      kind: 'ARTICLE',
      title: `Report ${index} of ${name}`,
      source: 'source/wire',
      ...(index === 0
        ? { lineage: 'ORIGINAL' }
        : { lineage: 'COMPLETE', derivesFrom: [{ document: `doc/${name}-${index >> 1}`, kind: 'CITES' }] }),
    }))
    const evidence = documents.slice(-5).map(({ id }) => ({ item: id, stance: 'SUPPORTS' }))
    const seed = {
      sources: [{ id: 'source/wire', kind: 'NEWS_AGENCY', name: 'Wire' }],
      documents,
      claims: [{ id: `claim/${name}`, kind: 'OTHER', statement: `What ${name} says`, evidence }],
    }
    await writeFile(join(place, `${name}.json`), JSON.stringify(seed))
  }
  return place
}

/**
 * Imports a folder file by file in a process of its own, kills that `delay` ms after its `after`th receipt (0: after its start), and gives the hashes
 * that it acknowledged.
 */
async function importAndKill(place: string, store: string, after: number, delay: number): Promise<string[]> {
  const child = spawn(process.execPath, [MAIN, 'import', place, '--each', '--json', '--store', store], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let problems = ''
  let timer: NodeJS.Timeout | undefined
  const arm = (): void => {
    if (timer === undefined && out.split('\n').length > after) timer = setTimeout(() => child.kill('SIGKILL'), delay)
  }
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
    arm()
  })
  child.stderr.on('data', (chunk) => {
    problems += String(chunk)
  })
  arm()
  const [code, signal] = await new Promise<[number | null, string | null]>((done) =>
    child.on('close', (...end) => done(end)),
  )
  clearTimeout(timer)
  expect(signal === 'SIGKILL' || code === 0, `exit ${code} ${signal}: ${problems}`).toBe(true)
  const lines = out.split('\n').slice(0, -1) // the last one may be torn
  return lines.map((line): string => JSON.parse(line).import.hash)
}

async function listEntries(store: Store): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of store.entries()) entries.push(entry)
  return entries
}

describe('a process killed at a random moment of its imports', () => {
  it(`leaves every acknowledged import there and none in part, ${ROUNDS} times, and verify is clean`, async () => {
    const random = createRandom(20231005)
    const store = join(folder, 'data')
    const acknowledged: string[] = []
    let cut = 0
    for (let round = 0; round < ROUNDS; round++) {
      const place = await writeRound(round)
      const hashes = await importAndKill(place, store, Math.floor(random() * FILES), random() * 60)
      acknowledged.push(...hashes)
      if (hashes.length < FILES) cut += 1
      const graph = await openGraph(store)
      try {
        const entries = await listEntries(graph.store)
        expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1))
        expect(entries.map(({ hash }) => hash)).toEqual(expect.arrayContaining(acknowledged))
        const rows = await graph.store.read({
          text: 'MATCH (n:Record) WHERE n.until IS NULL WITH n.since AS since, count(n) AS records RETURN since, records ORDER BY since',
          parameters: {},
        })
        const expected = entries.map(({ number, records }) => [number, records.length])
        expect(rows).toEqual(expected)
        if (round % 10 === 9) expect((await verifyGraph(graph.store)).findings).toEqual([])
      } finally {
        await graph.close()
      }
    }
    expect(cut, 'rounds in which the kill came before the last import').toBeGreaterThan(ROUNDS / 2)
    expect(acknowledged.length).toBeGreaterThan(ROUNDS)
  }, 600_000)

  it('answers alike after the graph file is deleted', async () => {
    const store = join(folder, 'data')
    const question = {
      text: 'MATCH (a:Assessment)-[:OF]->(c:Claim) WHERE a.until IS NULL RETURN c.id AS id, a.since AS since, a.body AS body ORDER BY id',
      parameters: {},
    }
    const before = await openGraph(store)
    const answer = await before.store.read(question)
    await before.close()
    expect(answer.length).toBeGreaterThan(0)
    for (const name of await readdir(store))
      if (name.startsWith('graph')) await rm(join(store, name), { recursive: true })
    const after = await openGraph(store)
    try {
      expect(await after.store.read(question)).toEqual(answer)
      expect((await verifyGraph(after.store)).findings).toEqual([])
    } finally {
      await after.close()
    }
  })
})
