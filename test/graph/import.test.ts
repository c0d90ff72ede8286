import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importBundle } from '../../src/graph/import.js'
import { verifyGraph } from '../../src/graph/verify.js'
import { openStore } from '../../src/store/open.js'
import type { Store, WriteTransaction } from '../../src/store/store.js'
import { engines, neo4jAddress, openTestStore } from '../engines.js'
import { CHAIN } from './chain.js'
import { dumpGraph } from './graph-dump.js'
import { assessmentOf, by, column, importSeed, ledgerOf, now, rejection, rows, seed } from './importing.js'

describe.each(engines)('an import on %s', (engine) => {
  let store: Store
  beforeEach(async () => {
    store = await openTestStore(engine)
  })
  afterEach(() => store.close())

  it('creates records, their relationships, closure and assessments', async () => {
    const receipt = await importSeed(store, CHAIN)
    expect(receipt.import).toMatchObject({ number: 1, by, at: '2024-01-01T00:00:00.000Z' })
    expect(receipt).toMatchObject({ changed: 0, unchanged: 0, problems: [] })
    expect(receipt.created).toBe(receipt.records.length)
    const arms = await assessmentOf(store, 'claim/arms')
    expect(arms).toMatchObject({
      standing: 'CONTESTED',
      support: { independentOrigins: 2, documents: ['doc/report', 'doc/yonhap'] },
    })
    expect(await assessmentOf(store, 'claim/traffic')).toMatchObject({ standing: 'SINGLE_ORIGIN' })
    const rests = await column(
      store,
      "MATCH (c:Record {id: 'claim/traffic'})-[e:RESTS_ON]->(d:Document) WHERE e.until IS NULL RETURN d.id AS id ORDER BY id",
    )
    expect(rests).toEqual(['doc/cbs', 'doc/image', 'doc/official', 'doc/report'])
  })

  it('puts the fields of evidence and the date of its item on the relationship', async () => {
    await importSeed(store, CHAIN)
    const found = await rows(
      store,
      "MATCH (i)-[e:BEARS_ON]->(c:Claim) WHERE c.id = 'claim/arms' RETURN i.id AS item, e.id AS id, e.stance AS stance, e.itemFrom AS itemFrom ORDER BY item",
    )
    expect(found).toEqual([
      ['doc/denial', 'evidence/claim/arms~doc/denial', 'REFUTES', '2023-10-10'],
      ['doc/report', 'evidence/claim/arms~doc/report', 'SUPPORTS', '2023-10-06'],
      ['doc/yonhap', 'evidence/claim/arms~doc/yonhap', 'SUPPORTS', '2023-10-07'],
      ['obs/railcars', 'evidence/claim/arms~obs/railcars', 'LIMITS', '2023-10-06'],
    ])
  })

  it('keeps what a changed record said, with its interval, and says which fields changed', async () => {
    await importSeed(store, CHAIN)
    const receipt = await importSeed(
      store,
      'questions: [{ id: question/cargo, text: What was in them?, note: narrowed }]',
    )
    expect(receipt).toMatchObject({ created: 0, changed: 1, unchanged: 0 })
    expect(receipt.records).toEqual([
      {
        id: 'question/cargo',
        change: 'CHANGED',
        fields: [
          { name: 'note', before: null, after: 'narrowed' },
          { name: 'text', before: 'What did the railcars carry?', after: 'What was in them?' },
        ],
      },
    ])
    const found = await rows(
      store,
      `MATCH (n:Record {id: 'question/cargo'})-[w:WAS]->(v:Version)
RETURN n.text AS text, n.since AS since, n.until AS until, v.text AS former, v.since AS formerSince, v.until AS formerUntil, w.since AS w`,
    )
    expect(found).toEqual([['What was in them?', 2, null, 'What did the railcars carry?', 1, 2, 1]])
    await importSeed(store, 'questions: [{ id: question/cargo, text: What did the railcars carry? }]')
    const versions = await rows(
      store,
      `MATCH (n:Record {id: 'question/cargo'})-[:WAS]->(v:Version) RETURN v.since AS since, v.until AS until, v.note AS note ORDER BY since`,
    )
    expect(versions).toEqual([
      [1, 2, null],
      [2, 3, 'narrowed'],
    ])
    expect(await column(store, "MATCH (n:Record {id: 'question/cargo'}) RETURN n.note AS note")).toEqual([null])
  })

  it('closes relationships that are gone, makes those that are new, and leaves the rest open', async () => {
    await importSeed(store, CHAIN)
    await importSeed(
      store,
      `claims: [{ id: claim/arms, kind: ARMS_TRANSFER, statement: Arms went by rail, involves: [{ entity: actor/dprk, role: SUPPLIER }, { entity: site/tumangang, role: ROUTE }] }]`,
    )
    const found = await rows(
      store,
      `MATCH (c:Record {id: 'claim/arms'})-[e:INVOLVES|ANSWERS]->(m) RETURN m.id AS id, e.since AS since, e.until AS until ORDER BY id`,
    )
    expect(found).toEqual([
      ['actor/dprk', 1, null],
      ['actor/russia', 1, 2],
      ['question/cargo', 1, 2],
      ['site/tumangang', 2, null],
    ])
  })

  it('appends nothing for the same records by another file name and in another order', async () => {
    await importSeed(store, CHAIN)
    const before = await dumpGraph(store)
    const other = seed(
      CHAIN.split(/^(?=\w+:$)/m)
        .reverse()
        .join(''),
      {},
      'folder/other.yaml',
    )
    const receipt = await importSeed(store, other)
    expect(receipt).toMatchObject({ import: null, created: 0, changed: 0, claims: [], newOrigins: [], repeats: [] })
    expect(receipt.unchanged).toBe(receipt.records.length)
    expect(await dumpGraph(store)).toEqual(before)
    expect(await ledgerOf(store)).toHaveLength(1)
  })

  it('appends what two files share once', async () => {
    await importSeed(store, CHAIN)
    const receipt = await importSeed(
      store,
      `${CHAIN}\njudgements: [{ id: judgement/j, claim: claim/arms, by: me, at: 2024, confidence: LOW }]`,
    )
    expect(receipt).toMatchObject({ created: 1, changed: 0 })
    expect((await ledgerOf(store)).map((records) => records.length)).toEqual([receipt.unchanged, 1])
  })

  it('reassesses claims when a judgement, a rating or a derivation changes', async () => {
    await importSeed(store, CHAIN)
    const { claims } = await importSeed(
      store,
      `documents:
  - { id: doc/report, kind: REPORT, title: Border traffic, source: source/beyond-parallel, published: 2023-10-06, lineage: COMPLETE,
      derivesFrom: [{ document: doc/image, kind: ANALYSES_IMAGERY }] }`,
    )
    expect(claims).toMatchObject([
      {
        claim: 'claim/arms',
        before: { support: { independentOrigins: 2 } },
        after: { support: { independentOrigins: 1 } },
      },
    ])
    const intervals = await rows(
      store,
      `MATCH (c:Record {id: 'claim/arms'})<-[e:OF]-(s:Assessment)
RETURN s.independentOrigins AS origins, s.since AS since, s.until AS until, e.since AS eSince, e.until AS eUntil ORDER BY since`,
    )
    expect(intervals).toEqual([
      [2, 1, 2, 1, 2],
      [1, 2, null, 2, null],
    ])
    const rests = await column(
      store,
      "MATCH (c:Record {id: 'claim/arms'})-[e:RESTS_ON]->(d:Document) WHERE e.until = 2 RETURN d.id AS id ORDER BY id",
    )
    expect(rests).toEqual(['doc/cbs', 'doc/official'])
    const judged = await importSeed(
      store,
      'judgements: [{ id: judgement/j, claim: claim/arms, by: me, at: 2024, confidence: HIGH }]',
    )
    expect(judged.claims.map(({ claim, after }) => [claim, after.reasons.map(({ code }) => code)])).toEqual([
      ['claim/arms', expect.arrayContaining(['JUDGEMENT_STRONGER_THAN_EVIDENCE'])],
    ])
  })

  it('dates evidence anew when its document gets another date of publication', async () => {
    await importSeed(store, CHAIN)
    await importSeed(
      store,
      `documents:
  - { id: doc/report, kind: REPORT, title: Border traffic, source: source/beyond-parallel, published: 2023-10-08, lineage: COMPLETE,
      derivesFrom: [{ document: doc/image, kind: ANALYSES_IMAGERY }, { document: doc/cbs, kind: CITES, claims: [claim/arms] }] }`,
    )
    const found = await rows(
      store,
      `MATCH (i)-[e:BEARS_ON]->(c:Claim) WHERE i.id IN ['doc/report', 'obs/railcars'] AND c.id = 'claim/arms'
RETURN i.id AS id, e.itemFrom AS itemFrom, e.since AS since, e.until AS until ORDER BY id, since`,
    )
    expect(found).toEqual([
      ['doc/report', '2023-10-06', 1, 2],
      ['doc/report', '2023-10-08', 2, null],
      ['obs/railcars', '2023-10-06', 1, 2],
      ['obs/railcars', '2023-10-08', 2, null],
    ])
  })

  it('leaves nothing of an import that is rejected', async () => {
    await importSeed(store, CHAIN)
    const before = await dumpGraph(store)
    expect(
      await rejection(store, 'documents: [{ id: doc/new, kind: POST, title: New, source: source/nobody }]'),
    ).toEqual(['ERROR UNKNOWN_REFERENCE documents[0].source'])
    expect(await dumpGraph(store)).toEqual(before)
    expect(await ledgerOf(store)).toHaveLength(1)
  })

  it('leaves nothing of a dry run, which sees the graph as it would be', async () => {
    await importSeed(store, CHAIN)
    const before = await dumpGraph(store)
    const bundle = seed('questions: [{ id: question/new, text: New? }, { id: question/cargo, text: Changed? }]')
    const { receipt, inspected } = await importBundle(store, bundle, {
      by,
      now,
      dryRun: true,
      inspect: async ({ run }: WriteTransaction) =>
        run({
          text: 'MATCH (q:Question) WHERE q.until IS NULL RETURN q.text AS text, q.since AS since ORDER BY text',
          parameters: {},
        }),
    })
    expect(receipt).toMatchObject({ import: null, created: 1, changed: 1 })
    expect(inspected).toEqual([
      ['Changed?', 2],
      ['New?', 2],
    ])
    expect(await dumpGraph(store)).toEqual(before)
    expect(await ledgerOf(store)).toHaveLength(1)
  })

  it('doubles nothing and loses nothing when two come at the same moment', async () => {
    const [a, b, same] = await Promise.all([
      importSeed(
        store,
        `${CHAIN}\ncoverages: [{ id: coverage/a, site: site/tumangang, window: 2023-10, source: source/planet }]`,
      ),
      importSeed(
        store,
        `${CHAIN}\ncoverages: [{ id: coverage/b, site: site/tumangang, window: 2023-10, source: source/planet }]`,
      ),
      importSeed(store, CHAIN),
    ])
    expect([a, b].map(({ created }) => created).sort((x, y) => x - y)[0]).toBe(1)
    expect([a, b, same].filter(({ import: entry }) => entry !== null)).not.toHaveLength(0)
    const ids = (await ledgerOf(store)).flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect((await column(store, 'MATCH (n:Record) RETURN n.id AS id ORDER BY id')).length).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(['coverage/a', 'coverage/b', 'claim/arms']))
  })

  if (engine === 'neo4j')
    it('doubles nothing and loses nothing when two programs import at the same moment', async () => {
      const other = await openStore(neo4jAddress)
      const questions = (store: Store, slug: string) =>
        Array.from({ length: 5 }, (_, index) =>
          importSeed(
            store,
            `questions: [{ id: question/${slug}${index}, text: Q? }, { id: question/shared${index}, text: Q? }]`,
          ),
        )
      try {
        const receipts = await Promise.all([...questions(store, 'a'), ...questions(other, 'b')])
        expect(receipts.reduce((sum, { created }) => sum + created, 0)).toBe(15)
        expect(await column(store, 'MATCH (i:Import) RETURN i.number AS number ORDER BY number')).toEqual(
          Array.from({ length: 10 }, (_, index) => index + 1),
        )
        expect(await column(store, 'MATCH (q:Question) RETURN count(q) AS count')).toEqual([15])
        expect((await verifyGraph(store)).findings).toEqual([])
      } finally {
        await other.close()
      }
    })

  it('never goes back in time, whatever the clock says', async () => {
    await importSeed(store, CHAIN)
    const { receipt } = await importBundle(store, seed('questions: [{ id: question/q, text: Later? }]'), {
      by,
      now: () => new Date('2020-01-01T00:00:00Z'),
    })
    expect(receipt.import?.at).toBe('2024-01-01T00:00:00.000Z')
  })

  it('reports its progress up to the end', async () => {
    const steps: [number, number][] = []
    await importBundle(store, seed(CHAIN), { by, now, onProgress: (done, total) => steps.push([done, total]) })
    const [done, total] = steps.at(-1) ?? [0, 1]
    expect(done).toBe(total)
    expect(steps.every(([before], index) => before <= (steps[index + 1]?.[0] ?? before))).toBe(true)
  })
})
