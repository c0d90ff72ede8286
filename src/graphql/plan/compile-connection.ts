import { isObjectType } from 'graphql'
import type { Value } from '../../store/store.js'
import { toPageSize, toText } from '../arguments.js'
import { parseCursor, toCursor } from '../cursors.js'
import type { ConnectionField, Order } from '../specs/spec.js'
import { complete, type Decode, decodeObject, type FieldDecode, framed, leaf, toRow, toRows } from './decode.js'
import { collectFields, selectionSetsOf } from './fields.js'
import { toConditions } from './filters.js'
import { type Condition, type Fetch, fetchColumn, newRead, propertyColumn, type Read } from './plan.js'
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
import { toKey, typesOf } from './sort-keys.js'

/** A page of a connection as its fields read it. */
interface Page {
  readonly rows: readonly (readonly Value[])[]
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly total: Value
}

/** A page of nodes with their edges: one fetch of `first` + 1 rows, and one count where `totalCount` is selected. */
export function compileConnection(
  compiling: Compiling,
  spec: ConnectionField,
  selected: Selected,
  scope: Scope,
  finish: Finish,
): Decode {
  const { definition, nodes, place, source, values, parent } = selected
  const type = compositeOf(definition.type)
  if (!isObjectType(type)) throw new Error(`${type.name} is not a connection`)
  const order = spec.orders.find(({ name }) => name === values.orderBy) ?? spec.orders[0]
  const list = `${listName(spec, parent.name)}.${definition.name} ${order.name}`
  const filters = toConditions(spec.filters, source, values)
  const argument = compiling.sources[source]
  if (argument !== undefined) {
    argument.check = (given) => {
      toPageSize(given)
      if ((given.after ?? null) !== null) parseCursor(toText(given.after), list, typesOf(order))
    }
  }
  const collected = [...collectFields(compiling, type, selectionSetsOf(nodes))].map(
    ([key, same]) => [key, same, same[0]?.name.value ?? ''] as const,
  )
  const asks = (...names: readonly string[]) => collected.some(([, , name]) => names.includes(name))

  const page = asks('edges', 'nodes', 'pageInfo')
    ? addFetch(scope, [spec, ...nodes], place, {
        start: spec.start,
        order,
        conditions: [...filters, ...toAfter(values, source, list, order)],
        limit: { source, read: (given) => toPageSize(given) + 1 },
        many: true,
        expect: (all) => toPageSize(all[source] ?? {}),
      })
    : null
  const total = asks('totalCount')
    ? fetchColumn(
        scope.read,
        ['count', spec, ...nodes],
        (): Fetch => ({
          start: spec.start,
          named: null,
          conditions: filters,
          order: null,
          limit: null,
          read: null,
          expect: () => 1,
          place,
        }),
      )
    : null

  const fields = collected.map(([key, same, name]): FieldDecode => {
    const field = type.getFields()[name]
    const inner = newScope(page?.read ?? newRead(), place, {
      cursor: { list, order },
      closure: spec.within === 'closure' ? scope.closure : null,
      edge: spec.edge ?? null,
      only: typeOfStart(spec.start),
    })
    if (field === undefined)
      return { key, nodes: same, type: type.getFields().totalCount?.type ?? definition.type, decode: () => type.name }
    const finishField = (get: (page: Page) => unknown, named: Decode): FieldDecode => {
      const completed = complete(field.type, `${type.name}.${name}`, named)
      return {
        key,
        nodes: same,
        type: field.type,
        decode: (given, decoding) => completed(get(given as Page), decoding),
      }
    }
    switch (name) {
      case 'edges':
      case 'nodes': {
        const object = compiling.compileObject(
          compiling,
          compositeOf(field.type),
          same,
          name === 'edges' ? inner : { ...inner, cursor: null, edge: null },
        )
        return finishField(({ rows }) => rows, framed(inner.read, object))
      }
      case 'pageInfo':
        return finishField(
          (given) => given,
          compilePageInfo(compiling, compositeOf(field.type), same, inner, list, order),
        )
      case 'totalCount':
        return finishField(({ total: count }) => count, leaf(field.type))
      default:
        throw new Error(`No spec for the field ${type.name}.${name}`)
    }
  })
  const object = decodeObject(fields)
  return finish((row, decoding) => {
    const first = page === null ? 0 : toPageSize(decoding.values[source] ?? {})
    const rows = page === null ? [] : toRows(toRow(row)[page.column.index])
    const given: Page = {
      rows: rows.length > first ? rows.slice(0, first) : rows,
      hasNextPage: rows.length > first,
      hasPreviousPage: (values.after ?? null) !== null,
      total: total === null ? null : (toRow(row)[total.index] ?? null),
    }
    return given
  }, object)
}

/** Cursors of a list that several types have in common fit all of them. */
function listName(spec: ConnectionField, parent: string): string {
  return spec.shared ?? parent
}

function toAfter(values: Selected['values'], source: number, list: string, order: Order): Condition[] {
  if ((values.after ?? null) === null) return []
  const types = typesOf(order)
  return [
    {
      test: 'after',
      order,
      values: order.keys.map((_, position) => ({
        source,
        read: (given) => parseCursor(toText(given.after), list, types)[position] ?? null,
      })),
    },
  ]
}

/** Makes the cursor of a row; adds the columns it holds. */
export function cursorOf(read: Read, list: string, order: Order): (row: readonly Value[]) => string {
  const columns = order.keys.map((key) => {
    if (key.by !== 'property') throw new Error(`${list}: no cursor without a property to sort by`)
    return { key, column: propertyColumn(read, key.on, key.property) }
  })
  return (row) =>
    toCursor(
      list,
      columns.map(({ key, column }) => toKey(key, row[column.index] ?? null)),
    )
}

function compilePageInfo(
  compiling: Compiling,
  type: ReturnType<typeof compositeOf>,
  nodes: Selected['nodes'],
  scope: Scope,
  list: string,
  order: Order,
): Decode {
  if (!isObjectType(type)) throw new Error(`${type.name} is not an object type`)
  const fields = [...collectFields(compiling, type, selectionSetsOf(nodes))].map(([key, same]): FieldDecode => {
    const name = same[0]?.name.value ?? ''
    const fieldType = type.getFields()[name]?.type ?? type.getFields().hasNextPage?.type
    if (fieldType === undefined) throw new Error(`No spec for the field ${type.name}.${name}`)
    return { key, nodes: same, type: fieldType, decode: pageInfoField(name, type.name, scope, list, order) }
  })
  return decodeObject(fields)
}

function pageInfoField(name: string, type: string, { read }: Scope, list: string, order: Order): Decode {
  switch (name) {
    case '__typename':
      return () => type
    case 'hasNextPage':
      return (page) => (page as Page).hasNextPage
    case 'hasPreviousPage':
      return (page) => (page as Page).hasPreviousPage
    case 'startCursor':
    case 'endCursor': {
      const cursor = cursorOf(read, list, order)
      return (page) => {
        const row = (page as Page).rows.at(name === 'startCursor' ? 0 : -1)
        return row === undefined ? null : cursor(row)
      }
    }
    default:
      throw new Error(`No spec for the field ${type}.${name}`)
  }
}
