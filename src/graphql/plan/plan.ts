import type { FieldNode, GraphQLField } from 'graphql'
import type { Value } from '../../store/store.js'
import type { Arguments, Hop, On, Order, Start } from '../specs/spec.js'

/** Whose arguments a parameter reads: a field of the operation, or what the program itself gives (a receipt). */
export interface ArgumentSource {
  readonly place: string // response path, for messages
  readonly field: { readonly definition: GraphQLField<unknown, unknown>; readonly node: FieldNode } | null
  /** Throws for values that no row has to be read to refuse. */
  check: ((values: Arguments) => void) | null
}
/** A value of the statement, read from the arguments of one source when the operation runs. */
export interface Parameter {
  readonly source: number // position in Plan.sources
  read(values: Arguments): Value
}

/** What a row must fit, beside being visible. */
export type Condition =
  | { readonly test: '=' | 'IN' | '>=' | '<='; readonly on: On; readonly property: string; readonly value: Parameter }
  | { readonly test: 'CONTAINS'; readonly property: string; readonly value: Parameter }
  | { readonly test: 'constant'; readonly property: string; readonly value: string } // a word of a spec
  | { readonly test: 'dated'; readonly date: string }
  | { readonly test: 'from' | 'by'; readonly date: string; readonly day: Parameter } // day null: no limit
  | { readonly test: 'linked'; readonly hop: Hop; readonly conditions: readonly Condition[] }
  | { readonly test: 'after'; readonly order: Order; readonly values: readonly Parameter[] }
  | { readonly test: 'belt'; readonly degrees: Parameter }

/** Values read from one row, in a list whose order `emit` settles. */
export interface Read {
  readonly columns: Column[]
  readonly archived: PropertyColumn[] // those that hold the SHA-256 of a snapshot whose text is needed
  framed: boolean // whether fields below look things up in the row
}
export type Column = PropertyColumn | FetchColumn
export interface PropertyColumn {
  readonly kind: 'property'
  readonly on: On
  readonly property: string
  index: number // in the list; settled by emit
}
export interface FetchColumn {
  readonly kind: 'fetch'
  readonly fetch: Fetch
  readonly key: readonly unknown[] // what asks for it: the same askers share one column
  index: number
}

/** Rows of other nodes: one `CALL`. */
export interface Fetch {
  readonly start: Start
  readonly named: Parameter | null // the ids of Start `argument`
  readonly conditions: readonly Condition[]
  readonly order: Order | null
  readonly limit: Parameter | number | null
  readonly read: Read | null // null: only how many
  /** How many rows to expect, for the cost. */
  expect(values: readonly Arguments[]): number
  readonly place: string // response path of the field that needs it
}

export function newRead(): Read {
  return { columns: [], archived: [], framed: false }
}

/** The column of a property; asking twice gives the same. */
export function propertyColumn(read: Read, on: On, property: string): PropertyColumn {
  for (const column of read.columns) {
    if (column.kind === 'property' && column.on === on && column.property === property) return column
  }
  const column: PropertyColumn = { kind: 'property', on, property, index: -1 }
  read.columns.push(column)
  return column
}

/** The column of a SHA-256 whose snapshot the statement is to bring. */
export function archivedColumn(read: Read, on: On): PropertyColumn {
  const column = propertyColumn(read, on, 'sha256')
  if (!read.archived.includes(column)) read.archived.push(column)
  return column
}

/** The column of a fetch; the same askers get the same column. */
export function fetchColumn(read: Read, key: readonly unknown[], make: () => Fetch): FetchColumn {
  for (const column of read.columns) {
    if (
      column.kind === 'fetch' &&
      column.key.length === key.length &&
      column.key.every((part, position) => part === key[position])
    ) {
      return column
    }
  }
  const column: FetchColumn = { kind: 'fetch', fetch: make(), key, index: -1 }
  read.columns.push(column)
  return column
}
