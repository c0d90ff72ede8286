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
  const from = findDay(year, month, day, (numbers) => numbers)
  const to = from && findDay(year, month, day, (numbers) => numbers.reverse())
  return from !== undefined && to !== undefined ? { from, to } : undefined
}

function findDay(year: string, month: string, day: string, order: (numbers: number[]) => number[]): string | undefined {
  const months = order(toNumbers(month, 1, 12))
  const days = order(toNumbers(day, 1, 31))
  for (const y of order(toNumbers(year, 0, 9999))) {
    for (const m of months) {
      const d = days.find((candidate) => candidate <= countDays(y, m))
      if (d !== undefined) return toDay(y, m, d)
    }
  }
  return undefined
}

function toNumbers(mask: string, min: number, max: number): number[] {
  const numbers = [...mask].reduce<number[]>(
    (heads, digit) => heads.flatMap((head) => toChoices(digit).map((choice) => head * 10 + choice)),
    [0],
  )
  return numbers.filter((number) => number >= min && number <= max)
}

const ANY_DIGIT = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
function toChoices(digit: string): number[] {
  return digit === 'X' ? ANY_DIGIT : [Number(digit)]
}
