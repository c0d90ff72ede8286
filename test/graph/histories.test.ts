import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnyRecord } from '../../src/domain/records.js'
import { ImportRejected } from '../../src/graph/import.js'
import { rebuildGraph } from '../../src/graph/rebuild.js'
import { verifyGraph } from '../../src/graph/verify.js'
import type { Bundle } from '../../src/seed/bundle.js'
import type { Store } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { type RandomHistory, randomHistory, sampleHistory, toBundle } from '../records.js'
import { dumpGraph } from './graph-dump.js'
import { importSeed } from './importing.js'

/** Some quotes of random evidence are nowhere to be found: where the graph would refuse them, in later imports, they are left out. */
function toBundles({ imports, snapshots }: RandomHistory): readonly Bundle[] {
  return imports.map((records, index) => toBundle(index === 0 ? records : records.map(withoutQuote), snapshots))
}

function withoutQuote(record: AnyRecord): AnyRecord {
  if (record.type !== 'evidence') return record
  const { quote: _, ...rest } = record
  return rest
}

/** Imports all that the graph accepts. Gives how many it refused. */
async function importAll(store: Store, bundles: readonly Bundle[]): Promise<number> {
  let refused = 0
  for (const bundle of bundles) {
    try {
      await importSeed(store, bundle)
    } catch (error) {
      if (!(error instanceof ImportRejected)) throw error
      refused += 1
    }
  }
  return refused
}

describe.each(engines)('random histories on %s', (engine) => {
  const runs = engine === 'grafeo' ? 60 : 6

  it('keep closure and assessments that equal those computed from scratch, import by import', async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (history) => {
        const store = await openTestStore(engine)
        try {
          for (const bundle of toBundles(history)) {
            await importAll(store, [bundle])
            const { findings } = await verifyGraph(store)
            expect(findings.filter(({ code }) => code !== 'QUOTE_NOT_FOUND')).toEqual([])
          }
        } finally {
          await store.close()
        }
      }),
      { seed: 7, numRuns: runs },
    )
  })

  it('give the same graph after a rebuild', async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (history) => {
        const store = await openTestStore(engine)
        try {
          await importAll(store, toBundles(history))
          const before = await dumpGraph(store)
          await rebuildGraph(store)
          expect(await dumpGraph(store)).toEqual(before)
        } finally {
          await store.close()
        }
      }),
      { seed: 11, numRuns: runs },
    )
  })

  it('change nothing when each import comes twice', async () => {
    const store = await openTestStore(engine)
    try {
      for (const bundle of toBundles(sampleHistory(3))) {
        await importAll(store, [bundle])
        const before = await dumpGraph(store)
        expect((await importSeed(store, bundle)).import).toBeNull()
        expect(await dumpGraph(store)).toEqual(before)
      }
    } finally {
      await store.close()
    }
  })
})

it('are accepted for the most part: the laws above are about something', async () => {
  const histories = fc.sample(randomHistory, { seed: 7, numRuns: 60 })
  let refused = 0
  let all = 0
  for (const history of histories) {
    const store = await openTestStore('grafeo')
    refused += await importAll(store, toBundles(history))
    all += history.imports.length
    await store.close()
  }
  expect(all).toBeGreaterThan(100)
  expect(refused).toBeLessThan(all / 10)
})

if (engines.length > 1)
  it('give the same graph on both engines', async () => {
    for (const number of [1, 2, 3, 4, 5]) {
      const dumps: (readonly string[])[] = []
      for (const engine of engines) {
        const store = await openTestStore(engine)
        await importAll(store, toBundles(sampleHistory(number)))
        dumps.push(await dumpGraph(store))
        await store.close()
      }
      expect(dumps[0]).toEqual(dumps[1])
    }
  })
