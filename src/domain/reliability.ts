import { parseEdtf } from './dates.js'
import type { EdtfDate, RatingRecord } from './records.js'
import type { Reliability } from './vocabulary.js'

/**
 * The grade of a source on a date: that of its newest rating whose `from` begins no later than the date begins; a rating without `from` holds
 * from ever. F, "cannot be judged", where nobody graded it by then. Without a date (or with one that has no bounds): the newest of all.
 * Of ratings from one day the one with the greatest id counts, so that the answer doesn't depend on their order.
 */
export function reliabilityOn(
  ratings: Iterable<Pick<RatingRecord, 'id' | 'grade' | 'from'>>,
  date?: EdtfDate,
): Reliability {
  const day = date === undefined ? undefined : findFirstKnownDay(date)
  let newest: { readonly id: string; readonly grade: Reliability; readonly since: string } | undefined
  for (const { id, grade, from } of ratings) {
    const since = from === undefined ? '' : (findFirstKnownDay(from) ?? '')
    if (day !== undefined && since > day) continue
    if (newest === undefined || since > newest.since || (since === newest.since && id > newest.id)) {
      newest = { id, grade, since }
    }
  }
  return newest?.grade ?? 'F'
}

function findFirstKnownDay(date: EdtfDate): string | undefined {
  const parsed = parseEdtf(date)
  return parsed.ok ? (parsed.from ?? parsed.to) : undefined
}
