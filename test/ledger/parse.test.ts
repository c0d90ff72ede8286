import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCanonical } from '../../src/ledger/canonical.js'
import { parseEntry } from '../../src/ledger/parse.js'
import { sealEntry } from '../../src/ledger/seal.js'
import { anyDraft, toChain } from './entries.js'

const [entry] = toChain(1)
if (entry === undefined) throw new Error('expected an entry')
const record = entry.records[0]

describe('entry', () => {
  it('comes back from its text as it was', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const sealed = sealEntry(draft)
        expect(parseEntry(toCanonical(sealed))).toEqual({ ok: true, entry: sealed })
      }),
    )
  })

  it.each([
    ['', ''],
    ['null', ''],
    ['[]', ''],
    ['{"a', ''],
    [toCanonical({ ...entry, extra: 1 }), 'extra'],
    ['{"__proto__":{"number":1}}', '__proto__'],
    [toCanonical({ ...entry, number: 0 }), 'number'],
    [toCanonical({ ...entry, number: 1.5 }), 'number'],
    [toCanonical({ ...entry, at: '2024-01-01' }), 'at'],
    [toCanonical({ ...entry, by: 7 }), 'by'],
    [toCanonical({ ...entry, hash: 'AB'.repeat(32) }), 'hash'],
    [toCanonical({ ...entry, previous: '0' }), 'previous'],
    [toCanonical({ ...entry, files: {} }), 'files'],
    [toCanonical({ ...entry, files: [{ name: 'a' }] }), 'files[0]'],
    [toCanonical({ ...entry, records: [record, null] }), 'records[1]'],
    [toCanonical({ ...entry, records: [{ ...record, id: 'claim/a' }] }), 'records[0].id'],
    [toCanonical({ ...entry, records: [{ ...record, type: 'toString' }] }), 'records[0].type'],
    [toCanonical({ ...entry, records: [{ ...record, marking: 'PINK' }] }), 'records[0].marking'],
    [toCanonical({ ...entry, unchanged: ['nobody'] }), 'unchanged[0]'],
    [toCanonical({ ...entry, unchanged: undefined }), 'unchanged'],
  ])('%j is refused at %j', (text, path) => {
    const parsed = parseEntry(text)
    expect(parsed).toMatchObject({ ok: false, path })
  })
})
