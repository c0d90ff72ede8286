import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sha256 } from '../../src/domain/records.js'
import type { Entry } from '../../src/ledger/entry.js'
import { NO_PREVIOUS, sealEntry } from '../../src/ledger/seal.js'
import type { Head, Row, Store, Value, WriteTransaction } from '../../src/store/store.js'
import { runAll } from '../../src/store/transaction.js'
import { toDraft, toQuestion } from '../ledger/entries.js'

/** What every store holds to. `open` gives an empty one. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`store: ${name}`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(() => store.clearGraph())

    const read = (text: string, parameters: { readonly [name: string]: Value } = {}) => store.read({ text, parameters })
    const numbers = async () => (await read('MATCH (n:Probe) RETURN n.x AS x ORDER BY x')).map(([x]) => x)
    const put = (transaction: WriteTransaction, x: number) =>
      transaction.run({ text: 'CREATE (n:Probe:Record {x: $x})', parameters: { x } })
    const entriesAfter = async (after?: number) => {
      const entries: Entry[] = []
      for await (const entry of store.entries(after)) entries.push(entry)
      return entries
    }
    const append = (text: string, snapshots: ReadonlyMap<Sha256, Uint8Array> = new Map()) =>
      store.write(async (transaction) => {
        const entry = toNext(transaction.head, text)
        await transaction.append(entry, snapshots)
        return { commit: true, value: entry }
      })

    describe('writes', () => {
      it('give what work decides and keep what it did', async () => {
        const value = await store.write(async (transaction) => {
          await put(transaction, 1)
          return {
            commit: true,
            value: await transaction.run({ text: 'MATCH (n:Probe) RETURN n.x AS x', parameters: {} }),
          }
        })
        expect(value).toEqual([[1]])
        expect(await numbers()).toEqual([1])
      })

      it('leave nothing where work throws, and throw its error', async () => {
        const before = await entriesAfter()
        const error = new Error('of the work')
        const write = store.write(async (transaction) => {
          await put(transaction, 1)
          await transaction.append(toNext(transaction.head, 'lost'), new Map())
          throw error
        })
        await expect(write).rejects.toBe(error)
        expect(await numbers()).toEqual([])
        expect(await entriesAfter()).toEqual(before)
      })

      it('leave nothing where work decides not to commit, and give its value', async () => {
        const before = await entriesAfter()
        const bytes = Buffer.from('never kept')
        const value = await store.write(async (transaction) => {
          await put(transaction, 1)
          await transaction.append(toNext(transaction.head, 'lost'), new Map([[sha256('never kept'), bytes]]))
          return { commit: false, value: 'tried' }
        })
        expect(value).toBe('tried')
        expect(await numbers()).toEqual([])
        expect(await entriesAfter()).toEqual(before)
        expect(await store.findSnapshot(sha256('never kept'))).toBeUndefined()
      })

      it('leave nothing where a statement failed, even if work caught the error', async () => {
        const write = store.write(async (transaction) => {
          await put(transaction, 1)
          await transaction.run({ text: 'THIS IS NOT CYPHER', parameters: {} }).catch(() => undefined)
          await put(transaction, 2).catch(() => undefined)
          return { commit: true, value: undefined }
        })
        await expect(write).rejects.toMatchObject({ code: 'STATEMENT' })
        expect(await numbers()).toEqual([])
      })

      it('wait for statements that work did not await', async () => {
        await store.write(async (transaction) => {
          for (const x of [1, 2, 3]) void put(transaction, x)
          return { commit: true, value: undefined }
        })
        expect(await numbers()).toEqual([1, 2, 3])
      })

      it('refuse statements after their end', async () => {
        let kept: WriteTransaction | undefined
        await store.write(async (transaction) => {
          kept = transaction
          return { commit: true, value: undefined }
        })
        if (kept === undefined) throw new Error('expected a transaction')
        await expect(put(kept, 1)).rejects.toMatchObject({ code: 'CLOSED' })
        expect(await numbers()).toEqual([])
      })

      it('come one after the other, and none is lost', async () => {
        await store.write(async (transaction) => {
          await put(transaction, 0)
          return { commit: true, value: undefined }
        })
        const add = () =>
          store.write(async (transaction) => {
            const [row] = await transaction.run({ text: 'MATCH (n:Probe) RETURN n.x AS x', parameters: {} })
            const next = Number(row?.[0]) + 1
            await transaction.run({ text: 'MATCH (n:Probe) SET n.x = $next', parameters: { next } })
            return { commit: true, value: next }
          })
        const seen = await Promise.all(Array.from({ length: 10 }, add))
        expect(seen.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
        expect(await numbers()).toEqual([10])
      })

      it('go on after one that failed', async () => {
        const failing = store.write(async () => Promise.reject(new Error('of the work')))
        const next = store.write(async (transaction) => {
          await put(transaction, 1)
          return { commit: true, value: 'done' }
        })
        await expect(failing).rejects.toThrow('of the work')
        expect(await next).toBe('done')
      })

      it('are not seen by reads before they are committed', async () => {
        await store.write(async (transaction) => {
          await put(transaction, 1)
          expect(await numbers()).toEqual([])
          await transaction.append(toNext(transaction.head, 'pending'), new Map())
          expect((await entriesAfter()).at(-1)?.number ?? 0).toBe(transaction.head?.number ?? 0)
          return { commit: false, value: undefined }
        })
      })

      it('refuse what breaks a constraint', async () => {
        const write = store.write(async (transaction) => {
          await transaction.run({
            text: "CREATE (a:Record {id: 'actor/x'}) CREATE (b:Record {id: 'actor/x'})",
            parameters: {},
          })
          return { commit: true, value: undefined }
        })
        await expect(write).rejects.toMatchObject({ name: 'StoreError', code: 'CONSTRAINT' })
      })

      it('run independent statements two at a time, with their results in order', async () => {
        const statements = Array.from({ length: 30 }, (_, x) => ({
          text: 'UNWIND $rows AS row CREATE (n:Probe:Record {x: row}) RETURN count(n) AS made',
          parameters: { rows: Array.from({ length: x }, (_, index) => x * 100 + index) },
        }))
        const made = await store.write(async (transaction) => ({
          commit: true,
          value: await runAll(transaction, statements),
        }))
        expect(made.map(([row]) => row?.[0])).toEqual(statements.map((_, x) => x))
        expect(await numbers()).toHaveLength((30 * 29) / 2)
      })
    })

    describe('reads', () => {
      it('give rows in the order asked for, with their columns by position', async () => {
        const rows = await read('UNWIND [3, 1, 2] AS x RETURN x AS b, -x AS a ORDER BY b DESC')
        expect(rows).toEqual([
          [3, -3],
          [2, -2],
          [1, -1],
        ])
      })

      it.each([
        ['a string', ''],
        ['text of many scripts', 'Туман 두만강역 ｆｕｌｌ ﬁ ß 😀 \u202e'],
        ['control characters', 'a\u0000b\u0007\r\n\t\\"\'`$x'],
        ['a whole number', 42],
        ['zero', 0],
        ['a negative number', -7],
        ['the largest whole number', Number.MAX_SAFE_INTEGER],
        ['the smallest whole number', Number.MIN_SAFE_INTEGER],
        ['a fraction', 0.1],
        ['a coordinate', 130.6081],
        ['a large number', 1e300],
        ['a small number', 5e-324],
        ['true', true],
        ['false', false],
        ['nothing', null],
        ['a list', ['a', 'b', '']],
        ['an empty list', []],
        ['a list of numbers', [1, 2, 3]],
        ['a list of fractions', [1.5, 2.25]],
        ['lists in lists', [['a', 1, null], [[true]], []]],
        ['a map', { a: 1, b: { c: ['x', null, 2.5] }, d: null }],
        ['a key that is a word of JavaScript', { constructor: 'a', toString: 1 }],
        ['a long string', 'é'.repeat(300_000)],
      ] as const)('return %s as it was sent', async (_, value: Value) => {
        expect(await read('RETURN $value AS value', { value })).toEqual([[value]])
      })

      it.each([
        'text \u0000 😀',
        42,
        -0.5,
        1e300,
        Number.MAX_SAFE_INTEGER,
        true,
        ['a', ''],
        [1, 2],
        [1.5, -2.25],
      ] as const)('return a property %j as it was stored', async (value: Value) => {
        await store.write(async (transaction) => {
          await transaction.run({
            text: 'CREATE (n:Probe:Record {x: $value}) SET n += $more',
            parameters: { value, more: { y: value } },
          })
          return { commit: true, value: undefined }
        })
        expect(await read('MATCH (n:Probe) RETURN n.x AS x, n.y AS y, n.z AS z')).toEqual([[value, value, null]])
        expect(await read('MATCH (n:Probe) WHERE n.x = $value RETURN count(n) AS found', { value })).toEqual([[1]])
      })

      it('count in whole numbers', async () => {
        expect(
          await read('UNWIND range(1, 5) AS x RETURN count(x) AS n, sum(x) AS sum, x > 3 AS big ORDER BY big'),
        ).toEqual([
          [3, 6, false],
          [2, 9, true],
        ])
      })

      it('give no rows where nothing matches', async () => {
        expect(await read('MATCH (n:Probe) RETURN n.x AS x')).toEqual([])
      })

      it.each(['RETURN', 'MATCH (n:Probe) RETURN m.x AS x', 'RETURN $missing AS x', 'CREATE (n:Probe {x: 1})'])(
        'refuse %j with STATEMENT',
        async (text) => {
          await expect(read(text)).rejects.toMatchObject({ name: 'StoreError', code: 'STATEMENT' })
          expect(await numbers()).toEqual([])
        },
      )
    })

    describe('ledger', () => {
      it('gives back entries in order, from any place', async () => {
        const start = (await entriesAfter()).length
        const made = [await append('one'), await append('two'), await append('three')]
        expect((await entriesAfter(start)).map(({ number }) => number)).toEqual([start + 1, start + 2, start + 3])
        expect(await entriesAfter(start)).toEqual(made)
        expect(await entriesAfter(start + 2)).toEqual(made.slice(2))
        expect(await entriesAfter(start + 3)).toEqual([])
        expect(await entriesAfter(start + 99)).toEqual([])
      })

      it('shows its head to each write', async () => {
        const { number, hash, at } = await append('head')
        const head = await store.write(async (transaction) => ({ commit: false, value: transaction.head }))
        expect(head).toEqual({ number, hash, at })
      })

      it('keeps an entry of any text and size', async () => {
        const text = '"records":[] \u0000\n\\ 😀 \u2028'.repeat(60_000) // over two parts of what Neo4j holds
        const entry = await append(text)
        expect(await entriesAfter(entry.number - 1)).toEqual([entry])
      })

      it('takes one entry of a transaction', async () => {
        const before = await entriesAfter()
        const write = store.write(async (transaction) => {
          const entry = toNext(transaction.head, 'one')
          await transaction.append(entry, new Map())
          await transaction.append(toNext(entry, 'two'), new Map())
          return { commit: true, value: undefined }
        })
        await expect(write).rejects.toMatchObject({ code: 'STATEMENT' })
        expect(await entriesAfter()).toEqual(before)
      })

      it('refuses an entry that does not follow its head', async () => {
        const before = await entriesAfter()
        for (const edit of [{ number: before.length + 2 }, { previous: 'ab'.repeat(32) }]) {
          const write = store.write(async (transaction) => {
            const { hash: _, ...draft } = toNext(transaction.head, 'stray')
            await transaction.append(sealEntry({ ...draft, ...edit }), new Map())
            return { commit: true, value: undefined }
          })
          await expect(write).rejects.toMatchObject({ code: 'CONFLICT' })
        }
        expect(await entriesAfter()).toEqual(before)
      })

      it('grows by one for each of many writers at once', async () => {
        const start = (await entriesAfter()).length
        await Promise.all(Array.from({ length: 8 }, (_, index) => append(`writer ${index}`)))
        const entries = await entriesAfter(start)
        expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: 8 }, (_, index) => start + 1 + index))
        expect(new Set(entries.flatMap(({ records }) => records.map((record) => JSON.stringify(record)))).size).toBe(8)
        expect(entries.slice(1).map(({ previous }) => previous)).toEqual(entries.slice(0, -1).map(({ hash }) => hash))
      })
    })

    describe('snapshots', () => {
      it.each([
        ['text', Buffer.from('a note\n')],
        ['nothing', Buffer.alloc(0)],
        ['text with a byte order mark', Buffer.from('\ufeffnote')],
        ['bytes that are not UTF-8', Buffer.from([0, 255, 254, 128, 10])],
        ['long text', Buffer.from('😀é'.repeat(400_001))],
        ['many bytes', Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 31) % 251))],
      ])('give back %s', async (_, bytes) => {
        const key = sha256(bytes)
        expect(await store.findSnapshot(key)).toBeUndefined()
        await append(`snapshot ${key}`, new Map([[key, bytes]]))
        await append(`snapshot ${key} again`, new Map([[key, bytes]]))
        const found = await store.findSnapshot(key)
        expect(found && Buffer.from(found).equals(bytes)).toBe(true)
      })

      it.each(['ab'.repeat(32), '../ledger.jsonl', '', 'A'.repeat(64)])('are undefined for %j', async (key) => {
        expect(await store.findSnapshot(key)).toBeUndefined()
      })

      it('must be named by their hash', async () => {
        const before = await entriesAfter()
        const write = append('wrong', new Map([['ab'.repeat(32), Buffer.from('x')]]))
        await expect(write).rejects.toMatchObject({ code: 'CONSTRAINT' })
        expect(await entriesAfter()).toEqual(before)
      })
    })

    describe('snapshots put back', () => {
      it('are those that were not there, and no entry comes of them', async () => {
        const before = await entriesAfter()
        const [there, lost] = [Buffer.from('there'), Buffer.from('lost')]
        await append('there', new Map([[sha256(there), there]]))
        const both = new Map([there, lost].map((bytes) => [sha256(bytes), bytes]))
        expect(await store.putBackSnapshots(both)).toEqual([sha256(lost)])
        expect(await store.putBackSnapshots(both)).toEqual([])
        expect(await store.findSnapshot(sha256(lost))).toEqual(new Uint8Array(lost))
        expect(await entriesAfter()).toHaveLength(before.length + 1)
      })

      it('must be named by their hash', async () => {
        const wrong = store.putBackSnapshots(new Map([['ab'.repeat(32), Buffer.from('x')]]))
        await expect(wrong).rejects.toMatchObject({ code: 'CONSTRAINT' })
      })
    })

    describe('clearing the graph', () => {
      it('keeps the ledger and the snapshots, and the constraints hold again', async () => {
        const bytes = Buffer.from('kept')
        await append('kept', new Map([[sha256('kept'), bytes]]))
        const before = await entriesAfter()
        await store.write(async (transaction) => {
          await put(transaction, 1)
          await transaction.run({
            text: "CREATE (a:Record {id: 'actor/x'})-[e:AT {since: 1}]->(b:Record {id: 'actor/y'})",
            parameters: {},
          })
          return { commit: true, value: undefined }
        })
        await store.clearGraph()
        expect(await numbers()).toEqual([])
        expect(await read('MATCH (n:Record) RETURN count(n) AS n')).toEqual([[0]])
        expect(await entriesAfter()).toEqual(before)
        expect(await store.findSnapshot(sha256('kept'))).toEqual(new Uint8Array(bytes))
        const twice = store.write(async (transaction) => {
          for (const _ of [1, 2]) await transaction.run({ text: "CREATE (a:Record {id: 'actor/x'})", parameters: {} })
          return { commit: true, value: undefined }
        })
        await expect(twice).rejects.toMatchObject({ code: 'CONSTRAINT' })
        expect((await append('after')).number).toBe(before.length + 1)
      })

      it('never breaks the reads beside it', async () => {
        await store.write(async (transaction) => {
          await put(transaction, 1)
          return { commit: true, value: undefined }
        })
        let done = false
        const clearing = store.clearGraph().then(() => {
          done = true
        })
        const seen: unknown[] = []
        while (!done) seen.push(await numbers())
        await clearing
        expect(seen.filter((xs) => JSON.stringify(xs) !== '[1]' && JSON.stringify(xs) !== '[]')).toEqual([])
        expect(await numbers()).toEqual([])
      })

      it('waits its turn among the writes', async () => {
        const slow = store.write(async (transaction) => {
          await put(transaction, 1)
          await put(transaction, 2)
          return { commit: true, value: undefined }
        })
        await Promise.all([slow, store.clearGraph(), expect(slow).resolves.toBeUndefined()])
        expect(await numbers()).toEqual([])
      })
    })
  })

  describe(`store: ${name}, closed`, () => {
    it('refuses everything with CLOSED, and closes twice', async () => {
      const store = await open()
      await store.close()
      await store.close()
      const statement = { text: 'RETURN 1 AS x', parameters: {} }
      const work = async (): Promise<{ commit: boolean; value: readonly Row[] }> => ({ commit: true, value: [] })
      await expect(store.read(statement)).rejects.toMatchObject({ code: 'CLOSED' })
      await expect(store.write(work)).rejects.toMatchObject({ code: 'CLOSED' })
      await expect(store.clearGraph()).rejects.toMatchObject({ code: 'CLOSED' })
      await expect(store.putBackSnapshots(new Map())).rejects.toMatchObject({ code: 'CLOSED' })
      await expect(store.findSnapshot('ab'.repeat(32))).rejects.toMatchObject({ code: 'CLOSED' })
      await expect(store.entries()[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'CLOSED' })
    })
  })
}

function toNext(head: Head, text: string): Entry {
  const number = (head?.number ?? 0) + 1
  return sealEntry(toDraft(number, head?.hash ?? NO_PREVIOUS, [toQuestion(`q${number}`, text)]))
}

function sha256(bytes: string | Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex')
}
