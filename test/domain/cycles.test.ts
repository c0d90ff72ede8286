import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findCycles } from '../../src/domain/cycles.js'

it('finds each cycle once, from the first record that is met on it', () => {
  const above = new Map([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'b'],
    ['d', 'd'],
    ['e', 'top'],
  ])
  expect(findCycles(above.keys(), (id) => above.get(id))).toEqual([['b', 'c'], ['d']])
  expect(findCycles([], (id) => id)).toEqual([])
})

it('finds exactly the records that are above themselves', () => {
  const upward = fc.array(fc.option(fc.nat(9), { nil: undefined }), { minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(upward, (parents) => {
      const above = (id: string) => parents[Number(id)]?.toString()
      const ids = parents.map((_, index) => String(index))
      const isAboveItself = (id: string) => {
        let here = above(id)
        for (let steps = 0; steps < 10 && here !== undefined && here !== id; steps++) here = above(here)
        return here === id
      }
      expect(findCycles(ids, above).flat().sort()).toEqual(ids.filter(isAboveItself))
    }),
  )
})
