import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bringUpToDate, openGraph } from '../../src/graph/open.js'
import { rebuildGraph } from '../../src/graph/rebuild.js'
import { replayEntries } from '../../src/graph/replay.js'
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

  it('of an older form of the projection, or of another ledger, is made anew', async () => {
    await importThree(store)
    const before = await dumpGraph(store)
    for (const change of ['i.projection = 0', "i.hash = 'another'", 'i.number = 7']) {
      await store.write(async ({ run }) => {
        await run({ text: `MATCH (i:Import) WHERE i.number = 3 SET ${change}`, parameters: {} })
        await run({ text: "MATCH (q:Question) SET q.text = 'of another program'", parameters: {} })
        return { commit: true, value: undefined }
      })
      await bringUpToDate(store)
      expect(await dumpGraph(store)).toEqual(before)
    }
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
