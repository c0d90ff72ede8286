import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toSortKey } from '../../src/graph/projection.js'
import { compareText, fold } from '../graphql/reference-order.js'

describe('toSortKey', () => {
  it('sorts by UTF-16 and by code point as the folded text sorts by code point', () => {
    const character = fc.oneof(
      fc.constantFrom('a', 'z', '⚡', '\uFFFD', '\uE000', '\uFDFB', '🚂', '𐀀', '각'),
      fc.string({ unit: 'binary' }),
    )
    const text = fc.array(character, { maxLength: 4 }).map((characters) => characters.join(''))
    fc.assert(
      fc.property(text, text, (a, b) => {
        const expected = Math.sign(compareText(fold(a), fold(b)))
        const [one, other] = [toSortKey(a), toSortKey(b)]
        expect(one < other ? -1 : one > other ? 1 : 0).toBe(expected)
        expect(Math.sign(compareText(one, other))).toBe(expected)
      }),
      { seed: 1, numRuns: 1000 },
    )
  })

  it('folds case, compatibility forms and what can not be seen', () => {
    expect(toSortKey('Ａlpha ⚡\uFE0F')).toBe(toSortKey('alpha ⚡'))
    expect(toSortKey('soft\u00ADHyphen')).toBe('softhyphen')
  })
})
