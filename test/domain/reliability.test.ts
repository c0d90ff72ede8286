import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reliabilityOn } from '../../src/domain/reliability.js'
import { RELIABILITIES } from '../../src/domain/vocabulary.js'

const ALWAYS = { id: 'rating/1', grade: 'C' } as const
const SPRING = { id: 'rating/2', grade: 'B', from: '2023-03' } as const
const AUTUMN = { id: 'rating/3', grade: 'E', from: '2023-10-05~' } as const
const RATINGS = [AUTUMN, ALWAYS, SPRING]

describe('reliabilityOn', () => {
  it.each([
    ['2020', 'C'],
    ['2023-02-28', 'C'],
    ['2023-03-01', 'B'],
    ['2023-03', 'B'],
    ['2023', 'C'], // a document of 2023 may be older than the grade of March
    ['2023-10-04', 'B'],
    ['2023-10-05', 'E'],
    ['2023-10-05/2023-12', 'E'],
    ['../2023-09', 'B'],
    ['../..', 'E'],
    [undefined, 'E'],
  ])('on %s: %s', (date, grade) => {
    expect(reliabilityOn(RATINGS, date)).toBe(grade)
  })

  it('is F where nobody graded the source by then', () => {
    expect(reliabilityOn([])).toBe('F')
    expect(reliabilityOn([AUTUMN, SPRING], '2023-01-01')).toBe('F')
  })

  it('does not depend on the order of the ratings', () => {
    const rating = fc.record({
      id: fc.integer({ min: 1, max: 9 }).map((n) => `rating/${n}`),
      grade: fc.constantFrom(...RELIABILITIES),
      from: fc.constantFrom('2022', '2023', '2023-06', '2024'),
    })
    const ratings = fc.uniqueArray(rating, { selector: ({ id }) => id, minLength: 2 })
    fc.assert(
      fc.property(ratings, fc.constantFrom(undefined, '2021', '2023-07', '2024-01-01'), (some, date) => {
        expect(reliabilityOn(some.toReversed(), date)).toBe(reliabilityOn(some, date))
      }),
    )
  })
})
