import { createHash } from 'node:crypto'
import { locateQuote } from '../../domain/citation.js'
import { along, numberOrNull, outTo, rows, text, textOrNull } from './make.js'
import type { Hop, On, Start, TypeSpec } from './spec.js'

/** What a relationship holds of a quote. */
export function quoteNeeds(on: On) {
  return {
    exact: textOrNull('quoteExact', on),
    prefix: textOrNull('quotePrefix', on),
    suffix: textOrNull('quoteSuffix', on),
    page: numberOrNull('quotePage', on),
  }
}

/** The snapshot of a document, reached by `hops` from the node or its owner. */
export function snapshotNeed(of: 'node' | 'owner', ...hops: readonly Hop[]) {
  const path = [...hops, outTo('HAS_SNAPSHOT', 'Snapshot')]
  const start: Start = of === 'owner' ? { from: 'hops', hops: path, of } : along(...path)
  return rows(start, { sha256: text('sha256'), text: textOrNull('text') })
}

/** Fields of a quote that need the text it is taken from. */
export const LOCATED = ['status', 'start', 'end']

interface Kept {
  readonly exact: string | null
  readonly prefix: string | null
  readonly suffix: string | null
  readonly page: number | null
}
interface Archived {
  readonly sha256: string
  readonly text: string | null
}

/** A quote as the API shows it; null where none is recorded. `snapshots`: undefined where nobody asks for its place. */
export function toQuote(kept: Kept, snapshots: readonly Archived[] | undefined): object | null {
  const { exact, prefix, suffix, page } = kept
  if (exact === null) return null
  const quote = { exact, prefix, suffix, page }
  if (snapshots === undefined) return quote
  const [snapshot] = snapshots
  if (snapshot === undefined || snapshot.text === null) return { ...quote, status: 'NO_SNAPSHOT' }
  if (createHash('sha256').update(snapshot.text, 'utf8').digest('hex') !== snapshot.sha256) {
    return { ...quote, status: 'HASH_MISMATCH' }
  }
  const around = { exact, ...(prefix === null ? {} : { prefix }), ...(suffix === null ? {} : { suffix }) }
  return { ...quote, ...locateQuote(snapshot.text, around) }
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
