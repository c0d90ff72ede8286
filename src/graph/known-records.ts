import type { RecordType } from '../domain/record-types.js'
import type { AnyRecord, RecordId, RecordOf } from '../domain/records.js'
import { findRecords } from '../store/statements.js'
import { type Changes, parseRecord } from './changes.js'
import { RELATED, type Relation, type Run, runAll } from './reads.js'

interface Held {
  readonly record: AnyRecord
  readonly withdrawn: boolean
}

/** The records of a graph as they stand, fetched in bulk and each once. */
export interface KnownRecords {
  /** Makes records known; ids that the graph lacks stay unknown. Gives how many were not known before. */
  load(ids: Iterable<RecordId>): Promise<number>
  /** Makes known what belongs to records by a relation. */
  loadRelated(relation: Relation, ids: Iterable<RecordId>): Promise<void>
  /** A known record of a type, withdrawn or not. */
  find<T extends RecordType>(type: T, id: RecordId): RecordOf<T> | undefined
  findAny(id: RecordId): AnyRecord | undefined
  isWithdrawn(id: RecordId): boolean
  /** Known records that belong to another by a relation and are not withdrawn, by id. */
  related<R extends Relation>(relation: R, id: RecordId): readonly RecordOf<RelatedType<R>>[]
}

const RELATED_TYPES = {
  evidence: 'evidence',
  judgements: 'judgement',
  ratings: 'rating',
  coverages: 'coverage',
} as const satisfies Record<Relation, RecordType>
type RelatedType<R extends Relation> = (typeof RELATED_TYPES)[R]

/** What an import made, so that nothing of it need be read back: call after its records are written. */
export interface Written {
  readonly changes: Pick<Changes, 'list' | 'byId'>
  readonly withdrawn: ReadonlySet<RecordId>
}
const NOTHING: Written = { changes: { list: [], byId: new Map() }, withdrawn: new Set() }

export function knowRecords(run: Run, { changes, withdrawn }: Written = NOTHING): KnownRecords {
  const { list, byId } = changes
  const held = new Map<RecordId, Held | undefined>() // beside the changed ones
  const relations = {
    evidence: new Map(),
    judgements: new Map(),
    ratings: new Map(),
    coverages: new Map(),
  } satisfies Record<Relation, Map<RecordId, RecordId[]>>
  const findAny = (id: RecordId): AnyRecord | undefined => byId.get(id)?.record ?? held.get(id)?.record
  const isWithdrawn = (id: RecordId): boolean => withdrawn.has(id) || (held.get(id)?.withdrawn ?? false)
  const isCreated = (id: RecordId): boolean => {
    const change = byId.get(id)
    return change !== undefined && change.former === undefined
  }
  // What belongs to a record of this import came with it; nothing older can.
  const belongs = (relation: Relation, owner: RecordId, id: RecordId): void => {
    if (isCreated(owner)) addTo(relations[relation], owner, id)
  }
  for (const { record } of list) {
    if (record.type === 'evidence') belongs('evidence', record.claim, record.id)
    else if (record.type === 'judgement') belongs('judgements', record.claim, record.id)
    else if (record.type === 'rating') belongs('ratings', record.source, record.id)
    else if (record.type === 'coverage') belongs('coverages', record.site, record.id)
  }

  async function load(ids: Iterable<RecordId>): Promise<number> {
    const missing: RecordId[] = []
    for (const id of ids) {
      if (byId.has(id) || held.has(id)) continue
      held.set(id, undefined)
      missing.push(id)
    }
    for (const [id, , , until, text] of await runAll(run, missing, findRecords)) {
      held.set(String(id), { record: parseRecord(String(text)), withdrawn: until !== null })
    }
    return missing.length
  }

  return {
    load,
    async loadRelated(relation, ids) {
      const map: Map<RecordId, RecordId[]> = relations[relation]
      const missing: RecordId[] = []
      for (const id of new Set(ids)) {
        if (map.has(id)) continue
        map.set(id, [])
        if (!isCreated(id)) missing.push(id)
      }
      const found: RecordId[] = []
      for (const [id, related] of await runAll(run, missing, RELATED[relation])) {
        addTo(map, String(id), String(related))
        found.push(String(related))
      }
      await load(found)
    },
    find(type, id) {
      const record = findAny(id)
      return record?.type === type ? (record as RecordOf<typeof type>) : undefined
    },
    findAny,
    isWithdrawn,
    related(relation, id) {
      const records: RecordOf<RelatedType<typeof relation>>[] = []
      const ids: readonly RecordId[] = relations[relation].get(id) ?? []
      for (const related of ids.length > 1 ? [...new Set(ids)].sort() : ids) {
        const record = findAny(related)
        if (record?.type !== RELATED_TYPES[relation] || isWithdrawn(related)) continue
        records.push(record as RecordOf<RelatedType<typeof relation>>)
      }
      return records
    },
  }
}

function addTo(map: Map<RecordId, RecordId[]>, key: RecordId, value: RecordId): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
