import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { CHAIN } from './chain.js'
import { importSeed } from './importing.js'

describe.each(engines)('the receipt on %s', (engine) => {
  let store: Store
  beforeEach(async () => {
    store = await openTestStore(engine)
  })
  afterEach(() => store.close())

  it('tells the documents that bring an origin from those that repeat', async () => {
    const { newOrigins, repeats } = await importSeed(store, CHAIN)
    expect(newOrigins).toEqual(['doc/denial', 'doc/image', 'doc/official'])
    expect(repeats).toEqual(['doc/cbs', 'doc/report', 'doc/yonhap'])
  })

  it('calls one more article on known origins a repeat', async () => {
    await importSeed(store, CHAIN)
    const receipt = await importSeed(
      store,
      `
documents: [{ id: doc/echo, kind: ARTICLE, title: Echo, source: source/cbs, lineage: COMPLETE, derivesFrom: [{ document: doc/yonhap, kind: REPEATS }] }]
evidence: [{ id: evidence/echo, claim: claim/arms, item: doc/echo, stance: SUPPORTS }]`,
    )
    expect(receipt).toMatchObject({ newOrigins: [], repeats: ['doc/echo'] })
    expect(receipt.claims).toMatchObject([
      {
        claim: 'claim/arms',
        before: { support: { independentOrigins: 2 } },
        after: { support: { independentOrigins: 2 } },
      },
    ])
  })

  it('calls a document that joins a known group a repeat, and one with an origin of its own new', async () => {
    await importSeed(store, CHAIN)
    const receipt = await importSeed(
      store,
      `
sources: [{ id: source/own, kind: OFFICIAL, name: Somebody }]
documents:
  - { id: doc/image-2, kind: IMAGE, title: Same operator, source: source/planet, lineage: ORIGINAL }
  - { id: doc/own, kind: STATEMENT, title: Own, source: source/own, lineage: ORIGINAL }
  - { id: doc/aside, kind: POST, title: Rests under no claim, source: source/own }
evidence:
  - { id: evidence/i, claim: claim/arms, item: doc/image-2, stance: SUPPORTS }
  - { id: evidence/o, claim: claim/arms, item: doc/own, stance: SUPPORTS }`,
    )
    expect(receipt).toMatchObject({ newOrigins: ['doc/own'], repeats: ['doc/image-2'] })
  })

  it('names what a retraction withdrew, once', async () => {
    expect(await importSeed(store, CHAIN)).toMatchObject({ withdrawn: [] })
    const receipt = await importSeed(
      store,
      'retractions: [{ id: retraction/c, record: claim/arms, reason: wrong, by: us }, { id: retraction/o, record: obs/railcars, reason: wrong, by: us }]',
    )
    expect(receipt.withdrawn).toEqual([
      'claim/arms',
      'evidence/claim/arms~doc/denial',
      'evidence/claim/arms~doc/report',
      'evidence/claim/arms~doc/yonhap',
      'evidence/claim/arms~obs/railcars',
      'evidence/claim/traffic~obs/railcars',
      'obs/railcars',
    ])
    expect(receipt.claims.map(({ claim }) => claim)).toEqual(['claim/traffic'])
    const again = await importSeed(
      store,
      'retractions: [{ id: retraction/c, record: claim/arms, reason: still wrong, by: us }]',
    )
    expect(again).toMatchObject({ changed: 1, withdrawn: [] })
  })

  it('lists only claims whose assessment became another, a new one without a before', async () => {
    const first = await importSeed(store, CHAIN)
    expect(first.claims.map(({ claim, before }) => [claim, before])).toEqual([
      ['claim/arms', null],
      ['claim/traffic', null],
    ])
    const second = await importSeed(
      store,
      'sources: [{ id: source/planet, kind: IMAGERY_PROVIDER, name: Planet Labs }]',
    )
    expect(second).toMatchObject({ changed: 1, claims: [], newOrigins: [], repeats: [] })
  })
})
