import type { Value } from '../../store/store.js'
import { toIds, toText } from '../arguments.js'
import type { ListField, NamedField, OneField } from '../specs/spec.js'
import { type Decode, framed, toRow, toRows } from './decode.js'
import { type Parameter, propertyColumn } from './plan.js'
import {
  addFetch,
  type Compiling,
  compositeOf,
  type Finish,
  newScope,
  type Scope,
  type Selected,
  typeOfStart,
} from './scope.js'

/** Fields that lead to one node, to a list of nodes, or to the nodes that ids name. */
export function compileLinked(
  compiling: Compiling,
  spec: OneField | ListField | NamedField,
  selected: Selected,
  scope: Scope,
  finish: Finish,
): Decode {
  const { nodes, place, definition, source } = selected
  const named = toNamed(spec, source)
  const { column, read } = addFetch(
    scope,
    [spec, ...nodes],
    place,
    {
      start: spec.start,
      order: spec.kind === 'named' ? undefined : spec.order,
      limit: spec.kind === 'one' && spec.order !== undefined ? 1 : null,
      many: spec.kind !== 'one',
    },
    named,
  )
  const closure = spec.kind === 'one' && spec.within === 'closure' ? scope.closure : null
  const inner = newScope(read, place, { closure, only: typeOfStart(spec.start) })
  const object = framed(read, compiling.compileObject(compiling, compositeOf(definition.type), nodes, inner))
  const rowsOf = (row: unknown) => toRows(toRow(row)[column.index])

  switch (spec.kind) {
    case 'one':
      return finish((row) => rowsOf(row)[0] ?? null, object)
    case 'list':
      return finish(rowsOf, object)
    case 'named': {
      const idColumn = propertyColumn(read, 'node', 'id')
      const namesOf = toNames(spec, selected, scope)
      return finish((row, decoding) => {
        const names = namesOf(row, decoding)
        if (names === null) return null
        const byId = new Map(rowsOf(row).map((each) => [each[idColumn.index] ?? null, each]))
        const found = names.map((name) => byId.get(name) ?? null)
        return spec.gaps ? found : found.filter((each) => each !== null)
      }, object)
    }
  }
}

function toNamed(spec: OneField | ListField | NamedField, source: number): Parameter | null {
  const { start } = spec
  if (start.from !== 'argument') return null
  const read: Parameter['read'] = start.many
    ? (values) => toIds(values[start.argument])
    : (values) => toText(values[start.argument])
  return { source, read }
}

/** The ids in the order asked for; null where there is no list of them. */
function toNames(
  spec: NamedField,
  { source }: Selected,
  scope: Scope,
): (row: unknown, decoding: Parameters<Decode>[1]) => readonly Value[] | null {
  const { ids } = spec
  if ('argument' in ids) {
    return (_row, { values }) => {
      const list = values[source]?.[ids.argument]
      return Array.isArray(list) ? list : []
    }
  }
  const column = propertyColumn(scope.read, ids.on, ids.property)
  return (row) => {
    const list = toRow(row)[column.index]
    return Array.isArray(list) ? (list as readonly Value[]) : null
  }
}
