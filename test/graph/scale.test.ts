import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnyRecord } from '../../src/domain/records.js'
import { importBundle } from '../../src/graph/import.js'
import type { Statement, Store } from '../../src/store/store.js'
import { toBundle } from '../bundle.js'
import { engines, openTestStore } from '../engines.js'
import { assessmentOf, by, now } from './importing.js'

const BASE = { marking: 'CLEAR' } as const
const source: AnyRecord = { ...BASE, id: 'source/s', type: 'source', kind: 'OTHER', name: 'S', names: [] }

function document(id: string, upstream: readonly string[], title = id): AnyRecord {
  const derivesFrom = upstream.map((from) => ({ document: from, kind: 'CITES' as const, claims: [] }))
  const lineage = upstream.length > 0 ? 'COMPLETE' : 'ORIGINAL'
  return { ...BASE, id, type: 'document', kind: 'POST', title, source: 'source/s', authors: [], lineage, derivesFrom }
}

function claimOn(slug: string, item: string): AnyRecord[] {
  const claim = `claim/${slug}`
  return [
    { ...BASE, id: claim, type: 'claim', kind: 'OTHER', statement: slug, involves: [] },
    {
      ...BASE,
      id: `evidence/${slug}`,
      type: 'evidence',
      claim,
      item,
      stance: 'SUPPORTS',
      credibility: 'CANNOT_BE_JUDGED',
    },
  ]
}

describe.each(engines)('on %s', (engine) => {
  let store: Store
  beforeEach(async () => {
    store = await openTestStore(engine)
  })
  afterEach(() => store.close())

  /** Imports records; gives the statements that it took. */
  async function importCounted(records: readonly AnyRecord[]): Promise<readonly Statement[]> {
    const statements: Statement[] = []
    const counting: Store = {
      ...store,
      write: (work) =>
        store.write((transaction) =>
          work({
            ...transaction,
            run: (statement) => {
              statements.push(statement)
              return transaction.run(statement)
            },
          }),
        ),
    }
    await importBundle(counting, toBundle(records), { by, now })
    return statements
  }

  it('a long chain is read in few statements, by an import that has none of it', async () => {
    const chain = Array.from({ length: 1000 }, (_, index) =>
      document(`doc/c${index}`, index > 0 ? [`doc/c${index - 1}`] : []),
    )
    await importCounted([source, ...chain])
    const statements = await importCounted(claimOn('late', 'doc/c999'))
    expect(statements.length).toBeLessThan(60)
    expect(await assessmentOf(store, 'claim/late')).toMatchObject({
      standing: 'SINGLE_ORIGIN',
      support: { origins: [{ documents: ['doc/c0'] }] },
    })
  })

  it('a dense loop is followed once, not once for each of its ways, which no timeout would outlast', async () => {
    const size = 120
    const loop = Array.from({ length: size }, (_, index) =>
      document(
        `doc/d${index}`,
        Array.from({ length: 12 }, (_, step) => `doc/d${(index + 1 + step * 7) % size}`),
      ),
    )
    await importCounted([source, ...loop])
    await importCounted(claimOn('dense', 'doc/d3'))
    expect(await assessmentOf(store, 'claim/dense')).toMatchObject({ standing: 'CIRCULAR' })
  })

  it('as many claims take as many statements as one does', async () => {
    await importCounted([source, document('doc/a', [])])
    const one = await importCounted(claimOn('one', 'doc/a'))
    const many = await importCounted(Array.from({ length: 300 }, (_, index) => claimOn(`many${index}`, 'doc/a')).flat())
    expect(many.length).toBe(one.length)
  })

  it('texts as long as the files may have them are kept whole', async () => {
    const text = '조선 '.repeat(33_000)
    await importCounted([
      source,
      document('doc/long', [], '조선'.repeat(1000)),
      document('doc/ligatures', [], '\ufdfa'.repeat(2000)),
      { ...BASE, id: 'question/long', type: 'question', text },
      { ...BASE, id: 'claim/long', type: 'claim', kind: 'OTHER', statement: text, involves: [] },
    ])
    const [row] = await store.read({
      text: "MATCH (c:Claim) WHERE c.id = 'claim/long' RETURN c.statement AS statement",
      parameters: {},
    })
    expect(row).toEqual([text])
  })
})
