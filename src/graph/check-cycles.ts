import type { AnyRecord, RecordId } from '../domain/records.js'
import type { Bundle } from '../seed/bundle.js'
import type { Problem } from '../seed/problem.js'
import type { Changes } from './changes.js'
import { findParents, type Run, runAll } from './reads.js'

/** What a record is part of, or within, and the field that says so. */
function findParent(record: AnyRecord): { readonly field: 'partOf' | 'within'; readonly id: RecordId } | undefined {
  if ((record.type === 'actor' || record.type === 'source') && record.partOf !== undefined) {
    return { field: 'partOf', id: record.partOf }
  }
  if (record.type === 'site' && record.within !== undefined) return { field: 'within', id: record.within }
  return undefined
}

/** Cycles of `partOf` and `within` that an import closes together with what the graph holds. Those inside the files are found before. */
export async function checkCycles(run: Run, bundle: Bundle, { list, byId }: Changes): Promise<readonly Problem[]> {
  const parents = new Map<RecordId, RecordId | undefined>()
  const children = list.filter(({ record }) => findParent(record) !== undefined)
  if (children.length === 0) return []
  for (const { record } of list) {
    if (record.type === 'actor' || record.type === 'source' || record.type === 'site') {
      parents.set(record.id, findParent(record)?.id)
    }
  }
  let frontier = [...new Set(parents.values())].filter((id) => id !== undefined && !parents.has(id)) as RecordId[]
  while (frontier.length > 0) {
    for (const id of frontier) parents.set(id, undefined)
    for (const [id, parent] of await runAll(run, frontier, findParents)) parents.set(String(id), String(parent))
    frontier = [...new Set(frontier.map((id) => parents.get(id)))].filter(
      (id) => id !== undefined && !parents.has(id),
    ) as RecordId[]
  }

  const problems: Problem[] = []
  const settled = new Set<RecordId>()
  for (const { record } of children) {
    const trail: RecordId[] = []
    const onTrail = new Map<RecordId, number>()
    let here: RecordId | undefined = record.id
    while (here !== undefined && !settled.has(here) && !onTrail.has(here)) {
      onTrail.set(here, trail.length)
      trail.push(here)
      here = parents.get(here)
    }
    const start = here === undefined ? undefined : onTrail.get(here)
    for (const id of trail) settled.add(id)
    if (start === undefined) continue
    const cycle = trail.slice(start)
    const culprit = cycle.find((id) => byId.has(id)) ?? record.id
    const field = findParent(byId.get(culprit)?.record ?? record)?.field
    problems.push({
      severity: 'ERROR',
      code: 'CYCLE',
      message: `expected no record above itself, got ${describeCycle([...cycle, cycle[0] ?? culprit])}`,
      ...bundle.placeOf(culprit, field),
    })
  }
  return problems
}

function describeCycle(ids: readonly RecordId[]): string {
  return ids.length > 12 ? `${ids.slice(0, 6).join(' → ')} → … → ${ids.slice(-2).join(' → ')}` : ids.join(' → ')
}
