import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bringUpToDate, openGraph } from '../../src/graph/open.js'
import { rebuildGraph } from '../../src/graph/rebuild.js'
import { replayEntries } from '../../src/graph/replay.js'
import { verifyGraph } from '../../src/graph/verify.js'
import { openStore } from '../../src/store/open.js'
import type { Store } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { CHAIN } from './chain.js'
import { dumpGraph } from './graph-dump.js'
import { importSeed, seed } from './importing.js'

async function importThree(store: Store): Promise<void> {
  await importSeed(store, CHAIN)
  const note = 'documents: [{ id: doc/cbs, kind: BROADCAST, title: CBS again, source: source/cbs, snapshot: a.md }]'
  await importSeed(store, seed(note, { 'a.md': 'A note' }))
  await importSeed(store, 'retractions: [{ id: retraction/r, record: doc/image, reason: wrong, by: me }]')
}

describe.each(engines)('a graph on %s', (engine) => {
  let store: Store
  beforeEach(async () => {
    store = await openTestStore(engine)
  })
  afterEach(() => store.close())

  const change = (...texts: readonly string[]) =>
    store.write(async ({ run }) => {
      for (const text of texts) await run({ text, parameters: {} })
      return { commit: true, value: undefined }
    })

  it('is the same after a rebuild', async () => {
    await importThree(store)
    const before = await dumpGraph(store)
    const steps: number[] = []
    expect(await rebuildGraph(store, { onProgress: (done) => steps.push(done) })).toMatchObject({ entries: 3 })
    expect(steps).toEqual([1, 2, 3])
    expect(await dumpGraph(store)).toEqual(before)
  })

  it('that was cleared is replayed, one import after the other', async () => {
    await importThree(store)
    const before = await dumpGraph(store)
    await store.clearGraph()
    const steps: [number, number][] = []
    await bringUpToDate(store, (done, total) => steps.push([done, total]))
    expect(steps).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
    expect(await dumpGraph(store)).toEqual(before)
  })

  it('that is whole is left alone', async () => {
    await importThree(store)
    const steps: number[] = []
    await bringUpToDate(store, (done) => steps.push(done))
    expect(steps).toEqual([])
  })

  it.each([
    ['of an older form of the projection', 'MATCH (i:Import) WHERE i.number = 3 SET i.projection = 0'],
    ['whose clearing was broken off', 'MATCH (i:Import) DETACH DELETE i'],
  ])('%s is made anew', async (_, damage) => {
    await importThree(store)
    const before = await dumpGraph(store)
    await change(damage, "MATCH (q:Question) SET q.text = 'of another program'")
    await bringUpToDate(store)
    expect(await dumpGraph(store)).toEqual(before)
  })

  it.each([
    ['another ledger', "i.hash = 'another'", 'Import 3 of the graph is not import 3 of the ledger'],
    ['a longer ledger', 'i.number = 7', 'The graph holds import 7, but the ledger ends at import 3'],
  ])('of %s may be all that is left of it: nothing is cleared', async (_, damage, message) => {
    await importThree(store)
    await change(`MATCH (i:Import) WHERE i.number = 3 SET ${damage}`)
    const before = await dumpGraph(store)
    const refusal = { code: 'DAMAGED', message: expect.stringContaining(message) }
    await expect(bringUpToDate(store)).rejects.toMatchObject(refusal)
    expect(await dumpGraph(store)).toEqual(before)
  })

  it('is not cleared for a ledger whose chain is broken, and none is made from it', async () => {
    await importThree(store)
    const before = await dumpGraph(store)
    const altered: Store = {
      ...store,
      async *entries(after?: number) {
        for await (const entry of store.entries(after))
          yield entry.number === 2 ? { ...entry, by: 'somebody else' } : entry
      },
    }
    const refusal = { code: 'DAMAGED', message: expect.stringContaining('Entry 2 of the ledger') }
    await expect(rebuildGraph(altered)).rejects.toMatchObject(refusal)
    expect(await dumpGraph(store)).toEqual(before)
    await store.clearGraph()
    await expect(bringUpToDate(altered)).rejects.toMatchObject(refusal)
    expect(await dumpGraph(store)).toEqual([])
  })
})

