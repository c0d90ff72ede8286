import { resolve } from 'node:path'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordType } from '../src/domain/record-types.js'
import type { AnyRecord, RecordOf } from '../src/domain/records.js'
import { importBundle } from '../src/graph/import.js'
import { verifyGraph } from '../src/graph/verify.js'
import { createExecutor } from '../src/graphql/execute.js'
import { loadSchema } from '../src/graphql/schema.js'
import { checkPaths } from '../src/seed/read.js'
import type { Store } from '../src/store/store.js'
import { openTestStore } from './engines.js'

const SEEDS = resolve(import.meta.dirname, '../seeds')
let records: readonly AnyRecord[] = []
let store: Store
beforeAll(async () => {
  const checked = await checkPaths([SEEDS])
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, null, 2))
  records = checked.bundle.records
  expect(checked.bundle.open).toEqual([])
  expect(checked.bundle.warnings).toEqual([])
  store = await openTestStore('grafeo')
  await importBundle(store, checked.bundle, { by: 'test', now: () => new Date('2026-11-24T00:00:00Z') })
})
afterAll(() => store.close())

function of<T extends RecordType>(type: T): RecordOf<T>[] {
  return records.filter((record): record is RecordOf<T> => record.type === type)
}

async function ask(source: string) {
  const execute = createExecutor({ schema: loadSchema(), store })
  const { data, errors } = await execute({ document: parse(source) })
  expect(errors).toBeUndefined()
  return JSON.parse(JSON.stringify(data))
}

describe('the dossier', () => {
  it('holds what it promises: documents with notes, claims for and against, resolutions with votes', () => {
    expect(records.length).toBeGreaterThanOrEqual(250)
    expect(of('document').length).toBeGreaterThanOrEqual(60)
    for (const { id, snapshot } of of('document')) expect(snapshot, id).toBeDefined()
    expect(of('claim').length).toBeGreaterThanOrEqual(20)
    expect(new Set(of('evidence').map(({ stance }) => stance))).toEqual(
      new Set(['SUPPORTS', 'REFUTES', 'LIMITS', 'MENTIONS']),
    )
    expect(of('question').length).toBeGreaterThan(3)
    expect(of('judgement').length).toBeGreaterThan(3)
    expect(of('coverage').length).toBeGreaterThan(0)
  })

  it('has the eleven resolutions, each adopted by fifteen votes of which one is Russia, and two later vetoes', () => {
    const adopted = of('resolution').filter(({ status }) => status === 'ADOPTED')
    expect(adopted.map(({ id }) => id.slice('resolution/'.length)).sort()).toEqual(
      ['1695', '1718', '1874', '2087', '2094', '2270', '2321', '2356', '2371', '2375', '2397'].sort(),
    )
    for (const { id, votes } of adopted) {
      expect(
        votes.filter(({ position }) => position === 'YES'),
        id,
      ).toHaveLength(15)
      expect(new Set(votes.map(({ actor }) => actor)).size, id).toBe(15)
      expect(votes, id).toContainEqual({ actor: 'actor/russia', position: 'YES' })
    }
    expect(of('resolution').filter(({ status }) => status === 'VETOED')).toHaveLength(2)
    const paragraphs = of('provision').map(({ id }) => id)
    for (const id of ['provision/1718-8b', 'provision/1874-9', 'provision/2270-8']) expect(paragraphs).toContain(id)
  })

  it('brings the founding claim down to one image and one unnamed official, in one line of reporting', async () => {
    const { claim } = await ask(`{ claim(id: "claim/dprk-arms-by-rail") { assessment {
      standing documents independentOrigins independentLines origins { documents { id source { kind } } }
      limits { node { ... on Document { id } ... on Observation { document { id } } } } refuting { independentOrigins }
      loadBearing { standing independentOrigins } } } }`)
    const { assessment } = claim
    expect(assessment).toMatchObject({ standing: 'CONTESTED', independentOrigins: 2, independentLines: 1 })
    expect(assessment.documents).toBeGreaterThanOrEqual(7)
    expect(assessment.origins).toEqual([
      { documents: [{ id: 'doc/planet-image-2023-10-05', source: { kind: 'IMAGERY_PROVIDER' } }] },
      { documents: [{ id: 'doc/us-official-to-cbs-2023-10-05', source: { kind: 'UNNAMED_OFFICIAL' } }] },
    ])
    expect(JSON.stringify(assessment.limits)).toContain('doc/beyond-parallel-2023-10-06')
    expect(assessment.refuting.independentOrigins).toBeGreaterThanOrEqual(1)
    expect(
      assessment.loadBearing.map(({ independentOrigins }: { independentOrigins: number }) => independentOrigins),
    ).toEqual([1, 1])
  })

  it('keeps counts apart by baseline and method', () => {
    const containers = of('observation').filter(({ measure }) => /container/.test(measure))
    expect(containers.length).toBeGreaterThanOrEqual(8)
    expect(new Set(containers.map(({ baseline }) => baseline)).size).toBeGreaterThan(1)
    expect(of('observation').some(({ method }) => method === 'CAPACITY')).toBe(true)
  })

  it('is projected, assessed and archived as its ledger says', async () => {
    const { findings, proven } = await verifyGraph(store)
    expect(findings).toEqual([])
    expect(proven.records).toBe(records.length)
    expect(proven.quotes).toBeGreaterThan(100)
  })
})
