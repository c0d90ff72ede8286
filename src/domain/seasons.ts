import { countDays, type DaySpan, toDay } from './days.js'

/**
 * First month and number of months of an EDTF sub-year grouping. 21 to 24 name no hemisphere and are read as northern, by the months
 * of meteorology; a winter belongs to the year it begins in.
 */
const SEASONS = new Map<number, readonly [month: number, length: number]>([
  ...([21, 25, 31] as const).map((season) => [season, [3, 3]] as const), // northern spring, southern autumn
  ...([22, 26, 32] as const).map((season) => [season, [6, 3]] as const),
  ...([23, 27, 29] as const).map((season) => [season, [9, 3]] as const),
  ...([24, 28, 30] as const).map((season) => [season, [12, 3]] as const),
  ...([33, 34, 35, 36] as const).map((quarter) => [quarter, [(quarter - 33) * 3 + 1, 3]] as const),
  ...([37, 38, 39] as const).map((third) => [third, [(third - 37) * 4 + 1, 4]] as const),
  ...([40, 41] as const).map((half) => [half, [(half - 40) * 6 + 1, 6]] as const),
])

/** Undefined for a code that names no season; what would pass the year 9999 ends with it. */
export function findSeasonSpan(year: number, season: number): Required<DaySpan> | undefined {
  const months = SEASONS.get(season)
  if (months === undefined) return undefined
  const [first, length] = months
  const last = first + length - 1
  const to =
    last <= 12
      ? toDay(year, last, countDays(year, last))
      : year === 9999
        ? '9999-12-31'
        : toDay(year + 1, last - 12, countDays(year + 1, last - 12))
  return { from: toDay(year, first, 1), to }
}
