import { createHash } from 'node:crypto'
import type { Sha256 } from '../domain/records.js'
import { toCanonical, toRecordText } from './canonical.js'
import type { Entry, EntryDraft } from './entry.js'

/** `previous` of the first entry. */
export const NO_PREVIOUS: Sha256 = '0'.repeat(64)

const EMPTY_RECORDS = '"records":[]'

/** The RFC 8785 form of an entry or draft, in pieces: large ones are never one string, and no record is written out twice. */
export function* entryPieces(entry: EntryDraft | Entry): Generator<string> {
  const frame = toCanonical({ ...entry, records: [] })
  // A quote inside a string is escaped, so only the key itself can match.
  const at = frame.indexOf(EMPTY_RECORDS) + EMPTY_RECORDS.length - 1
  yield frame.slice(0, at)
  let separator = ''
  for (const record of entry.records) {
    yield separator + toRecordText(record)
    separator = ','
  }
  yield frame.slice(at)
}

/** SHA-256 of the RFC 8785 form of the entry without its `hash`. */
export function hashEntry(entry: EntryDraft | Entry): Sha256 {
  const { hash: _, ...draft }: EntryDraft & { hash?: Sha256 } = entry
  const sha256 = createHash('sha256')
  for (const piece of inBlocks(entryPieces(draft), 1 << 16)) sha256.update(piece, 'utf8')
  return sha256.digest('hex')
}

export function sealEntry(draft: EntryDraft): Entry {
  return { ...draft, hash: hashEntry(draft) }
}

/** Joins pieces into blocks of at least `size` characters (the last may be shorter). */
export function* inBlocks(pieces: Iterable<string>, size: number): Generator<string> {
  let block: string[] = []
  let length = 0
  for (const piece of pieces) {
    block.push(piece)
    length += piece.length
    if (length >= size) {
      yield block.join('')
      block = []
      length = 0
    }
  }
  if (length > 0) yield block.join('')
}