describe.each(engines)('a damaged graph on %s', (engine) => {
  let store: Store
  beforeEach(async () => {
    store = await openTestStore(engine)
    await importThree(store)
  })
  afterEach(() => store.close())

  it('that holds what is no record is told as such', async () => {
    await store.write(async ({ run }) => {
      await run({ text: "MATCH (q:Question) SET q.record = '{'", parameters: {} })
      return { commit: true, value: undefined }
    })
    const again = importSeed(store, 'questions: [{ id: question/cargo, text: Another text }]')
    await expect(again).rejects.toMatchObject({ name: 'StoreError', code: 'DAMAGED' })
  })

  it('that lacks records of its ledger is told as such', async () => {
    const empty = await openStore('memory:')
    await expect(replayEntries(store, empty, 1)).rejects.toMatchObject({ name: 'StoreError', code: 'DAMAGED' })
    await empty.close()
  })
})

describe('a folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'headwaters-graph-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('whose graph file is gone gives the same graph again', async () => {
    const first = await openGraph(folder)
    await importThree(first.store)
    const before = await dumpGraph(first.store)
    await first.close()
    await rm(join(folder, 'graph.grafeo'), { recursive: true, force: true })
    await rm(join(folder, 'graph.grafeo.wal'), { recursive: true, force: true })
    const again = await openGraph(folder)
    expect(await dumpGraph(again.store)).toEqual(before)
    await again.close()
  })

  it('that lost archived snapshots gets them back from the same files, without an entry', async () => {
    const note =
      'documents: [{ id: doc/note, kind: REPORT, title: Note, source: source/cbs, snapshot: a.md }, { id: doc/copy, kind: REPORT, title: Copy, source: source/cbs, snapshot: a.md }]'
    const bundle = seed(note, { 'a.md': 'Seventy-three railcars.' })
    const first = await openGraph(folder)
    await importSeed(first.store, CHAIN)
    await importSeed(first.store, bundle)
    await first.close()
    await rm(join(folder, 'snapshots'), { recursive: true })
    for (const name of ['graph.grafeo', 'graph.grafeo.wal'])
      await rm(join(folder, name), { recursive: true, force: true })

    const notices: string[] = []
    const graph = await openGraph(folder, { onNotice: ({ code }) => notices.push(code) })
    const { findings } = await verifyGraph(graph.store)
    expect(findings.map(({ code }) => code)).toEqual(['SNAPSHOT_MISSING'])
    expect(findings[0]?.message).toContain('doc/copy, doc/note')
    const receipt = await importSeed(graph.store, bundle)
    expect(receipt).toMatchObject({ import: null, created: 0, changed: 0, unchanged: 2 })
    expect(notices).toEqual(['SNAPSHOTS_PUT_BACK'])
    const { proven, findings: left } = await verifyGraph(graph.store)
    expect({ left, entries: proven.entries, snapshots: proven.snapshots }).toEqual({
      left: [],
      entries: 2,
      snapshots: 1,
    })
    await importSeed(graph.store, bundle)
    expect(notices).toEqual(['SNAPSHOTS_PUT_BACK'])
    await graph.close()
  })

  it('with an entry that was not projected is brought up to date on opening', async () => {
    const first = await openGraph(folder)
    await importThree(first.store)
    const before = await dumpGraph(first.store)
    await first.store.clearGraph()
    await first.close()
    const plain = await openStore(folder)
    expect(await dumpGraph(plain)).toEqual([])
    await plain.close()
    const again = await openGraph(folder)
    expect(await dumpGraph(again.store)).toEqual(before)
    await again.close()
  })
})
