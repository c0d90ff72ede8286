import type { Value } from '../../store/store.js'
import { toError } from '../errors.js'
import type { Arguments } from '../specs/spec.js'
import { toRow, toRows } from './decode.js'
import type { Read } from './plan.js'

/** Rows that an operation may be expected to read, and rows that it may have read. */
export const BUDGET = 100_000
/** Rows that a list without a page size is taken to have, whatever it has: what depends on the data is not known before it is read. */
export const EXPECTED_ROWS = 5
/** Characters that an operation may have read: texts of snapshots, most of all. */
const MAX_CHARACTERS = 50_000_000

/** What an operation costs. `rows`: one for every row of a page that it asks for, EXPECTED_ROWS for any other list, one for every level of a walk. */
export interface Cost {
  readonly rows: number
  readonly budget: number
}

/** The cost of a plan with these arguments, before anything is read. BUDGET_EXCEEDED names the field to narrow. */
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

/** Holds what was read to the bounds, before anything is made of it: lists without a page size can be longer than expected. */
export function checkRead(root: Read, row: readonly Value[], budget: number): void {
  const read = { rows: 0, characters: 0 }
  const most = new Map<string, number>()
  const count = (value: Value, place: string): void => {
    if (typeof value === 'string') {
      read.characters += value.length
      if (read.characters > MAX_CHARACTERS) {
        throw toError(
          'BUDGET_EXCEEDED',
          `The operation reads more than ${MAX_CHARACTERS} characters, the last of them in ${place}: ask for fewer records at once`,
        )
      }
    } else if (Array.isArray(value)) for (const each of value) count(each, place)
  }
  const visit = ({ columns }: Read, values: readonly Value[], place: string): void => {
    for (const column of columns) {
      const value = values[column.index] ?? null
      if (column.kind === 'property' || column.fetch.read === null) {
        count(value, place)
        continue
      }
      const rows = toRows(value)
      const { fetch } = column
      read.rows += rows.length
      most.set(fetch.place, (most.get(fetch.place) ?? 0) + rows.length)
      if (read.rows > budget) {
        const [[heaviest] = ['']] = [...most].sort(([, a], [, b]) => b - a)
        throw toError(
          'BUDGET_EXCEEDED',
          `The operation reads more than ${budget} rows. Most are in ${heaviest}: ask for fewer records at once`,
        )
      }
      if (fetch.read !== null) for (const each of rows) visit(fetch.read, toRow(each), fetch.place)
    }
  }
  visit(root, row, '')
  for (const value of row.slice(root.columns.length)) count(value, 'the texts of snapshots')
}
