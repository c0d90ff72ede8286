import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyGraph } from '../../src/graph/verify.js'
import type { Store } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { CHAIN } from './chain.js'
import { importSeed, seed } from './importing.js'

const NOTE = `
documents: [{ id: doc/note, kind: REPORT, title: Note, source: source/cbs, snapshot: a.md }]
evidence: [{ id: evidence/note, claim: claim/traffic, item: doc/note, stance: SUPPORTS, quote: { exact: three railcars } }]`

describe.each(engines)('verify on %s', (engine) => {
  let store: Store
  beforeEach(async () => {
    store = await openTestStore(engine)
    await importSeed(store, CHAIN)
    await importSeed(store, seed(NOTE, { 'a.md': 'Seventy-three railcars.' }))
    await importSeed(store, 'questions: [{ id: question/cargo, text: Another text }]')
    await importSeed(store, 'retractions: [{ id: retraction/r, record: doc/denial, reason: wrong, by: me }]')
  })
  afterEach(() => store.close())

  const damage = (text: string) =>
    store.write(async ({ run }) => {
      await run({ text, parameters: {} })
      return { commit: true, value: undefined }
    })
  const codes = async () => (await verifyGraph(store)).findings.map(({ code, record }) => `${code} ${record}`)

  it('says how much of a whole graph it proved, and writes nothing', async () => {
    const steps: [number, number][] = []
    const { proven, findings } = await verifyGraph(store, { onProgress: (done, total) => steps.push([done, total]) })
    expect(findings).toEqual([])
    expect(proven).toMatchObject({ entries: 4, versions: 1, claims: 2, snapshots: 1, quotes: 1 })
    expect(proven.records).toBe(29)
    expect(proven.assessments).toBeGreaterThan(2)
    expect(steps.at(-1)).toEqual([proven.records, proven.records].map((count) => count * 2))
  })

  it.each([
    ["MATCH (n:Record {id: 'doc/cbs'}) SET n.title = 'Forged'", ['RECORD_DIFFERS doc/cbs']],
    ["MATCH (n:Record {id: 'doc/denial'}) SET n.until = 3", ['RECORD_DIFFERS doc/denial']],
    ['MATCH (v:Version) SET v.text = $forged', ['VERSIONS_DIFFER question/cargo']],
    ["MATCH (a:Record {id: 'doc/cbs'})-[e:PUBLISHED_BY]->(b) SET e.until = 2", ['RELATIONSHIPS_DIFFER doc/cbs']],
    [
      "MATCH (a:Record {id: 'claim/traffic'})<-[e:OF]-(s:Assessment) WHERE s.until IS NULL SET s.standing = 'REFUTED'",
      ['ASSESSMENTS_DIFFER claim/traffic'],
    ],
    [
      "MATCH (a:Record {id: 'claim/traffic'})<-[e:OF]-(s:Assessment) WHERE s.until IS NULL SET s.body = '{}'",
      ['ASSESSMENTS_DIFFER claim/traffic', 'ASSESSMENT_STALE claim/traffic'],
    ],
    [
      "MATCH (c:Record {id: 'claim/traffic'})-[e:RESTS_ON]->(d:Record {id: 'doc/image'}) SET e.until = 4",
      ['RELATIONSHIPS_DIFFER claim/traffic', 'CLOSURE_STALE claim/traffic'],
    ],
    ["CREATE (n:Record {id: 'actor/forged'})", ['COUNT_DIFFERS records']],
    ["MATCH (i:Import {number: 2}) SET i.by = 'somebody else'", ['IMPORT_DIFFERS import 2']],
    ["MATCH (s:Snapshot) SET s.text = 'Other words'", [expect.stringMatching(/^SNAPSHOT_DIFFERS [0-9a-f]{64}$/)]],
  ])('finds what was done by %s', async (text, expected) => {
    await damage(text.replace('$forged', "'Forged'"))
    expect(await codes()).toEqual(expected)
  })

  it('finds an entry of the ledger that was altered', async () => {
    const altered: Store = {
      ...store,
      async *entries(after?: number) {
        for await (const entry of store.entries(after))
          yield entry.number === 2 ? { ...entry, by: 'somebody else' } : entry
      },
    }
    expect((await verifyGraph(altered)).findings.map(({ code, record }) => `${code} ${record}`)).toEqual([
      'CHAIN import 2',
      'IMPORT_DIFFERS import 2',
    ])
  })

  it('keeps a byte order mark with the snapshot that has one', async () => {
    const marked = NOTE.replaceAll('/note', '/marked')
    await importSeed(store, seed(marked, { 'a.md': '\uFEFFSeventy-three railcars.' }))
    const { proven, findings } = await verifyGraph(store)
    expect({ findings, quotes: proven.quotes }).toEqual({ findings: [], quotes: 2 })
  })

  it('finds snapshots that are gone or altered, and quotes that no longer hold', async () => {
    const gone: Store = { ...store, findSnapshot: async () => undefined }
    expect((await verifyGraph(gone)).findings.map(({ code }) => code)).toContain('SNAPSHOT_MISSING')
    const altered: Store = { ...store, findSnapshot: async () => new TextEncoder().encode('Seventy railcars.') }
    expect((await verifyGraph(altered)).findings.map(({ code }) => code)).toEqual([
      'SNAPSHOT_DIFFERS',
      'QUOTE_NOT_FOUND',
    ])
  })
})
