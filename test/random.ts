/** Random numbers that a seed determines. */
export interface Random {
  next(): number // 0 (inclusive) to 1 (exclusive)
  integer(below: number): number
  chance(probability: number): boolean
  /** Throws where there is nothing to pick from. */
  pick<T>(values: readonly T[]): T
}

/** A 32-bit counter through a mixing function: quick, and good enough to make test data. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  const integer = (below: number): number => Math.floor(next() * below)
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (values) => {
      const index = integer(values.length)
      if (index >= values.length) throw new Error('nothing to pick from')
      return values[index] as (typeof values)[number]
    },
  }
}
