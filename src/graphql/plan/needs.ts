import type { Value } from '../../store/store.js'
import type { AnyNeeds, Need, RowsNeed, Shape } from '../specs/spec.js'
import { EXPECTED_ROWS } from './cost.js'
import { type Archive, toRow, toRows } from './decode.js'
import { startConditions } from './filters.js'
import { archivedColumn, fetchColumn, newRead, propertyColumn, type Read } from './plan.js'

/** Reads what a derived field needs from a row. */
export type ReadNeeds = (row: readonly Value[], archive: Archive) => AnyNeeds

/** Adds what a shape needs to a read. Fields that need the same shape share its columns. */
export function addNeeds(read: Read, shape: Shape, place: string, source: number): ReadNeeds {
  const readers = Object.entries(shape).map(([name, need]) => [name, addNeed(read, need, place, source)] as const)
  return (row, archive) => {
    const needs: { [name: string]: unknown } = {}
    for (const [name, reader] of readers) needs[name] = reader(row, archive)
    return needs
  }
}

function addNeed(
  read: Read,
  need: Need,
  place: string,
  source: number,
): (row: readonly Value[], archive: Archive) => unknown {
  switch (need.need) {
    case 'property': {
      const column = propertyColumn(read, need.on, need.property)
      return (row) => need.decode(row[column.index] ?? null)
    }
    case 'archived': {
      const column = archivedColumn(read, need.on)
      return (row, archive) => archive.get(row[column.index] ?? null) ?? null
    }
    case 'rows': {
      const column = fetchColumn(read, keyOf(need, source), () => ({
        start: need.start,
        named: null,
        conditions: startConditions(need.start, source),
        order: need.order ?? null,
        limit: null,
        read: newRead(),
        expect: () => EXPECTED_ROWS,
        place,
      }))
      const rows = column.fetch.read
      if (rows === null) throw new Error(`${place} only counts`)
      const readRow = addNeeds(rows, need.shape, place, source)
      return (row, archive) => toRows(row[column.index]).map((each) => readRow(toRow(each), archive))
    }
  }
}

/** A pool of the same start, with the same rows, shares the fetch: see addPool. */
function keyOf(need: RowsNeed<Shape>, source: number): readonly unknown[] {
  if (need.start.from === 'near') return [need, source]
  return need.order === undefined ? [need.start] : [need]
}
