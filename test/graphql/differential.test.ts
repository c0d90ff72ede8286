import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importBundle } from '../../src/graph/import.js'
import { checkPaths } from '../../src/seed/read.js'
import type { Store } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { loadHistory, now, toLedger } from '../load-history.js'
import { createOperation, type RandomOperation } from '../operations.js'
import { sampleHistory } from '../records.js'
import { ANY_COST, countReads, type Run, runPages, toComparable, toRun } from './comparison.js'
import { toPool } from './pool.js'
import { createReference, referenceSchema } from './reference.js'

const OPERATIONS = join(import.meta.dirname, 'operations')
const SEEDS = resolve(import.meta.dirname, '../../seeds')
const HISTORIES = [11, 12, 13, 14, 15, 16, 39, 41]
const SHAPES = 32 // for each history, with eight sets of arguments each: 2,048 operations in all
const VARIANTS = 8 // Neo4j plans each shape once, which costs it more than the answers
const PAGES = 3

describe.each(HISTORIES)('random operations over history %i', (seed) => {
  const history = sampleHistory(seed)
  const pool = toPool(history.imports.flat())
  const operations = Array.from({ length: SHAPES * VARIANTS }, (_, index) =>
    createOperation(referenceSchema, pool, seed * 1000 + Math.floor(index / VARIANTS), index % VARIANTS),
  )
  const stores: Store[] = []
  const runs: { readonly engine: string; readonly run: Run }[] = []
  let reference: Run

  beforeAll(async () => {
    for (const engine of engines) {
      const store = await openTestStore(engine)
      stores.push(store)
      const entries = await loadHistory(store, history)
      if (runs.length === 0) reference = createReference(entries, history.snapshots)
      runs.push({ engine, run: toRun(store, ANY_COST) })
    }
  })
  afterAll(async () => {
    for (const store of stores) await store.close()
  })

  it('are answered on the embedded engine as by the reference', async () => {
    const embedded = getFirst(runs)
    for (const operation of operations) {
      const expected = await runPages(reference, operation, PAGES)
      const got = await runPages(embedded.run, operation, PAGES)
      expect(got.map(toComparable), tell(operation)).toEqual(expected.map(toComparable))
    }
  })

  if (engines.length === 1) return // engines.ts has said what is left out
  it('are answered byte for byte alike on both engines', async () => {
    for (const operation of operations) {
      const answers: string[] = []
      for (const { run } of runs) answers.push(JSON.stringify(await runPages(run, operation, PAGES)))
      for (const answer of answers) expect(answer, tell(operation)).toBe(answers[0])
    }
  }, 600_000)
})

describe('example operations over the dossier', () => {
  const files = readdirSync(OPERATIONS).sort()
  const stores: Store[] = []
  let reference: Run

  beforeAll(async () => {
    const checked = await checkPaths([SEEDS])
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems, null, 2))
    for (const engine of engines) {
      const store = await openTestStore(engine)
      stores.push(store)
      await importBundle(store, checked.bundle, { by: 'test', now })
    }
    reference = createReference(await toLedger(getFirst(stores)), checked.bundle.snapshots)
  })
  afterAll(async () => {
    for (const store of stores) await store.close()
  })

  it.each(files)(
    '%s: one statement, no error, something found, as by the reference, the same on every engine',
    async (file) => {
      const source = readFileSync(join(OPERATIONS, file), 'utf8')
      const expected = toComparable(await reference({ source }))
      const answers: string[] = []
      for (const store of stores) {
        const counting = countReads(store)
        const answer = await toRun(counting.store)({ source })
        expect(answer.errors).toBeUndefined()
        expect(Object.values(answer.data ?? {}).every((value) => isFound(value))).toBe(true)
        expect(counting.reads()).toBe(1)
        expect(toComparable(answer)).toEqual(expected)
        answers.push(JSON.stringify(answer))
      }
      for (const answer of answers) expect(answer).toBe(answers[0])
    },
  )
})

function tell({ source, variables }: RandomOperation): string {
  return `${source}\n${JSON.stringify(variables)}`
}

function getFirst<T>(values: readonly T[]): T {
  const [first] = values
  if (first === undefined) throw new Error('no engine')
  return first
}

/** Not null, and where it is a page, not an empty one. */
function isFound(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).every(
    ([key, inner]) => !/^(nodes|edges)$/.test(key) || (Array.isArray(inner) && inner.length > 0),
  )
}
