import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, findNearest } from '../../src/seed/nearest.js'

/** The definition, without the table: the cheapest way to make two words equal from their ends. */
function plainDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const ways = [
    plainDistance(a.slice(1), b) + 1,
    plainDistance(a, b.slice(1)) + 1,
    plainDistance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ]
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0])
    ways.push(plainDistance(a.slice(2), b.slice(2)) + 1)
  return Math.min(...ways)
}
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })

describe('editDistance', () => {
  it('equals its definition', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(plainDistance(a, b))
      }),
    )
  })
  it('stops at the limit', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 5 }), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(limit, plainDistance(a, b)))
      }),
    )
  })
})

describe('findNearest', () => {
  it('finds swapped, missing, doubled and lower-case letters', () => {
    const keys = ['documents', 'derivesFrom', 'SUPPORTS', 'statement']
    expect(findNearest('docuemnts', keys)).toBe('documents')
    expect(findNearest('derivesfrom', keys)).toBe('derivesFrom')
    expect(findNearest('SUPORTS', keys)).toBe('SUPPORTS')
    expect(findNearest('statemment', keys)).toBe('statement')
  })
  it('keeps silent where nothing is near', () => {
    expect(findNearest('zzz', ['lat', 'lon'])).toBeUndefined()
    expect(findNearest('G', ['A', 'B'])).toBeUndefined()
    expect(findNearest('', ['A'])).toBeUndefined()
  })
  it('is bounded for a word of any length', () => {
    expect(
      findNearest(
        'x'.repeat(1_000_000),
        Array.from({ length: 10_000 }, (_, index) => `actor/${index}`),
      ),
    ).toBeUndefined()
  })
})
