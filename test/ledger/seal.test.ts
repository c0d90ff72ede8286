import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCanonical, toRecordText } from '../../src/ledger/canonical.js'
import { entryPieces, hashEntry, inBlocks, NO_PREVIOUS, sealEntry } from '../../src/ledger/seal.js'
import { anyDraft, anyText, toDraft, toQuestion } from './entries.js'

describe('canonical form', () => {
  it('is that of RFC 8785, section 3.2.3 and appendix B', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(toCanonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts keys by UTF-16 units', () => {
    expect(toCanonical({ '\ufb33': 1, '😀': 2, '\u20ac': 3, '1': 4, '\r': 5 })).toBe(
      '{"\\r":5,"1":4,"€":3,"😀":2,"\ufb33":1}',
    )
  })

  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { a: ['\udc00'] }, { '\ud800': 1 }])(
    'refuses %j',
    (value) => {
      expect(() => toCanonical(value)).toThrow()
    },
  )

  it('leaves out fields that are undefined', () => {
    expect(toCanonical({ b: undefined, a: 1 })).toBe('{"a":1}')
  })

  it('of a record is made once and is that of the record', () => {
    const record = toQuestion('a', 'why?')
    expect(toRecordText(record)).toBe(toCanonical(record))
    expect(toRecordText(record)).toBe('{"id":"question/a","marking":"CLEAR","text":"why?","type":"question"}')
  })
})

describe('seal', () => {
  it('is the SHA-256 of the canonical form of the draft', () => {
    const draft = toDraft(1, NO_PREVIOUS, [toQuestion('a', 'why?')])
    const text =
      '{"at":"2024-01-02T00:00:00.000Z","by":"tester","files":[{"name":"a.yaml","sha256":"' +
      `${'ab'.repeat(32)}"}],"number":1,"previous":"${'0'.repeat(64)}","records":[{"id":"question/a",` +
      '"marking":"CLEAR","text":"why?","type":"question"}],"unchanged":["actor/one"]}'
    expect(sealEntry(draft).hash).toBe(createHash('sha256').update(text).digest('hex'))
  })

  it('composes the same bytes from its records as from the whole', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const entry = sealEntry(draft)
        expect([...entryPieces(draft)].join('')).toBe(toCanonical(draft))
        expect([...entryPieces(entry)].join('')).toBe(toCanonical(entry))
        expect(entry.hash).toBe(createHash('sha256').update(toCanonical(draft)).digest('hex'))
        expect(hashEntry(entry)).toBe(entry.hash)
        expect(hashEntry(JSON.parse(toCanonical(entry)))).toBe(entry.hash)
      }),
      { numRuns: 300 },
    )
  })

  it('has as many bytes in one block as in many', () => {
    fc.assert(
      fc.property(fc.array(anyText), fc.integer({ min: 1, max: 50 }), (pieces, size) => {
        const blocks = [...inBlocks(pieces, size)]
        expect(blocks.join('')).toBe(pieces.join(''))
        expect(blocks.slice(0, -1).every((block) => block.length >= size)).toBe(true)
      }),
    )
  })
})
