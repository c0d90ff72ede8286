import { toError } from '../errors.js'
import type { Fetch, FetchColumn, Read } from './plan.js'

/** Deeper than any question needs; Grafeo refuses statements nested over 20 calls. */
const MAX_DEPTH = 16
/** Grafeo refuses plans of more than 128 steps in a row: each call is one, and what stands in the longest comes on top. */
const MAX_STEPS = 120

/** Refuses what the engines would: records too far below each other, and too many lists side by side. GRAPHQL_VALIDATION_FAILED. */
export function checkShape(root: Read): void {
  checkDepth(root, 1)
  if (countSteps(root) + countArchived(root) > MAX_STEPS) {
    throw toError(
      'GRAPHQL_VALIDATION_FAILED',
      `The operation asks for too many lists and records side by side, more than about ${MAX_STEPS - 20}: ask for them in several operations`,
    )
  }
}

function checkDepth(read: Read, depth: number): void {
  for (const { fetch } of read.columns.filter(isFetch)) {
    if (depth > MAX_DEPTH) {
      throw toError(
        'GRAPHQL_VALIDATION_FAILED',
        `${fetch.place} is nested deeper than ${MAX_DEPTH} records: ask for it from its own id`,
      )
    }
    if (fetch.read !== null) checkDepth(fetch.read, depth + 1)
  }
}

/** The calls of one level, and the longest way below one of them. */
function countSteps({ columns }: Read): number {
  const below = columns.filter(isFetch).map(({ fetch }) => {
    const walked = fetch.start.from === 'reach' ? fetch.start.levels : 0
    return { calls: walked > 0 ? 2 : 1, steps: Math.max(walked + 5, countClauses(fetch)) + stepsOf(fetch) }
  })
  return below.reduce((sum, { calls }) => sum + calls, 0) + below.reduce((most, { steps }) => Math.max(most, steps), 0)
}

function stepsOf({ read }: Fetch): number {
  return read === null ? 0 : countSteps(read)
}

/** What a fetch does itself, as measured on Grafeo and rounded up. */
function countClauses({ start, order, conditions }: Fetch): number {
  const from = start.from === 'hops' ? 3 * start.hops.length : 8
  const beside = order?.beside === undefined ? 0 : 5
  return from + conditions.length + (order === null ? 0 : 1) + beside
}

/** Each brings snapshots by a call of its own. */
function countArchived({ archived, columns }: Read): number {
  const below = columns.filter(isFetch).map(({ fetch }) => (fetch.read === null ? 0 : countArchived(fetch.read)))
  return below.reduce((sum, each) => sum + each, archived.length)
}

function isFetch(column: Read['columns'][number]): column is FetchColumn {
  return column.kind === 'fetch'
}
