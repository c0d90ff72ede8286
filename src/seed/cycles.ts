import type { RecordId } from '../domain/records.js'
import type { Draft } from './drafts.js'
import type { Report } from './report.js'
import { quoted } from './wording.js'

const UPWARD = ['partOf', 'within'] as const
const MOST_NAMED = 6

/** Reports each cycle of `partOf` or `within` once, at its first record. */
export function reportCycles(drafts: ReadonlyMap<RecordId, Draft>, report: Report): void {
  for (const field of UPWARD) {
    const done = new Set<RecordId>()
    for (const start of drafts.keys()) {
      const trail: RecordId[] = []
      const onTrail = new Set<RecordId>()
      let id: RecordId | undefined = start
      while (id !== undefined && !done.has(id) && !onTrail.has(id)) {
        trail.push(id)
        onTrail.add(id)
        id = above(drafts.get(id), field)
      }
      if (id !== undefined && onTrail.has(id)) tell(trail.slice(trail.indexOf(id)), field)
      for (const seen of trail) done.add(seen)
    }
  }

  function tell(cycle: readonly RecordId[], field: (typeof UPWARD)[number]): void {
    const [first] = cycle
    const draft = first === undefined ? undefined : drafts.get(first)
    if (first === undefined || draft === undefined) return
    const names = cycle.length > MOST_NAMED ? [...cycle.slice(0, MOST_NAMED), '…', first] : [...cycle, first]
    const way = names.map((name) => (name === '…' ? name : quoted(name))).join(' → ')
    const message = `expected ${field} to lead upwards to an end, got a circle: ${way}`
    report.add(draft.file, { code: 'CYCLE', message, path: [field], on: 'VALUE' }, draft.path)
  }
}

function above(draft: Draft | undefined, field: string): RecordId | undefined {
  const up = draft?.raw[field]
  return typeof up === 'string' ? up : undefined
}
