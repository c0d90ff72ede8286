import canonicalize from 'canonicalize'
import type { AnyRecord } from '../domain/records.js'

/** RFC 8785 text. Throws for what JSON can't hold: undefined, NaN, infinities, lone surrogates, cycles. Fields that are undefined are left out. */
export function toCanonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError(`Expected a JSON value, got ${typeof value}`)
  return text
}

const recordTexts = new WeakMap<AnyRecord, string>()

/** RFC 8785 text of a record, made once per object: an import needs it for its diff, its projection and its entry. */
export function toRecordText(record: AnyRecord): string {
  const known = recordTexts.get(record)
  if (known !== undefined) return known
  const text = toCanonical(record)
  recordTexts.set(record, text)
  return text
}
