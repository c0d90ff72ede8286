import type { AnyRecord, DocumentRecord, Quote, RecordId } from './records.js'

export interface QuotePlace {
  readonly status: 'VERIFIED' | 'MOVED' | 'NOT_FOUND'
  readonly start?: number // UTF-16 offset into the text
  readonly end?: number // of the first character after it
}
type Words = Pick<Quote, 'exact' | 'prefix' | 'suffix'>

/** A text in which quotes are looked for: every run of white space is one space. */
export interface PreparedText {
  readonly text: string
  readonly runEnds: readonly number[] // in `text`, after each run that became shorter
  readonly dropped: readonly number[] // characters left out up to there
}

/** Prepares a text once for all the quotes from it. */
export function prepareText(original: string): PreparedText {
  const runEnds: number[] = []
  const dropped: number[] = []
  let left = 0
  const text = original.replace(/\s{2,}|[^\S ]/g, (run, index: number) => {
    if (run.length === 1) return ' '
    runEnds.push(index - left + 1)
    left += run.length - 1
    dropped.push(left)
    return ' '
  })
  return { text, runEnds, dropped }
}

/**
 * Where a text holds a quote (W3C TextQuoteSelector). A run of white space equals one space; case and punctuation count. VERIFIED: `exact` stands between `prefix` and `suffix`;
 * of several places the first. MOVED: `exact` is there, but never with both around it: its first place. NOT_FOUND: also for a quote of white space alone.
 * Takes time by the length of text and quote together, whatever they are.
 */
export function locateQuote(text: string, quote: Words): QuotePlace {
  return locateIn(prepareText(text), quote)
}

export function locateIn(page: PreparedText, quote: Words): QuotePlace {
  const exact = toWords(quote.exact)
  if (exact === '') return { status: 'NOT_FOUND' }
  const before = toWords(quote.prefix)
  const after = toWords(quote.suffix)
  let verified: number | undefined
  // With or without a space between: a prefix may end in one, or be cut in the middle of a word.
  for (const prefix of before === '' ? [''] : [`${before} `, before]) {
    for (const suffix of after === '' ? [''] : [` ${after}`, after]) {
      const most = verified === undefined ? page.text.length : verified + exact.length + suffix.length
      const at = findFirst(page.text, prefix + exact + suffix, most)
      if (at !== undefined) verified = Math.min(verified ?? Number.POSITIVE_INFINITY, at + prefix.length)
    }
  }
  if (verified !== undefined) return toPlace('VERIFIED', page, verified, exact.length)
  const moved = findFirst(page.text, exact, page.text.length)
  return moved === undefined ? { status: 'NOT_FOUND' } : toPlace('MOVED', page, moved, exact.length)
}

/** The document whose words an item of evidence gives: itself, or that of an observation; none for a claim. `find`: a record by its id. */
export function findCitedDocument(
  item: RecordId,
  find: (id: RecordId) => AnyRecord | undefined,
): DocumentRecord | undefined {
  const given = find(item)
  const record = given?.type === 'observation' ? find(given.document) : given
  return record?.type === 'document' ? record : undefined
}

function toWords(text = ''): string {
  return text.trim().replace(/\s+/g, ' ')
}

function toPlace(status: 'VERIFIED' | 'MOVED', page: PreparedText, at: number, length: number): QuotePlace {
  return { status, start: toOffset(page, at), end: toOffset(page, at + length - 1) + 1 }
}

/** The offset in the original of a character of the prepared text. */
function toOffset({ runEnds, dropped }: PreparedText, at: number): number {
  let low = 0
  let high = runEnds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runEnds[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return at + (dropped[low - 1] ?? 0)
}

/** The first place before `end` of a text that is not empty (Knuth, Morris and Pratt: the engine's own search is quadratic on hostile texts). */
function findFirst(text: string, sought: string, end: number): number | undefined {
  const borders = toBorders(sought)
  const first = sought.charAt(0)
  let matched = 0
  for (let index = 0; index < end; index++) {
    if (matched === 0 && text.charCodeAt(index) !== sought.charCodeAt(0)) {
      index = text.indexOf(first, index + 1)
      if (index < 0 || index >= end) return undefined
    }
    const code = text.charCodeAt(index)
    while (matched > 0 && code !== sought.charCodeAt(matched)) matched = borders[matched - 1] ?? 0
    if (code === sought.charCodeAt(matched)) matched++
    if (matched === sought.length) return index - matched + 1
  }
  return undefined
}

/** For each beginning of a text, the length of the longest shorter one that also ends it. */
function toBorders(text: string): Uint32Array {
  const borders = new Uint32Array(text.length)
  let length = 0
  for (let index = 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    while (length > 0 && code !== text.charCodeAt(length)) length = borders[length - 1] ?? 0
    if (code === text.charCodeAt(length)) length++
    borders[index] = length
  }
  return borders
}
