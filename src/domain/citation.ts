import type { Quote } from './records.js'

export interface QuotePlace {
  readonly status: 'VERIFIED' | 'MOVED' | 'NOT_FOUND'
  readonly start?: number // UTF-16 offset into the text
  readonly end?: number // of the first character after it
}

/**
 * Where a text holds a quote (W3C TextQuoteSelector). A run of white space equals one space; case and punctuation count. VERIFIED: `exact` stands between `prefix` and `suffix`;
 * of several places the first. MOVED: `exact` is there, but never with both around it: its first place. NOT_FOUND: also for a quote of white space alone.
 */
export function locateQuote(text: string, quote: Pick<Quote, 'exact' | 'prefix' | 'suffix'>): QuotePlace {
  const page = toSingleSpaced(text)
  const exact = toSingleSpaced(quote.exact).text.trim()
  if (exact === '') return { status: 'NOT_FOUND' }
  const prefix = toSingleSpaced(quote.prefix ?? '').text.trim()
  const suffix = toSingleSpaced(quote.suffix ?? '').text.trim()

  let first: number | undefined
  for (let at = page.text.indexOf(exact); at !== -1; at = page.text.indexOf(exact, at + 1)) {
    first ??= at
    if (endsBefore(page.text, at, prefix) && startsAfter(page.text, at + exact.length, suffix)) {
      return toPlace('VERIFIED', page, at, exact.length)
    }
  }
  return first === undefined ? { status: 'NOT_FOUND' } : toPlace('MOVED', page, first, exact.length)
}

interface SingleSpaced {
  readonly text: string
  readonly offsets: Uint32Array // of each character in the text it was made from
}

function toSingleSpaced(original: string): SingleSpaced {
  const offsets = new Uint32Array(original.length)
  const parts: string[] = []
  let length = 0
  for (const run of original.matchAll(/\s+|\S+/g)) {
    const isSpace = run[0].trim() === ''
    const part = isSpace ? ' ' : run[0]
    for (let i = 0; i < part.length; i++) offsets[length++] = run.index + i
    parts.push(part)
  }
  return { text: parts.join(''), offsets }
}

function toPlace(status: 'VERIFIED' | 'MOVED', page: SingleSpaced, at: number, length: number): QuotePlace {
  const start = page.offsets[at] ?? 0
  const end = (page.offsets[at + length - 1] ?? 0) + 1
  return { status, start, end }
}

/** With or without a space between: a prefix may end in one, or be cut in the middle of a word. */
function endsBefore(text: string, at: number, prefix: string): boolean {
  const end = text[at - 1] === ' ' ? at - 1 : at
  return text.startsWith(prefix, end - prefix.length) && prefix.length <= end
}
function startsAfter(text: string, end: number, suffix: string): boolean {
  return text.startsWith(suffix, text[end] === ' ' && suffix !== '' ? end + 1 : end)
}
