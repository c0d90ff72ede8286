import canonicalize from 'canonicalize'
import type { AnyRecord } from '../domain/records.js'

/** RFC 8785 text. Throws for what JSON can't hold: undefined, NaN, infinities, lone surrogates, cycles. Fields that are undefined are left out. */
export function toCanonical(value: unknown): string {
  const ordered = inOrder(value, 0)
  if (ordered !== UNUSUAL) {
    const text = JSON.stringify(ordered)
    if (text !== undefined && !text.includes('\\ud')) return text // a lone surrogate is written so
  }
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError(`Expected a JSON value, got ${typeof value}`)
  return text
}

const UNUSUAL = Symbol('not to be written by JSON.stringify')
const DEEPEST = 100

/** A copy of plain data with its keys in order: JSON.stringify writes it as RFC 8785 does, in half the time. */
function inOrder(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return value
    case 'number':
      return Number.isFinite(value) ? value : UNUSUAL
    case 'bigint':
    case 'function':
    case 'symbol':
      return UNUSUAL
    case 'object':
      if (value === null) return null
      if (depth > DEEPEST || 'toJSON' in value) return UNUSUAL
      return Array.isArray(value) ? listInOrder(value, depth) : fieldsInOrder(value, depth)
  }
}

function listInOrder(list: readonly unknown[], depth: number): unknown {
  if (list.length === 0) return list
  const copy = list.map((item) => inOrder(item, depth + 1))
  return copy.includes(UNUSUAL) ? UNUSUAL : copy
}

function fieldsInOrder(fields: object, depth: number): unknown {
  const copy: { [name: string]: unknown } = {}
  for (const name of Object.keys(fields).sort()) {
    // Objects put names of digits first, and this one is no name to them.
    if ((name >= '0' && name < ':') || name === '__proto__') return UNUSUAL
    const value = inOrder((fields as { readonly [name: string]: unknown })[name], depth + 1)
    if (value === UNUSUAL) return UNUSUAL
    copy[name] = value
  }
  return copy
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
