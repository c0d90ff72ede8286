import { findCycles } from '../domain/cycles.js'
import type { RecordId } from '../domain/records.js'
import type { Draft } from './drafts.js'
import type { Report } from './report.js'
import { quoted } from './wording.js'

const UPWARD = ['partOf', 'within'] as const
const MOST_NAMED = 6

/** Reports each cycle of `partOf` or `within` once, at its first record. */
export function reportCycles(drafts: ReadonlyMap<RecordId, Draft>, report: Report): void {
  for (const field of UPWARD) {
    for (const cycle of findCycles(drafts.keys(), (id) => above(drafts.get(id), field))) {
      const draft = drafts.get(cycle[0] ?? '')
      if (draft === undefined) continue
      report.add(
        draft.file,
        { code: 'CYCLE', message: describeCycle(field, cycle), path: [field], on: 'VALUE' },
        draft.path,
      )
    }
  }
}

/** What is wrong with a cycle of `partOf` or `within`, given from the record at which it is reported. */
export function describeCycle(field: string, cycle: readonly RecordId[]): string {
  const [first = ''] = cycle
  const named = cycle.slice(0, MOST_NAMED).map(quoted)
  const way = [...named, ...(cycle.length > MOST_NAMED ? ['…'] : []), quoted(first)].join(' → ')
  return `expected ${field} to lead upwards to an end, got a circle: ${way}`
}

function above(draft: Draft | undefined, field: string): RecordId | undefined {
  const up = draft?.raw[field]
  return typeof up === 'string' ? up : undefined
}
