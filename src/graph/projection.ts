import { type DaySpan, parseEdtf } from '../domain/dates.js'
import type { EdtfDate, Name, Quote, RecordId, RecordOf, RecordType, Sha256 } from '../domain/records.js'
import type { RelationshipType } from '../store/graph-model.js'
import type { Properties } from '../store/statements.js'
import type { Value } from '../store/store.js'

/** A relationship that a record owns. `key` is unique among all relationships: owner, type, and what tells it from its like. */
export interface ProjectedEdge {
  readonly type: RelationshipType | 'HAS_SNAPSHOT'
  readonly from: RecordId
  readonly to: RecordId | Sha256 // a SHA-256 for HAS_SNAPSHOT
  readonly key: string
  readonly properties: Properties
}

/** What one record is in the graph, without the intervals that an import gives it. */
export interface Projection {
  readonly node: { readonly labels: readonly string[]; readonly properties: Properties }
  readonly edges: readonly ProjectedEdge[]
}

/** Fields of a node or relationship before the absent ones are dropped. */
export type Fields = { readonly [name: string]: Value | undefined }
/** An edge as a projector names it: the owner's id and the key are added later. */
export interface EdgeParts {
  readonly type: ProjectedEdge['type']
  readonly from?: RecordId // default: the record itself
  readonly to?: RecordId | Sha256 // default: the record itself
  readonly fields?: Fields
}
/** How records of one type are projected: their node's own fields, and the relationships that they own. */
export interface Projector<T extends RecordType> {
  readonly node: (record: RecordOf<T>) => Fields
  /** `itemFrom`: for evidence, the first day of the publication of its item's document, which another record knows. */
  readonly edges: (record: RecordOf<T>, itemFrom: string | undefined) => readonly (EdgeParts | undefined)[]
}

/** Drops what is absent: undefined, null and empty lists. */
export function toProperties(fields: Fields): Properties {
  const properties: { [name: string]: Value } = {}
  for (const name of Object.keys(fields)) {
    const value = fields[name]
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue
    properties[name] = value
  }
  return properties
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
const ABOVE_SURROGATES = /[\uE000-\uFFFF]/g

/**
 * Text to sort and search by: NFKC, without what can't be seen (joiners, variation selectors, marks of direction), in lower case. Neo4j compares
 * UTF-16 and Grafeo code points: the few characters on which these differ are spelled in unassigned ones that keep their place.
 */
export function toSortKey(text: string): string {
  const folded = text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase()
  return folded.replace(ABOVE_SURROGATES, (character) => {
    const digits = (character.charCodeAt(0) - 0xe000).toString(4).padStart(7, '0')
    return `\uD7FF${[...digits].map((digit) => String.fromCharCode(0xd7fc + Number(digit))).join('')}`
  })
}

const LONGEST_LINE_KEY = 2_000 // UTF-16 units: Neo4j indexes at most 8,167 bytes

/** The sort key of a name or title, short enough for an index: only what NFKC makes very long is cut. */
export function toLineSortKey(line: string): string {
  return toSortKey(line)
    .slice(0, LONGEST_LINE_KEY)
    .replace(/[\uD800-\uDBFF]$/, '')
}

const SPANS_KEPT = 20_000
const spans = new Map<EdtfDate, DaySpan>()

/** First and last day of a checked date. Imports repeat their dates, so those met last are remembered. */
function spanOf(date: EdtfDate): DaySpan {
  const known = spans.get(date)
  if (known !== undefined) return known
  const parsed = parseEdtf(date)
  const span = parsed.ok ? parsed : {}
  if (spans.size >= SPANS_KEPT) spans.clear()
  spans.set(date, span)
  return span
}

/** `<name>`, `<name>From`, `<name>To`: the text and the first and last day it can mean; an open or unknown end is absent. */
export function dateFields(name: string, date: EdtfDate | undefined): Fields {
  if (date === undefined) return {}
  const { from, to } = spanOf(date)
  return { [name]: date, [`${name}From`]: from, [`${name}To`]: to }
}

/** The first day that a date can mean; undefined where it is open, unknown or absent. */
export function firstDay(date: EdtfDate | undefined): string | undefined {
  return date === undefined ? undefined : spanOf(date).from
}

export function quoteFields(quote: Quote | undefined): Fields {
  if (quote === undefined) return {}
  return { quoteExact: quote.exact, quotePrefix: quote.prefix, quoteSuffix: quote.suffix, quotePage: quote.page }
}

/** Names as JSON texts `[value, lang or null, kind]`: engines keep no nested lists. */
export function nameFields(record: { readonly name: string; readonly names: readonly Name[] }): Fields {
  return {
    name: record.name,
    sortName: toLineSortKey(record.name),
    searchNames: [record.name, ...record.names.map(({ value }) => value)].map(toSortKey).join('\n'),
    names: record.names.map(({ value, lang, kind }) => JSON.stringify([value, lang ?? null, kind])),
  }
}

/** An edge to a record that may not be named. */
export function edgeTo(
  type: ProjectedEdge['type'],
  to: RecordId | undefined,
  fields: Fields = {},
): EdgeParts | undefined {
  return to === undefined ? undefined : { type, to, fields }
}
