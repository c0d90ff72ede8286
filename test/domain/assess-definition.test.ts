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

interface Family {
  readonly size: number
  readonly kinds: readonly (DerivationKind | undefined)[] // undefined: no edge
  readonly loops: boolean // edges from a document to itself
  readonly starts: readonly number[] // how many of the documents say it
}

/** Compares the two on every graph of the family; of graphs that differ only in names beyond the starts, on one. */
function compareAll({ size, kinds, loops, starts: allStarts }: Family): number {
  let compared = 0
  const slots = NAMES.slice(0, size).flatMap((_, from) =>
    NAMES.slice(0, size).flatMap((_, to) => (loops || from !== to ? [from * size + to] : [])),
  )
  for (const starts of allStarts) {
    const renamings = permutations(size, starts)
    for (const states of combinations(size, STATES.length)) {
      for (const choice of combinations(slots.length, kinds.length)) {
        const edges = new Array<number>(size * size).fill(0)
        for (const [at, slot] of slots.entries()) edges[slot] = choice[at] ?? 0
        if (!isFirstOfItsKind(states, edges, renamings)) continue
        const input = toSmallInput(
          states.map((state) => STATES[state] ?? 'COMPLETE'),
          edges.map((edge) => kinds[edge]),
          starts,
        )
        const found = pick(assess(input))
        const defined = define(input)
        if (JSON.stringify(found) !== JSON.stringify(defined)) {
          expect(found, JSON.stringify([...input.documents.values()])).toEqual(defined)
        }
        compared++
      }
    }
  }
  return compared
}

/** All renamings that leave the first `fixed` names alone. */
function permutations(size: number, fixed: number): number[][] {
  if (fixed >= size) return [Array.from({ length: size }, (_, at) => at)]
  return permutations(size, fixed + 1).flatMap((known) =>
    Array.from({ length: size - fixed }, (_, offset) => {
      const renamed = [...known]
      const other = fixed + offset
      renamed[fixed] = known[other] ?? 0
      renamed[other] = known[fixed] ?? 0
      return renamed
    }),
  )
}

function isFirstOfItsKind(
  states: readonly number[],
  edges: readonly number[],
  renamings: readonly number[][],
): boolean {
  const size = states.length
  return renamings.every((renaming) => {
    for (let at = 0; at < size; at++) {
      const difference = (states[renaming[at] ?? 0] ?? 0) - (states[at] ?? 0)
      if (difference !== 0) return difference > 0
    }
    for (let slot = 0; slot < size * size; slot++) {
      const [from, to] = [renaming[Math.floor(slot / size)] ?? 0, renaming[slot % size] ?? 0]
      const difference = (edges[from * size + to] ?? 0) - (edges[slot] ?? 0)
      if (difference !== 0) return difference > 0
    }
    return true
  })
}

describe('assess equals the definition by sets and paths', () => {
  it('on every graph of one and two documents, loops to itself included, with every kind of edge', () => {
    const kinds = [undefined, 'CITES', 'SAME_IMAGERY', 'SAME_DATASET'] as const
    expect(compareAll({ size: 1, kinds, loops: true, starts: [1] })).toBe(16)
    expect(compareAll({ size: 2, kinds, loops: true, starts: [1, 2] })).toBe(8192)
  })

  it('on every graph of three documents', () => {
    const kinds = [undefined, 'CITES', 'SAME_IMAGERY'] as const
    expect(compareAll({ size: 3, kinds, loops: false, starts: [1, 2, 3] })).toBe(116_856)
  })

  it('on every graph of four documents behind one', () => {
    expect(compareAll({ size: 4, kinds: [undefined, 'CITES'], loops: false, starts: [1] })).toBe(178_944)
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
