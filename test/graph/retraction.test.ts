import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { CHAIN } from './chain.js'
import { assessmentOf, column, importSeed, rejection, rows } from './importing.js'

const retract = (record: string, id = 'retraction/r') =>
  `retractions: [{ id: ${id}, record: ${record}, reason: wrong, by: me }]`

describe.each(engines)('a retraction on %s', (engine) => {
  let store: Store
  beforeEach(async () => {
    store = await openTestStore(engine)
    await importSeed(store, CHAIN)
  })
  afterEach(() => store.close())

  const withdrawn = () => column(store, 'MATCH (n:Record) WHERE n.until = 2 RETURN n.id AS id ORDER BY id')
  const closed = () =>
    column(
      store,
      "MATCH ()-[e]->() WHERE e.until = 2 AND (e.key IS NOT NULL OR type(e) = 'RESTS_ON') RETURN type(e) AS type ORDER BY type",
    )

  it('of a source withdraws what it published, with all that hangs on it', async () => {
    const receipt = await importSeed(store, retract('source/beyond-parallel'))
    expect(await withdrawn()).toEqual([
      'doc/report',
      'evidence/claim/arms~doc/report',
      'evidence/claim/arms~obs/railcars',
      'evidence/claim/traffic~obs/railcars',
      'obs/railcars',
      'source/beyond-parallel',
    ])
    expect(receipt.claims.map(({ claim, before, after }) => [claim, before?.standing, after.standing])).toEqual([
      ['claim/arms', 'CONTESTED', 'REFUTED'],
      ['claim/traffic', 'SINGLE_ORIGIN', 'UNSUPPORTED'],
    ])
    expect((await assessmentOf(store, 'claim/arms'))?.support.fallen).toEqual(['doc/yonhap'])
  })

  it('of a document leaves derivations that lead to it, and the claim knows it as fallen', async () => {
    await importSeed(store, retract('doc/report'))
    const derived = await rows(
      store,
      "MATCH (d:Document)-[e:DERIVES_FROM]->(r:Record {id: 'doc/report'}) RETURN d.id AS id, e.until AS until",
    )
    expect(derived).toEqual([['doc/yonhap', null]])
    const rests = await column(
      store,
      "MATCH (c:Record {id: 'claim/arms'})-[e:RESTS_ON]->(d) WHERE e.until IS NULL RETURN d.id AS id ORDER BY id",
    )
    expect(rests).toEqual(['doc/cbs', 'doc/denial', 'doc/image', 'doc/official', 'doc/report', 'doc/yonhap'])
  })

  it('of an observation withdraws the evidence that it gave', async () => {
    await importSeed(store, retract('obs/railcars'))
    expect(await withdrawn()).toEqual([
      'evidence/claim/arms~obs/railcars',
      'evidence/claim/traffic~obs/railcars',
      'obs/railcars',
    ])
    expect(await closed()).toEqual(['BEARS_ON', 'BEARS_ON', 'RESTS_ON', 'RESTS_ON', 'RESTS_ON', 'RESTS_ON'])
  })

  it('of evidence closes its relationship and nothing else', async () => {
    await importSeed(store, retract('evidence/claim/arms~doc/denial'))
    expect(await withdrawn()).toEqual(['evidence/claim/arms~doc/denial'])
    expect(await closed()).toEqual(['BEARS_ON', 'RESTS_ON'])
    expect(await assessmentOf(store, 'claim/arms')).toMatchObject({ standing: 'CORROBORATED' })
  })

  it('of a claim withdraws its evidence, closes its closure, and ends its assessment', async () => {
    const receipt = await importSeed(store, retract('claim/traffic'))
    expect(await withdrawn()).toEqual(['claim/traffic', 'evidence/claim/traffic~obs/railcars'])
    expect(await assessmentOf(store, 'claim/traffic')).toBeNull()
    expect(receipt.claims).toEqual([])
    expect(await closed()).toEqual(['BEARS_ON', 'RESTS_ON', 'RESTS_ON', 'RESTS_ON', 'RESTS_ON'])
  })

  it('of a claim that is evidence reaches the claims that rest on it', async () => {
    await importSeed(
      store,
      'claims: [{ id: claim/above, kind: OTHER, statement: Both, evidence: [{ item: claim/traffic, stance: SUPPORTS }] }]',
    )
    expect(await assessmentOf(store, 'claim/above')).toMatchObject({ standing: 'SINGLE_ORIGIN' })
    await importSeed(store, retract('claim/traffic'))
    expect(await assessmentOf(store, 'claim/above')).toMatchObject({ standing: 'UNSUPPORTED' })
  })

  it('of a rating lets the source be judged by no one', async () => {
    const before = await assessmentOf(store, 'claim/arms')
    const [rating] = await column(store, 'MATCH (r:Rating) RETURN r.id AS id')
    await importSeed(store, `ratings: [{ id: rating/bp, source: source/planet, grade: A }]`)
    expect(await assessmentOf(store, 'claim/arms')).not.toEqual(before)
    await importSeed(store, retract('rating/bp'))
    expect(await assessmentOf(store, 'claim/arms')).toEqual(before)
    await importSeed(store, retract(String(rating), 'retraction/other'))
    expect(await column(store, 'MATCH (r:Rating) WHERE r.until IS NULL RETURN r.id AS id')).toEqual([])
  })

  it('stays: a withdrawn record that comes again is left out, with a warning, and nothing is appended', async () => {
    await importSeed(store, retract('doc/denial'))
    const receipt = await importSeed(store, CHAIN)
    expect(receipt).toMatchObject({ import: null, created: 0, changed: 0 })
    expect(receipt.problems.map(({ severity, code, path }) => [severity, code, path])).toEqual([
      ['WARNING', 'STAYS_RETRACTED', 'documents[5]'],
      ['WARNING', 'STAYS_RETRACTED', 'claims[0].evidence[3]'],
    ])
    expect(await assessmentOf(store, 'claim/arms')).toMatchObject({ standing: 'CORROBORATED' })
  })

  it('of an entity or a question is refused while live records refer to it', async () => {
    for (const record of ['actor/dprk', 'site/tumangang', 'question/cargo', 'source/csis', 'actor/russia']) {
      expect(await rejection(store, retract(record))).toEqual(['ERROR STILL_REFERRED_TO retractions[0].record'])
    }
  })

  it('of an entity is accepted once the import itself takes its users away', async () => {
    const withUsers = `
retractions:
  - { id: retraction/q, record: question/cargo, reason: wrong, by: me }
  - { id: retraction/c, record: claim/arms, reason: wrong, by: me }`
    expect(await importSeed(store, withUsers)).toMatchObject({ created: 2 })
    const changed = `
sources: [{ id: source/beyond-parallel, kind: THINK_TANK, name: Beyond Parallel }]
retractions: [{ id: retraction/s, record: source/csis, reason: wrong, by: me }]`
    expect(await importSeed(store, changed)).toMatchObject({ created: 1, changed: 1 })
    expect(await column(store, "MATCH (n:Record {id: 'source/csis'}) RETURN n.until AS until")).toEqual([3])
  })

  it('counts what the same import brings to a withdrawn record as withdrawn too', async () => {
    await importSeed(
      store,
      `${retract('doc/denial')}
observations: [{ id: obs/late, measure: denials, value: 1, method: COUNTED, window: 2023, document: doc/denial }]
evidence: [{ id: evidence/late, claim: claim/arms, item: obs/late, stance: REFUTES }]`,
    )
    expect(await withdrawn()).toEqual(['doc/denial', 'evidence/claim/arms~doc/denial', 'evidence/late', 'obs/late'])
    expect(await assessmentOf(store, 'claim/arms')).toMatchObject({ standing: 'CORROBORATED' })
    expect(
      await column(store, "MATCH ()-[e:BEARS_ON]->() WHERE e.id = 'evidence/late' RETURN e.until AS until"),
    ).toEqual([2])
  })

  it('touches the claims on which an observation bears when coverage of its site comes and goes', async () => {
    const absent = `
observations: [{ id: obs/none, measure: freight railcars, value: 0, method: COUNTED, window: 2023-09-01, site: site/tumangang, document: doc/image }]
claims: [{ id: claim/none, kind: OTHER, statement: Nothing moved, evidence: [{ item: obs/none, stance: SUPPORTS }] }]`
    await importSeed(store, absent)
    const codes = async () => (await assessmentOf(store, 'claim/none'))?.reasons.map(({ code }) => code)
    expect(await codes()).toContain('ABSENCE_WITHOUT_COVERAGE')
    await importSeed(
      store,
      'coverages: [{ id: coverage/c, site: site/tumangang, window: 2023-09, source: source/planet }]',
    )
    expect(await codes()).not.toContain('ABSENCE_WITHOUT_COVERAGE')
    await importSeed(store, retract('coverage/c'))
    expect(await codes()).toContain('ABSENCE_WITHOUT_COVERAGE')
  })
})
