import { toError } from '../errors.js'
import type { Arguments } from '../specs/spec.js'
import type { Read } from './plan.js'

/** Rows that an operation may read, counted from its arguments before any is read. */
export const BUDGET = 100_000

/** What an operation costs: one for every row it can read, and for every level of a walk. */
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
      const { start, read: inner, place } = column.fetch
      const rows = times * column.fetch.expect(values)
      if (rows > heaviest.rows) Object.assign(heaviest, { place, rows })
      total += rows + (start.from === 'reach' ? times * start.levels : 0) + (inner === null ? 0 : measure(inner, rows))
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
