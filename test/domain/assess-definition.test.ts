import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assess.js'
import type { AssessmentInput } from '../../src/domain/assessment-input.js'
import type { DerivationKind, Lineage } from '../../src/domain/vocabulary.js'
import { anyInput } from './arbitraries.js'
import { define } from './brute-force.js'
import { CLAIM, toEvidence, toFacts, toInput } from './inputs.js'

function pick({ standing, support, refutation, loadBearing }: ReturnType<typeof define>): ReturnType<typeof define> {
  return { standing, support, refutation, loadBearing }
}

const STATES = ['ORIGINAL', 'COMPLETE', 'UNRECORDED', 'WITHDRAWN'] as const
type State = (typeof STATES)[number]

/** Whole numbers below `base`, in every combination. */
function* combinations(length: number, base: number): Generator<readonly number[]> {
  const digits = new Array<number>(length).fill(0)
  for (;;) {
    yield digits
    let place = 0
    while (place < length && digits[place] === base - 1) digits[place++] = 0
    if (place === length) return
    digits[place] = (digits[place] ?? 0) + 1
  }
}

const NAMES = ['doc/a', 'doc/b', 'doc/c', 'doc/d']

function toSmallInput(
  states: readonly State[],
  edges: readonly (DerivationKind | undefined)[],
  starts: number,
): AssessmentInput {
  const size = states.length
  const documents = states.map((state, at) =>
    toFacts(NAMES[at] ?? '', {
      lineage: (state === 'WITHDRAWN' ? 'COMPLETE' : state) satisfies Lineage,
      withdrawn: state === 'WITHDRAWN',
      from: NAMES.slice(0, size).flatMap((name, to) => {
        const kind = edges[at * size + to]
        return kind === undefined ? [] : [`${name} ${kind}`]
      }),
    }),
  )
  const evidence = NAMES.slice(0, starts).map((name) => toEvidence(CLAIM, 'SUPPORTS', name))
  return toInput(documents, evidence)
}

/** Counts the graphs on which the two differ, so that a failure shows one graph instead of a thousand. */
function compareAll(
  size: number,
  kinds: readonly (DerivationKind | undefined)[],
  allStarts: readonly number[],
): number {
  let compared = 0
  for (const states of combinations(size, STATES.length)) {
    const named = states.map((state) => STATES[state] ?? 'COMPLETE')
    for (const edges of combinations(size * size, kinds.length)) {
      for (const starts of allStarts) {
        const input = toSmallInput(
          named,
          edges.map((edge) => kinds[edge]),
          starts,
        )
        const found = JSON.stringify(pick(assess(input)))
        const defined = JSON.stringify(pick(define(input)))
        if (found !== defined)
          expect(JSON.parse(found), JSON.stringify([...input.documents.values()])).toEqual(JSON.parse(defined))
        compared++
      }
    }
  }
  return compared
}

describe('assess equals the definition by sets and paths', () => {
  it('on every graph of one and two documents, loops to itself included, with every kind of edge', () => {
    const kinds = [undefined, 'CITES', 'SAME_IMAGERY', 'SAME_DATASET'] as const
    expect(compareAll(1, kinds, [1])).toBe(16)
    expect(compareAll(2, kinds, [1, 2])).toBe(8192)
  })
})

describe('assess equals the definition on random questions', () => {
  it('of up to seven documents', () => {
    fc.assert(
      fc.property(anyInput(7), (input) => {
        expect(pick(assess(input))).toEqual(pick(define(input)))
      }),
      { numRuns: 20_000 },
    )
  })
})
