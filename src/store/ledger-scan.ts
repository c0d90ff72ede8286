import type { Sha256 } from '../domain/records.js'
import { NO_PREVIOUS } from '../ledger/seal.js'
import { StoreError } from './store-error.js'

/** Where an entry stands in the file, and what its first keys say. */
export interface Line {
  readonly start: number
  readonly end: number // the newline's place
  readonly number: number
  readonly hash: Sha256
  readonly at: string
}
export interface Scan {
  readonly lines: readonly Line[]
  /** Where the last newline ends; bytes after it are of an entry whose append did not end. */
  readonly end: number
}

const NEWLINE = 0x0a
const CLOSING_BRACE = 0x7d
// In canonical form every key that tells an entry's place in the chain stands before its records. Quotes in strings are escaped.
const RECORDS = Buffer.from(',"records":[')

/**
 * Finds the lines of a ledger and follows numbers and hashes from one to the next, without reading the records.
 * Throws DAMAGED with the line.
 */
export async function scanLedger(path: string, chunks: AsyncIterable<Buffer>): Promise<Scan> {
  const lines: Line[] = []
  let position = 0
  let start = 0
  let frame: Buffer = Buffer.alloc(0)
  let hasFrame = false
  let lastByte = NEWLINE

  // Only the frame of a line is kept: the records may be large.
  function take(part: Buffer): void {
    lastByte = part.at(-1) ?? lastByte
    if (hasFrame) return
    frame = Buffer.concat([frame, part])
    const end = frame.indexOf(RECORDS)
    if (end < 0) return
    frame = frame.subarray(0, end)
    hasFrame = true
  }

  for await (const chunk of chunks) {
    let from = 0
    for (let newline = chunk.indexOf(NEWLINE); newline >= 0; newline = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, newline))
      if (!hasFrame || lastByte !== CLOSING_BRACE) throw toDamage(path, lines.length + 1, 'it is not an entry')
      lines.push({ ...readFrame(path, lines, frame), start, end: position + newline })
      from = newline + 1
      start = position + from
      frame = Buffer.alloc(0)
      hasFrame = false
      lastByte = NEWLINE
    }
    take(chunk.subarray(from)) // what follows the last newline may be torn: it is not judged here
    position += chunk.length
  }
  return { lines, end: start }
}

function readFrame(path: string, lines: readonly Line[], frame: Buffer): Omit<Line, 'start' | 'end'> {
  const place = lines.length + 1
  const former = lines.at(-1)
  let value: { number?: unknown; hash?: unknown; at?: unknown; previous?: unknown }
  try {
    value = Object(JSON.parse(`${frame.toString('utf8')}}`))
  } catch {
    throw toDamage(path, place, 'its beginning is not that of an entry')
  }
  const { number, hash, at, previous } = value
  if (typeof number !== 'number' || typeof hash !== 'string' || typeof at !== 'string')
    throw toDamage(path, place, 'its beginning is not that of an entry')
  if (number !== place) throw toDamage(path, place, `expected entry ${place}, got entry ${number}`)
  if (previous !== (former?.hash ?? NO_PREVIOUS)) throw toDamage(path, place, 'it does not follow the entry before it')
  return { number, hash, at }
}

export function toDamage(path: string, line: number, what: string): StoreError {
  return new StoreError('DAMAGED', `${path}, line ${line}: ${what}. Put back a copy of the ledger from a backup`)
}

/** Whether bytes are the beginning of a JSON object that does not end in them. Zeros, which a power failure leaves, end nothing. */
export function isTorn(bytes: Buffer): boolean {
  if (bytes.includes(0)) return true
  let depth = 0
  let inString = false
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index]
    if (inString) {
      if (byte === 0x5c) index += 1
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x7b || byte === 0x5b) depth += 1
    else if (byte === CLOSING_BRACE || byte === 0x5d) depth -= 1
    if (depth <= 0 && !inString) return false
  }
  return true
}
