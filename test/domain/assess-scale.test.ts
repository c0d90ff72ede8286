import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assess.js'
import type { DocumentFacts } from '../../src/domain/assessment-input.js'
import { lineageGraph } from '../../src/domain/lineage-graph.js'
import { CLAIM, toEvidence, toFacts, toInput } from './inputs.js'

const name = (number: number) => `doc/${String(number).padStart(6, '0')}`

/** Park–Miller: the same graph in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

describe('assess at scale', () => {
  it('follows a chain of 100,000 documents without recursion', () => {
    const length = 100_000
    const documents = Array.from({ length }, (_, at) =>
      toFacts(name(at), at < length - 1 ? { from: [name(at + 1)] } : {}),
    )
    const input = toInput(documents, [toEvidence(CLAIM, 'SUPPORTS', name(0))])
    const result = assess(input)
    expect(result.standing).toBe('SINGLE_ORIGIN')
    expect(result.support.origins[0]?.via).toHaveLength(length - 1)
    const { nodes } = lineageGraph(input, result)
    expect(nodes.find(({ id }) => id === name(0))?.steps).toBe(length - 1)
  })

  it('finds one loop of 100,000 documents', () => {
    const length = 100_000
    const documents = Array.from({ length }, (_, at) => toFacts(name(at), { from: [name((at + 1) % length)] }))
    const result = assess(toInput(documents, [toEvidence(CLAIM, 'SUPPORTS', name(0))]))
    expect(result.standing).toBe('CIRCULAR')
    expect(result.support.circular[0]).toHaveLength(length)
  })

  const SIZE = 10_000
  const shapes: Record<string, () => DocumentFacts[]> = {
    'that all repeat one': () =>
      Array.from({ length: SIZE }, (_, at) => toFacts(name(at), at > 0 ? { from: [name(0)] } : {})),
    'that are all first-hand': () => Array.from({ length: SIZE }, (_, at) => toFacts(name(at))),
    'that each cite two earlier ones, one in ten first-hand': () => {
      const random = createRandom(7)
      return Array.from({ length: SIZE }, (_, at) =>
        toFacts(name(at), at < 10 || random(10) === 0 ? {} : { from: [name(random(at)), name(random(at))] }),
      )
    },
  }
  const THOUSAND = 1000 // their answers are quadratic: each document is on the way to each origin
  const nested: Record<string, () => DocumentFacts[]> = {
    'in a chain, each first-hand as well': () =>
      Array.from({ length: THOUSAND }, (_, at) =>
        toFacts(name(at), at > 0 ? { lineage: 'ORIGINAL', from: [name(at - 1)] } : {}),
      ),
    'in a circle, each first-hand as well': () =>
      Array.from({ length: THOUSAND }, (_, at) =>
        toFacts(name(at), { lineage: 'ORIGINAL', from: [name((at + 1) % THOUSAND)] }),
      ),
  }
  it.each([
    ...Object.entries(shapes).map(([shape, make]) => [SIZE, shape, make] as const),
    ...Object.entries(nested).map(([shape, make]) => [THOUSAND, shape, make] as const),
  ])('comes to an end for %d documents %s', { timeout: 30_000 }, (size, _shape, make) => {
    const documents = make()
    const input = toInput(
      documents,
      documents.map(({ id }) => toEvidence(CLAIM, 'SUPPORTS', id)),
    )
    expect(assess(input).support.documents).toHaveLength(size)
  })
})
