import { findCycles } from '../domain/cycles.js'
import type { AnyRecord, RecordId } from '../domain/records.js'
import type { Bundle } from '../seed/bundle.js'
import { describeCycle } from '../seed/cycles.js'
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

  const starts = children.map(({ record }) => record.id)
  return findCycles(starts, (id) => parents.get(id)).map((cycle) => {
    // A record of this import closes it: told from there on.
    const place = Math.max(
      cycle.findIndex((id) => byId.has(id)),
      0,
    )
    const told = [...cycle.slice(place), ...cycle.slice(0, place)]
    const [culprit = ''] = told
    const record = byId.get(culprit)?.record
    const field = (record && findParent(record)?.field) ?? 'partOf'
    return {
      severity: 'ERROR',
      code: 'CYCLE',
      message: describeCycle(field, told),
      ...bundle.placeOf(culprit, field),
    }
  })
}
