import type { AnyRecord, RecordId } from '../domain/records.js'
import type { Changes } from './changes.js'
import { findDependentEvidence, findDependents, type Run, runAll } from './reads.js'

/** Live records that can't be without those given, as the graph stood before the import. */
type FindDependents = (ids: readonly RecordId[]) => Promise<readonly RecordId[]>

/** What a record can't be without: withdrawn with any of these. Entities and questions are not among them: they can't be withdrawn while in use. */
function requiredBy(record: AnyRecord): readonly RecordId[] {
  switch (record.type) {
    case 'document':
    case 'rating':
    case 'coverage':
      return [record.source]
    case 'observation':
      return [record.document]
    case 'evidence':
      return [record.item, record.claim]
    case 'judgement':
      return [record.claim]
    case 'actor':
    case 'site':
    case 'summit':
    case 'resolution':
    case 'provision':
    case 'source':
    case 'question':
    case 'claim':
    case 'identity':
    case 'retraction':
      return []
  }
}

/** Records that the retractions of an import name. */
function retractedBy(changes: Changes): readonly RecordId[] {
  return changes.list.flatMap(({ record }) => (record.type === 'retraction' ? [record.record] : []))
}

/** The records that an import withdraws: those that its retractions name, and all that can't be without them. */
export async function findWithdrawn(changes: Changes, findDependents: FindDependents): Promise<ReadonlySet<RecordId>> {
  const withdrawn = new Set(retractedBy(changes))
  if (withdrawn.size === 0) return withdrawn
  const dependents = new Map<RecordId, RecordId[]>()
  for (const { record } of changes.list) {
    for (const required of requiredBy(record)) {
      const list = dependents.get(required)
      if (list === undefined) dependents.set(required, [record.id])
      else list.push(record.id)
    }
  }
  let frontier = [...withdrawn]
  while (frontier.length > 0) {
    const next = new Set(frontier.flatMap((id) => dependents.get(id) ?? []))
    // A record of this import depends on what it says now, not on what the graph still holds of it.
    for (const id of await findDependents(frontier)) if (!changes.byId.has(id)) next.add(id)
    frontier = [...next].filter((id) => !withdrawn.has(id))
    for (const id of frontier) withdrawn.add(id)
  }
  return withdrawn
}

export function dependentsInGraph(run: Run): FindDependents {
  return async (ids) => {
    const rows = [...(await runAll(run, ids, findDependents)), ...(await runAll(run, ids, findDependentEvidence))]
    return [...new Set(rows.map(([, dependent]) => String(dependent)))]
  }
}
