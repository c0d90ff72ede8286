/** First and last day, `YYYY-MM-DD`; an absent end is open or unknown. */
export interface DaySpan {
  readonly from?: string
  readonly to?: string
}

/** The whole number in at least `length` digits. */
export function toDigits(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

export function toDay(year: number, month: number, day: number): string {
  return `${toDigits(year, 4)}-${toDigits(month, 2)}-${toDigits(day, 2)}`
}

export function countDays(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The earliest and latest day whose digits fit the masks (`X` fits any digit); undefined where no calendar day does. */
export function findSpan(year: string, month: string, day: string): Required<DaySpan> | undefined {
  const from = findDay(year, month, day, 1)
  const to = from && findDay(year, month, day, -1)
  return from !== undefined && to !== undefined ? { from, to } : undefined
}

function findDay(year: string, month: string, day: string, step: 1 | -1): string | undefined {
  return findNumber(year, 0, 9999, step, (y) =>
    findNumber(month, 1, 12, step, (m) => findNumber(day, 1, countDays(y, m), step, (d) => toDay(y, m, d))),
  )
}

/** The first answer for a number from `min` to `max` that fits the mask, rising or falling. */
function findNumber(
  mask: string,
  min: number,
  max: number,
  step: 1 | -1,
  find: (number: number) => string | undefined,
): string | undefined {
  const low = Math.max(min, Number(mask.replaceAll('X', '0')))
  const high = Math.min(max, Number(mask.replaceAll('X', '9')))
  for (let number = step === 1 ? low : high; number >= low && number <= high; number += step) {
    const found = fits(number, mask) ? find(number) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function fits(number: number, mask: string): boolean {
  let rest = number
  for (let place = mask.length - 1; place >= 0; place--) {
    if (mask[place] !== 'X' && Number(mask[place]) !== rest % 10) return false
    rest = Math.floor(rest / 10)
  }
  return true
}
