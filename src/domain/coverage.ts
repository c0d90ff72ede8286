import { overlap, parseEdtf } from './dates.js'
import type { CoverageRecord, ObservationRecord } from './records.js'

/**
 * Whether anything records that somebody could have seen what an observation is about: the observation's own coverage, or one of its site (`coverages`)
 * whose window overlaps its own. A fraction of 0, or an image that is all cloud, is no look.
 */
export function isCovered(
  { coverage, window }: Pick<ObservationRecord, 'coverage' | 'window'>,
  coverages: readonly Pick<CoverageRecord, 'window' | 'fraction' | 'cloud'>[],
): boolean {
  if (coverage !== undefined && coverage.fraction !== 0) return true
  const asked = parseEdtf(window)
  return coverages.some((record) => {
    if (record.fraction === 0 || record.cloud === 1) return false
    const looked = parseEdtf(record.window)
    return asked.ok && looked.ok && overlap(asked, looked)
  })
}
