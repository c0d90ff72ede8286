import { describe, expect, it } from 'vitest'
import { checkChain } from '../../src/ledger/chain.js'
import type { Entry } from '../../src/ledger/entry.js'
import { NO_PREVIOUS, sealEntry } from '../../src/ledger/seal.js'
import { toChain, toQuestion } from './entries.js'

function change(entries: readonly Entry[], place: number, edit: (entry: Entry) => Entry): Entry[] {
  return entries.map((entry, index) => (index === place - 1 ? edit(entry) : entry))
}

describe('chain', () => {
  it('of no entries proves nothing and breaks nowhere', async () => {
    expect(await checkChain([])).toEqual({ entries: 0, proven: 0, lastHash: NO_PREVIOUS, breaks: [] })
  })

  it('proves every entry of a whole ledger', async () => {
    const entries = toChain(4)
    expect(await checkChain(entries)).toEqual({ entries: 4, proven: 4, lastHash: entries.at(-1)?.hash, breaks: [] })
  })

  it('names the entry whose record was changed', async () => {
    const entries = change(toChain(4), 3, (entry) => ({ ...entry, records: [toQuestion('q3', 'something else')] }))
    const report = await checkChain(entries)
    expect(report).toMatchObject({ entries: 4, proven: 2, lastHash: entries[1]?.hash })
    expect(report.breaks.map(({ code, entry }) => [code, entry])).toEqual([['HASH', 3]])
  })

  it('names the entry after one that was changed and sealed anew', async () => {
    const entries = change(toChain(4), 2, ({ hash: _, ...entry }) => sealEntry({ ...entry, by: 'somebody else' }))
    const report = await checkChain(entries)
    expect(report.proven).toBe(2)
    expect(report.breaks.map(({ code, entry }) => [code, entry])).toEqual([['PREVIOUS', 3]])
  })

  it('sees an entry that is missing, twice there, or out of order', async () => {
    const [one, two, three] = toChain(3)
    if (one === undefined || two === undefined || three === undefined) throw new Error('expected three entries')
    const codes = async (entries: Entry[]) => (await checkChain(entries)).breaks.map(({ code, entry }) => [code, entry])
    expect(await codes([one, three])).toEqual([
      ['NUMBER', 2],
      ['PREVIOUS', 2],
    ])
    expect(await codes([one, one, two])).toEqual([
      ['NUMBER', 2],
      ['PREVIOUS', 2],
      ['NUMBER', 3],
    ])
    expect(await codes([two, one])).toEqual([
      ['NUMBER', 1],
      ['PREVIOUS', 1],
      ['NUMBER', 2],
      ['PREVIOUS', 2],
    ])
  })
})
