import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCanonical, toRecordText } from '../../src/ledger/canonical.js'
import { generateRecords } from '../generated-records.js'
import { sampleHistory } from '../records.js'

describe('canonical text', () => {
  it('is what the reference library gives, for every JSON value', () => {
    const key = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('10', '9', '__proto__', 'b', 'a'),
    )
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
        fc.constantFrom(null, true, -0, 1e21, 1e-7, '\\ud800', '\u2028', undefined),
        fc.array(tie('value')),
        fc.array(fc.tuple(key, tie('value'))).map((entries) => Object.fromEntries(entries)),
      ),
    }))
    fc.assert(
      fc.property(value, (given) => {
        fc.pre(given !== undefined)
        expect(toCanonical(given)).toBe(canonicalize(given))
      }),
      { numRuns: 2000 },
    )
  })

  it('of records is the same, whatever the order of their fields', () => {
    for (const record of [...generateRecords(2000, 7), ...sampleHistory(3).imports.flat()]) {
      const turned = Object.fromEntries(Object.entries(record).reverse())
      expect(toRecordText(record)).toBe(canonicalize(record))
      expect(toCanonical(turned)).toBe(toRecordText(record))
    }
  })

  it('goes as deep as JSON does', () => {
    let deep: unknown = { b: 1, a: '\\ud' }
    for (let level = 0; level < 500; level++) deep = level % 2 === 0 ? [deep] : { z: deep, a: level }
    expect(toCanonical(deep)).toBe(canonicalize(deep))
  })

  it.each([
    ['undefined', undefined],
    ['a number that is none', { a: Number.NaN }],
    ['an infinity', [1, Number.POSITIVE_INFINITY]],
    ['a lone surrogate', { a: 'x\ud800' }],
    ['a lone surrogate in a key', { 'x\udc00': 1 }],
    ['a big integer', [1n]],
  ])('is refused to %s', (_name, value) => {
    expect(() => toCanonical(value)).toThrow()
  })

  it('is refused to a loop', () => {
    const loop: unknown[] = []
    loop.push({ loop })
    expect(() => toCanonical(loop)).toThrow()
  })
})
