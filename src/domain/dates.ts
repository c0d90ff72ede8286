import { parse } from 'edtf'
import { type DaySpan, findSpan, toDigits } from './days.js'
import { findSeasonSpan } from './seasons.js'

export type { DaySpan } from './days.js'
export type ParsedDate = ({ readonly ok: true } & DaySpan) | { readonly ok: false; readonly reason: string }

const MAX_LENGTH = 100 // the grammar is ambiguous: longer texts cost more than their length
const HINT = 'expected an EDTF date, such as 2023, 2023-09, 2023-10-05~, 202X, 2023-21 or 2023-09-13/2023-09-17'
const PLAIN = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/

/**
 * First and last day that an EDTF text (levels 0 to 2, years 0000 to 9999) can mean; an open or unknown end is absent.
 * Qualifiers (`~ ? %`) move no bound; a time of day is its day as written, in its own zone; the bounds of a set are those of all its members.
 * Not a date here: centuries and decades of two or three digits (`12`: write 12XX), and days that no year has (2023-02-29).
 */
export function parseEdtf(text: string): ParsedDate {
  if (text.length > MAX_LENGTH) return { ok: false, reason: `longer than ${MAX_LENGTH} characters` }
  const known = parsed.get(text)
  if (known !== undefined) return known
  const made = parseAnew(text)
  if (parsed.size >= PARSED_KEPT) parsed.clear()
  parsed.set(text, made)
  return made
}

const PARSED_KEPT = 20_000
const parsed = new Map<string, ParsedDate>() // the grammar is slow, and records repeat their dates

function parseAnew(text: string): ParsedDate {
  try {
    return { ok: true, ...(findPlainSpan(text) ?? toSpan(parseByGrammar(text))) }
  } catch (error) {
    if (!(error instanceof DateError)) throw error
    return { ok: false, reason: error.message }
  }
}

/** Whatever the parser throws means that it can't read the text; what our own code throws is a fault of the program. */
function parseByGrammar(text: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    throw new DateError(HINT, { cause })
  }
}

/** Whether two spans have a day in common; an absent bound is open, so a span without any overlaps every other. */
export function overlap(a: DaySpan, b: DaySpan): boolean {
  const startsInTime = a.from === undefined || b.to === undefined || a.from <= b.to
  const endsInTime = a.to === undefined || b.from === undefined || a.to >= b.from
  return startsInTime && endsInTime
}

class DateError extends Error {}

/** The forms that nearly every record uses, and intervals of them: 100 times faster than the grammar, same answers. */
function findPlainSpan(text: string): DaySpan | undefined {
  const parts = text.split('/')
  if (parts.length > 2) return undefined
  const spans = parts.map((part) => {
    const match = PLAIN.exec(part)
    if (match === null || Number(match[2] ?? 1) > 12 || Number(match[2] ?? 1) < 1 || Number(match[3] ?? 1) < 1)
      return undefined
    return toMaskedSpan(match[1] ?? '', match[2], match[3])
  })
  const first = spans[0]
  const last = spans.at(-1)
  return first === undefined || last === undefined ? undefined : toOrdered(first.from, last.to)
}

function toSpan(node: unknown): DaySpan {
  if (!isTree(node)) throw new DateError(HINT)
  switch (node.type) {
    case 'Interval': {
      const [lower, upper] = node.values
      return toOrdered(toBound(lower)?.from, toBound(upper)?.to)
    }
    case 'Set':
    case 'List':
      return toHull(node)
    case 'Season':
      return assertSpan(findSeasonSpan(toYear(node.values[0]), Number(node.values[1])))
    case 'Year':
      return toYearSpan(toYear(node.values[0]), node.significant)
    case 'Date':
    case undefined: // inside intervals and sets the parser leaves the type of masked dates out
      return toDateSpan(node)
    default:
      throw new DateError(`${HINT}; a century or decade is written with X (12XX, 202X)`)
  }
}

interface Tree {
  readonly type?: string
  readonly values: readonly unknown[]
  readonly unspecified?: number // bit n: digit n of YYYYMMDD is an X
  readonly significant?: number
  readonly earlier?: boolean
  readonly later?: boolean
}
function isTree(node: unknown): node is Tree {
  return typeof node === 'object' && node !== null && 'values' in node && Array.isArray(node.values)
}

function toBound(node: unknown): DaySpan | undefined {
  return isTree(node) ? toSpan(node) : undefined // `..` and an empty end
}

/** A range inside a set arrives as a pair. */
function toHull(node: Tree): DaySpan {
  const spans = node.values.map((member) =>
    Array.isArray(member) ? toOrdered(toBound(member[0])?.from, toBound(member[1])?.to) : toSpan(member),
  )
  const from = spans.map((span) => span.from ?? '').sort()[0]
  const to = spans
    .map((span) => span.to ?? '')
    .sort()
    .at(-1)
  return toOrdered(node.earlier === true ? undefined : from, node.later === true ? undefined : to)
}

function toDateSpan({ values, unspecified = 0 }: Tree): DaySpan {
  const [year, month, day] = values
  const mask = (digits: string, firstBit: number) =>
    [...digits].map((digit, place) => (unspecified & (1 << (firstBit + place)) ? 'X' : digit)).join('')
  return toMaskedSpan(
    mask(toDigits(toYear(year), 4), 0),
    month === undefined ? undefined : mask(toDigits(Number(month) + 1, 2), 4),
    day === undefined ? undefined : mask(toDigits(Number(day), 2), 6),
  )
}

/** `significant` digits of the year are known: 1984S2 is 1900 to 1999. */
function toYearSpan(year: number, significant: number | undefined): DaySpan {
  const known = Math.max(significant ?? 4, 0)
  const digits = toDigits(year, String(year).length).slice(0, known)
  const masked = digits.padEnd(String(year).length, 'X').padStart(4, '0')
  return toMaskedSpan(masked, undefined, undefined)
}

function toMaskedSpan(year: string, month: string | undefined, day: string | undefined): Required<DaySpan> {
  const span = findSpan(year, month ?? 'XX', day ?? 'XX')
  if (span !== undefined) return span
  throw new DateError(`there is no such day as ${[year, month, day].filter((part) => part !== undefined).join('-')}`)
}

function assertSpan(span: DaySpan | undefined): DaySpan {
  if (span === undefined) throw new DateError(HINT)
  return span
}

function toYear(value: unknown): number {
  const year = Number(value)
  if (!(Object.is(year, 0) || (year > 0 && year <= 9999))) throw new DateError('the year must be 0000 to 9999')
  return year
}

function toOrdered(from: string | undefined, to: string | undefined): DaySpan {
  if (from !== undefined && to !== undefined && from > to) {
    throw new DateError(`it ends (${to}) before it begins (${from})`)
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}
