import type { Sha256 } from '../domain/records.js'
import type { Entry } from './entry.js'
import { hashEntry, NO_PREVIOUS } from './seal.js'

/** NUMBER: not one more than the entry before. PREVIOUS: does not name the hash of the entry before. HASH: not the hash of its own content. */
type BreakCode = 'NUMBER' | 'PREVIOUS' | 'HASH'
interface Break {
  readonly code: BreakCode
  readonly entry: number // its place in the ledger, from 1
  readonly expected: string
  readonly got: string
}
export interface ChainReport {
  readonly entries: number
  /** The first so many entries are whole, in order and joined: what `lastHash` vouches for. */
  readonly proven: number
  readonly lastHash: Sha256 // of entry `proven`; 64 zeros where nothing is proven
  readonly breaks: readonly Break[] // in order
}

/** Recomputes every hash and follows the chain from the first entry. An empty ledger is proven, with nothing in it. */
export async function checkChain(entries: AsyncIterable<Entry> | Iterable<Entry>): Promise<ChainReport> {
  const breaks: Break[] = []
  let place = 0
  let proven = 0
  let lastHash = NO_PREVIOUS
  let previous = NO_PREVIOUS
  for await (const entry of entries) {
    place += 1
    const pairs: readonly [BreakCode, string, string][] = [
      ['NUMBER', String(place), String(entry.number)],
      ['PREVIOUS', previous, entry.previous],
      ['HASH', hashEntry(entry), entry.hash],
    ]
    for (const [code, expected, got] of pairs) {
      if (expected !== got) breaks.push({ code, entry: place, expected, got })
    }
    previous = entry.hash
    if (breaks.length === 0) {
      proven = place
      lastHash = entry.hash
    }
  }
  return { entries: place, proven, lastHash, breaks }
}
