import { ENTITY_TYPES, findRecordType, type RecordType } from '../domain/record-types.js'
import type { RecordId } from '../domain/records.js'
import type { Bundle } from '../seed/bundle.js'
import type { Problem } from '../seed/problem.js'
import { quoted } from '../seed/wording.js'
import type { Changes } from './changes.js'
import { projectEdges } from './project.js'
import { findNeighbours, type Run, runAll } from './reads.js'
import { dependentsInGraph, findWithdrawn } from './withdrawal.js'

const NAMED = 10 // referring records that a message names
const KEPT_WHILE_USED: ReadonlySet<RecordType> = new Set<RecordType>([...ENTITY_TYPES, 'question'])

/** Withdrawn records that stay so, retractions turned to another record (the first would stay withdrawn with no retraction to tell why), and retractions of entities and questions that live records refer to. */
export async function checkRetractions(run: Run, bundle: Bundle, changes: Changes): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  for (const id of changes.withdrawnBefore) {
    problems.push({
      severity: 'WARNING',
      code: 'STAYS_RETRACTED',
      message: `${quoted(id)} is withdrawn and stays so: an import does not bring it back`,
      ...bundle.placeOf(id),
    })
  }
  for (const { record, former } of changes.list) {
    if (record.type !== 'retraction' || former?.type !== 'retraction' || record.record === former.record) continue
    problems.push({
      severity: 'ERROR',
      code: 'WRONG_REFERENCE',
      message: `expected ${quoted(former.record)}, which ${record.id} retracts already, got ${quoted(record.record)}: give its retraction an id of its own`,
      ...bundle.placeOf(record.id, 'record'),
    })
  }
  const retractions = changes.list.flatMap(({ record }) => {
    const type = record.type === 'retraction' ? findRecordType(record.record) : undefined
    return record.type === 'retraction' && type !== undefined && KEPT_WHILE_USED.has(type) ? [record] : []
  })
  if (retractions.length === 0) return problems

  const withdrawn = await findWithdrawn(changes, dependentsInGraph(run))
  const targets = [...new Set(retractions.map(({ record }) => record))]
  const referring = new Map<RecordId, Set<RecordId>>(targets.map((id) => [id, new Set()]))
  for (const [id, other, key] of await runAll(run, targets, findNeighbours)) {
    // What this import changes says anew to what it refers.
    const own = String(key).startsWith(`${id}|`)
    if (!own && !changes.byId.has(String(other)) && !withdrawn.has(String(other)))
      referring.get(String(id))?.add(String(other))
  }
  for (const { record } of changes.list) {
    if (record.type === 'retraction' || withdrawn.has(record.id)) continue
    for (const { from, to } of projectEdges(record)) {
      for (const id of [from, to]) if (id !== record.id) referring.get(id)?.add(record.id)
    }
  }
  for (const { id, record } of retractions) {
    const users = [...(referring.get(record) ?? [])].sort()
    if (users.length === 0) continue
    const more = users.length > NAMED ? ` and ${users.length - NAMED} more` : ''
    problems.push({
      severity: 'ERROR',
      code: 'STILL_REFERRED_TO',
      message: `expected a record that no other refers to, got ${quoted(record)}, to which refer ${users.slice(0, NAMED).join(', ')}${more}: retract those first`,
      ...bundle.placeOf(id, 'record'),
    })
  }
  return problems
}
