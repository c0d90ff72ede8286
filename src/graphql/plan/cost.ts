import { toError } from '../errors.js'
import type { Arguments } from '../specs/spec.js'
import type { Fetch, Read } from './plan.js'

/** Rows that an operation may read, counted from its arguments before any is read. */
export const BUDGET = 100_000

/** What an operation costs: one for every row it can read. */
export interface Cost {
  readonly rows: number
  readonly budget: number
}

/** The cost of a plan with these arguments. BUDGET_EXCEEDED names the field to narrow. */
export function measureCost(root: Read, values: readonly Arguments[], budget: number): Cost {
  const heaviest = { place: '', rows: 0 }
  const measure = (read: Read, times: number): number => {
    let total = 0
    for (const column of read.columns) {
      if (column.kind === 'property') continue
      const rows = times * countRows(column.fetch, values)
      if (rows > heaviest.rows) Object.assign(heaviest, { place: column.fetch.place, rows })
      total += rows + (column.fetch.read === null ? 0 : measure(column.fetch.read, rows))
    }
    return total
  }
  const rows = measure(root, 1)
  if (rows <= budget) return { rows, budget }
  throw toError(
    'BUDGET_EXCEEDED',
    `The operation could read ${rows} rows, more than ${budget}. Most are in ${heaviest.place}: ask for fewer with first, there or above it, or in several operations`,
  )
}

/** A reach costs its levels too. */
function countRows(fetch: Fetch, values: readonly Arguments[]): number {
  return fetch.expect(values) + (fetch.start.from === 'reach' ? fetch.start.levels : 0)
}
