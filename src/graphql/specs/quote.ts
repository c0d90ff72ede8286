import { createHash } from 'node:crypto'
import { locateIn, type PreparedText, prepareText } from '../../domain/citation.js'
import { numberOrNull, textOrNull } from './make.js'
import type { Archived, On, TypeSpec } from './spec.js'

/** What a relationship holds of a quote. */
export function quoteNeeds(on: On) {
  return {
    exact: textOrNull('quoteExact', on),
    prefix: textOrNull('quotePrefix', on),
    suffix: textOrNull('quoteSuffix', on),
    page: numberOrNull('quotePage', on),
  }
}

/** Fields of a quote that need the text it is taken from. */
export const LOCATED = ['status', 'start', 'end']

interface Kept {
  readonly exact: string | null
  readonly prefix: string | null
  readonly suffix: string | null
  readonly page: number | null
}

/** A quote as the API shows it; null where none is recorded. `snapshot`: undefined where nobody asks for its place. */
export function toQuote(kept: Kept, snapshot: Archived | null | undefined): object | null {
  const { exact, prefix, suffix, page } = kept
  if (exact === null) return null
  const quote = { exact, prefix, suffix, page }
  if (snapshot === undefined) return quote
  const text = snapshot && prepare(snapshot)
  if (text === null) return { ...quote, status: 'NO_SNAPSHOT' }
  if (text === 'HASH_MISMATCH') return { ...quote, status: text }
  const around = { exact, ...(prefix === null ? {} : { prefix }), ...(suffix === null ? {} : { suffix }) }
  return { ...quote, ...locateIn(text, around) }
}

type Prepared = PreparedText | 'HASH_MISMATCH' | null // null: no text
const preparedOf = new WeakMap<Archived, Prepared>()

/** The text of a snapshot, checked against its SHA-256, once for all quotes from it. */
function prepare(snapshot: Archived): Prepared {
  const known = preparedOf.get(snapshot)
  if (known !== undefined) return known
  const { sha256, text } = snapshot
  const isSame = text !== null && createHash('sha256').update(text, 'utf8').digest('hex') === sha256
  const prepared = text === null ? null : isSame ? prepareText(text) : 'HASH_MISMATCH'
  preparedOf.set(snapshot, prepared)
  return prepared
}

export const Quote: TypeSpec = {
  fields: {
    exact: { kind: 'value' },
    prefix: { kind: 'value' },
    suffix: { kind: 'value' },
    page: { kind: 'value' },
    start: { kind: 'value' },
    end: { kind: 'value' },
    status: { kind: 'value' },
  },
}
