import { inBlocks } from '../ledger/seal.js'

const PART_CHARACTERS = 500_000
export const PARTS_PER_STATEMENT = 8

/** Parts of at most PART_CHARACTERS, never cut inside a surrogate pair: half of one can't be sent. At least one part. */
export function* inParts(pieces: Iterable<string>): Generator<string> {
  let rest = ''
  let given = false
  for (const block of inBlocks(pieces, PART_CHARACTERS)) {
    rest += block
    while (rest.length > PART_CHARACTERS) {
      const last = rest.charCodeAt(PART_CHARACTERS - 1)
      const cut = last >= 0xd800 && last <= 0xdbff ? PART_CHARACTERS - 1 : PART_CHARACTERS
      yield rest.slice(0, cut)
      rest = rest.slice(cut)
      given = true
    }
  }
  if (rest !== '' || !given) yield rest
}

/** Items in lists of `size`; the last may be shorter. */
export function* inGroups<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let group: T[] = []
  for (const item of items) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
