import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ImportRejected } from '../../src/graph/import.js'
import { checkFiles } from '../../src/seed/read.js'
import type { Store } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { CHAIN } from './chain.js'
import { importSeed, rejection, seed } from './importing.js'

describe.each(engines)('what only the graph can tell, on %s', (engine) => {
  let store: Store
  beforeEach(async () => {
    store = await openTestStore(engine)
    await importSeed(store, CHAIN)
  })
  afterEach(() => store.close())

  it('lists every problem at once, by its place', async () => {
    expect(
      await rejection(
        store,
        `
sources: [{ id: source/csis, kind: THINK_TANK, name: CSIS, partOf: source/beyond-parallel }]
documents:
  - { id: doc/a, kind: POST, title: A, source: source/nobody, derivesFrom: [{ document: doc/nothing, kind: CITES, claims: [claim/no] }] }
claims: [{ id: claim/a, kind: OTHER, statement: A, involves: [{ entity: actor/nobody, role: OTHER }] }]
retractions: [{ id: retraction/r, record: actor/dprk, reason: no, by: me }]`,
      ),
    ).toEqual([
      'ERROR CYCLE sources[0].partOf',
      'ERROR UNKNOWN_REFERENCE documents[0].source',
      'ERROR UNKNOWN_REFERENCE documents[0].derivesFrom[0].document',
      'ERROR UNKNOWN_REFERENCE documents[0].derivesFrom[0].claims[0]',
      'ERROR UNKNOWN_REFERENCE claims[0].involves[0].entity',
      'ERROR STILL_REFERRED_TO retractions[0].record',
    ])
  })

  it('lists warnings of the files and faults that the graph finds in the order of files and places', async () => {
    const file = (name: string, at: string) => ({
      name,
      content: `
documents:
  - { id: doc/${at}, kind: POST, title: A, source: source/cbs, snapshot: a.md, derivesFrom: [{ document: doc/cbs, kind: CITES, quote: { exact: words, prefix: other } }] }
claims: [{ id: claim/${at}, kind: OTHER, statement: A, question: question/none-${at} }]`,
    })
    const checked = checkFiles([file('z.yaml', 'z'), file('b.yaml', 'b'), { name: 'a.md', content: 'Some words.' }])
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
    const error: unknown = await importSeed(store, checked.bundle).catch((cause: unknown) => cause)
    const problems = error instanceof ImportRejected ? error.problems : []
    expect(problems.map(({ severity, file: name, line }) => [severity, name, line])).toEqual([
      ['WARNING', 'z.yaml', 3],
      ['ERROR', 'z.yaml', 4],
      ['WARNING', 'b.yaml', 3],
      ['ERROR', 'b.yaml', 4],
    ])
  })

  it('names the nearest id of the graph and of the import for one that neither holds', async () => {
    const messages = async (text: string) => {
      const error: unknown = await importSeed(store, text).catch((cause: unknown) => cause)
      return error instanceof ImportRejected ? error.problems.map(({ message }) => message) : []
    }
    expect(
      await messages(`
documents: [{ id: doc/a, kind: POST, title: A, source: source/yonhapp }, { id: doc/b, kind: POST, title: B, source: source/newpapr }]
sources: [{ id: source/newpaper, kind: NEWSPAPER, name: New }]`),
    ).toEqual([expect.stringContaining('source/yonhap"'), expect.stringContaining('source/newpaper"')])
  })

  it('refuses references to withdrawn records, but for derivations and retractions', async () => {
    await importSeed(store, 'retractions: [{ id: retraction/d, record: doc/denial, reason: no, by: me }]')
    expect(
      await rejection(store, 'evidence: [{ id: evidence/x, claim: claim/traffic, item: doc/denial, stance: REFUTES }]'),
    ).toEqual(['ERROR UNKNOWN_REFERENCE evidence[0].item'])
    expect(
      await rejection(
        store,
        `
documents: [{ id: doc/denial, kind: STATEMENT, title: Again, source: source/tass }]
observations: [{ id: obs/x, measure: m, value: 1, method: COUNTED, window: 2023, document: doc/denial }]`,
      ),
    ).toEqual([
      'WARNING STAYS_RETRACTED documents[0]',
      expect.stringContaining('ERROR UNKNOWN_REFERENCE observations[0]'),
    ])
    const allowed = `
documents: [{ id: doc/x, kind: POST, title: X, source: source/cbs, lineage: COMPLETE, derivesFrom: [{ document: doc/denial, kind: CITES }] }]
retractions: [{ id: retraction/again, record: doc/denial, reason: no, by: me }]`
    expect(await importSeed(store, allowed)).toMatchObject({ created: 2, problems: [] })
  })

  it('refuses a new document of a withdrawn source, and a derivation for a withdrawn claim, in one import or two', async () => {
    const retracted = `
retractions:
  - { id: retraction/s, record: source/beyond-parallel, reason: no, by: me }
  - { id: retraction/c, record: claim/traffic, reason: no, by: me }`
    await importSeed(store, retracted)
    const fresh = `
documents:
  - { id: doc/fresh, kind: REPORT, title: Fresh, source: source/beyond-parallel, lineage: ORIGINAL }
  - { id: doc/x, kind: POST, title: X, source: source/cbs, derivesFrom: [{ document: doc/report, kind: CITES, claims: [claim/traffic] }] }`
    expect(await rejection(store, fresh)).toEqual([
      'ERROR UNKNOWN_REFERENCE documents[0].source',
      'ERROR UNKNOWN_REFERENCE documents[1].derivesFrom[0].claims[0]',
    ])
    const again = `
sources: [{ id: source/beyond-parallel, kind: THINK_TANK, name: Again }]
claims: [{ id: claim/traffic, kind: OTHER, statement: Again }]`
    expect((await rejection(store, fresh + again)).filter((problem) => problem.startsWith('ERROR'))).toEqual([
      'ERROR UNKNOWN_REFERENCE documents[0]',
      'ERROR UNKNOWN_REFERENCE documents[1]',
    ])
  })

  it('names the retraction of a record that is referred to', async () => {
    await importSeed(store, 'retractions: [{ id: retraction/r, record: doc/report, reason: no, by: me }]')
    const evidence = (item: string) =>
      importSeed(store, `evidence: [{ id: evidence/x, claim: claim/traffic, item: ${item}, stance: SUPPORTS }]`)
    const messageOf = (error: unknown) => (error instanceof ImportRejected ? error.problems[0]?.message : undefined)
    expect(messageOf(await evidence('doc/report').catch((error: unknown) => error))).toContain('by retraction/r')
    expect(messageOf(await evidence('obs/railcars').catch((error: unknown) => error))).toContain(
      'a record that it needs',
    )
  })

  it('refuses a retraction that is turned to another record', async () => {
    const retract = (record: string) => `retractions: [{ id: retraction/d, record: ${record}, reason: no, by: me }]`
    await importSeed(store, retract('doc/denial'))
    expect(await rejection(store, retract('doc/report'))).toEqual(['ERROR WRONG_REFERENCE retractions[0].record'])
  })

  it('finds cycles of partOf and within that run through the graph', async () => {
    await importSeed(
      store,
      'sites: [{ id: site/yard, kind: OTHER, name: Yard, within: site/tumangang }, { id: site/track, kind: OTHER, name: Track, within: site/yard }]',
    )
    expect(
      await rejection(
        store,
        'sites: [{ id: site/tumangang, kind: RAIL_STATION, name: Tumangang, within: site/track }]',
      ),
    ).toEqual(['ERROR CYCLE sites[0].within'])
    const moved = `
sites:
  - { id: site/tumangang, kind: RAIL_STATION, name: Tumangang, within: site/track }
  - { id: site/yard, kind: OTHER, name: Yard }`
    expect(await importSeed(store, moved)).toMatchObject({ changed: 2 })
  })

  it('holds quotes against snapshots that are archived', async () => {
    const note = (text: string) => ({ 'notes/a.md': text })
    const withNote =
      'documents: [{ id: doc/note, kind: REPORT, title: Note, source: source/cbs, snapshot: notes/a.md }]'
    await importSeed(store, seed(withNote, note('Seventy-three railcars stood there.')))
    const evidence = (exact: string, id: string) =>
      `evidence: [{ id: evidence/${id}, claim: claim/traffic, item: doc/note, stance: SUPPORTS, quote: { exact: "${exact}" } }]`
    expect(await rejection(store, evidence('Eighty railcars', 'bad'))).toEqual([
      'ERROR QUOTE_NOT_FOUND evidence[0].quote',
    ])
    expect(await importSeed(store, evidence('three railcars', 'good'))).toMatchObject({ created: 1, problems: [] })
    const observed = `observations: [{ id: obs/note, measure: m, value: 1, method: COUNTED, window: 2023, document: doc/note }]`
    await importSeed(store, observed)
    expect(
      await rejection(
        store,
        'evidence: [{ id: evidence/o, claim: claim/traffic, item: obs/note, stance: SUPPORTS, quote: { exact: nowhere } }]',
      ),
    ).toEqual(['ERROR QUOTE_NOT_FOUND evidence[0].quote'])

    const { problems, changed } = await importSeed(store, seed(withNote, note('Seventy railcars stood there.')))
    expect(changed).toBe(1)
    expect(problems.map(({ severity, code, path }) => [severity, code, path])).toEqual([
      ['WARNING', 'QUOTE_NOT_FOUND', 'documents[0].snapshot'],
    ])
  })
})
