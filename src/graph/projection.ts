import { type DaySpan, parseEdtf } from '../domain/dates.js'
import type { RecordType } from '../domain/record-types.js'
import type { EdtfDate, Name, Quote, RecordId, RecordOf, Sha256 } from '../domain/records.js'
import type { RelationshipType } from '../store/graph-model.js'
import type { Fields, Properties } from '../store/statements.js'
import type { Value } from '../store/store.js'

/** A relationship that a record owns. `key` is unique among all relationships: owner, type, and what tells it from its like. */
export interface ProjectedEdge {
  readonly type: RelationshipType | 'HAS_SNAPSHOT'
  readonly from: RecordId
  readonly to: RecordId | Sha256 // a SHA-256 for HAS_SNAPSHOT
  readonly key: string
  readonly properties: Properties
}

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

/** The sort key of a name, a title or the beginning of prose, short enough for an index. */
export function toLineSortKey(line: string): string {
  return toSortKey(line)
    .slice(0, LONGEST_LINE_KEY)
    .replace(/[\uD800-\uDBFF]$/, '')
}

/** First and last day of a checked date. */
function spanOf(date: EdtfDate): DaySpan {
  const parsed = parseEdtf(date)
  return parsed.ok ? parsed : {}
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

/** `sort<Name>` to order prose by its beginning, `folded<Name>` to search the whole of it. */
export function proseFields(name: string, prose: string): Fields {
  return { [`sort${name}`]: toLineSortKey(prose), [`folded${name}`]: toSortKey(prose) }
}

/** An edge to a record that may not be named. */
export function edgeTo(
  type: ProjectedEdge['type'],
  to: RecordId | undefined,
  fields: Fields = {},
): EdgeParts | undefined {
  return to === undefined ? undefined : { type, to, fields }
}
