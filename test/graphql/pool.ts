import type { AnyRecord } from '../../src/domain/records.js'
import type { ArgumentPool } from '../operations.js'

/** Arguments that a history can answer to. */
export function toPool(records: readonly AnyRecord[]): ArgumentPool {
  return {
    ids: records.map(({ id }) => id),
    texts: records.flatMap((record) =>
      'name' in record
        ? [record.name, ...record.names.map(({ value }) => value)]
        : 'title' in record
          ? [record.title]
          : ['x'],
    ),
    measures: records.flatMap((record) => (record.type === 'observation' ? [record.measure] : ['nothing'])),
    dates: ['2023', '2023-09', '2023-09-15', '2023-10-05/2023-10-06', '2023-09/..', '../2022', '2024~'],
  }
}
