import type { AnyRecord, RecordId } from '../domain/records.js'
import { toRecordText } from '../ledger/canonical.js'
import { findRecords } from '../store/statements.js'
import { StoreError } from '../store/store-error.js'
import { type Run, runAll } from './reads.js'

/** A record that an import makes, or gives another content. */
export interface Change {
  readonly record: AnyRecord
  readonly former: AnyRecord | undefined // undefined: created
}

/** What an import does to the records, before anything is written. */
export interface Changes {
  readonly list: readonly Change[] // in the order of the records given
  readonly byId: ReadonlyMap<RecordId, Change>
  /** Records that are already as given, and withdrawn ones, which an import never brings back. Sorted. */
  readonly unchanged: readonly RecordId[]
  readonly withdrawnBefore: ReadonlySet<RecordId> // of the records given
}

/** Compares records with those of the graph by their canonical JSON. */
export async function findChanges(run: Run, records: readonly AnyRecord[]): Promise<Changes> {
  const present = new Map<string, { readonly text: string; readonly withdrawn: boolean }>()
  const ids = records.map(({ id }) => id)
  for (const [id, , , until, text] of await runAll(run, ids, findRecords)) {
    present.set(String(id), { text: String(text), withdrawn: until !== null })
  }
  const list: Change[] = []
  const byId = new Map<RecordId, Change>()
  const unchanged: RecordId[] = []
  const withdrawnBefore = new Set<RecordId>()
  for (const record of records) {
    const held = present.get(record.id)
    if (held?.withdrawn) withdrawnBefore.add(record.id)
    if (held !== undefined && (held.withdrawn || held.text === toRecordText(record))) unchanged.push(record.id)
    else {
      const change = { record, former: held && parseRecord(held.text) }
      list.push(change)
      byId.set(record.id, change)
    }
  }
  return { list, byId, unchanged: unchanged.sort(), withdrawnBefore }
}

/** A record as the graph holds it: written by `projectNode`, so its shape is known. Throws DAMAGED. */
export function parseRecord(text: string): AnyRecord {
  try {
    return JSON.parse(text) as AnyRecord
  } catch (cause) {
    throw new StoreError('DAMAGED', 'The graph holds a record that is not JSON: rebuild it', { cause })
  }
}
