import { expect, it } from 'vitest'
import { findCredibility } from '../../src/domain/scales.js'

it.each([
  [1, 'CONFIRMED'],
  [2, 'PROBABLY_TRUE'],
  [6, 'CANNOT_BE_JUDGED'],
])('%j is %s', (grade, credibility) => {
  expect(findCredibility(grade)).toBe(credibility)
})

it.each([0, 7, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%j is no credibility', (grade) => {
  expect(findCredibility(grade)).toBeUndefined()
})
