import { createHash } from 'node:crypto'
import { RECORD_TYPES } from '../src/domain/record-types.js'
import type { AnyRecord, RecordId, Sha256 } from '../src/domain/records.js'
import type { Bundle, OpenReference } from '../src/seed/bundle.js'
import { referencesOf } from './references.js'

/** A bundle as `checkFiles` would give it. References that the records themselves do not resolve are left open. */
export function toBundle(
  records: readonly AnyRecord[],
  snapshots: ReadonlyMap<Sha256, Uint8Array> = new Map(),
): Bundle {
  const types = Object.keys(RECORD_TYPES)
  const sorted = [...records].sort(
    (a, b) => types.indexOf(a.type) - types.indexOf(b.type) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
  const ids = new Set(sorted.map(({ id }) => id))
  const placeOf = (id: RecordId, field = '') => ({
    file: 'random.yaml',
    line: 1,
    column: 1,
    path: field ? `${id}.${field}` : id,
  })
  const open: OpenReference[] = sorted.flatMap((record) =>
    referencesOf(record)
      .filter(({ to }) => !ids.has(to))
      .map(({ to, types, field }) => ({ from: record.id, to, types, place: () => placeOf(record.id, field) })),
  )
  const hashes = new Set(
    sorted.flatMap((record) => (record.type === 'document' && record.snapshot ? [record.snapshot.sha256] : [])),
  )
  return {
    files: [{ name: 'random.yaml', sha256: sha256(JSON.stringify(sorted)) }],
    records: sorted,
    snapshots: new Map([...snapshots].filter(([hash]) => hashes.has(hash))),
    open,
    warnings: [],
    placeOf,
  }
}

export function sha256(text: string): Sha256 {
  return createHash('sha256').update(text).digest('hex')
}
