import { expect, it } from 'vitest'
import { findCredibility } from '../../src/domain/scales.js'

it.each([
  [1, 'CONFIRMED'],
  [6, 'CANNOT_BE_JUDGED'],
  ['3', 'POSSIBLY_TRUE'],
  ['PROBABLY_TRUE', 'PROBABLY_TRUE'],
  [' probably  true ', 'PROBABLY_TRUE'],
  ['Cannot be judged', 'CANNOT_BE_JUDGED'],
])('%j is %s', (value, credibility) => {
  expect(findCredibility(value)).toBe(credibility)
})

it.each([
  0,
  7,
  -1,
  1.5,
  Number.NaN,
  '0',
  '7',
  '',
  'certain',
  'constructor',
  '__proto__',
  null,
  undefined,
  ['CONFIRMED'],
  {},
])('%j is no credibility', (value) => {
  expect(findCredibility(value)).toBeUndefined()
})
