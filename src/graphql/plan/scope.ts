import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
} from 'graphql'
import type { Arguments, ListOrder, Order, Pool, Start, TypeSpec } from '../specs/spec.js'
import { EXPECTED_ROWS } from './cost.js'
import type { Decode } from './decode.js'
import type { Selecting } from './fields.js'
import type { ArgumentSource, Condition, FetchColumn, Read } from './plan.js'
import { fetchColumn, newRead } from './plan.js'

/** What compiling one operation needs and gathers. */
export interface Compiling extends Selecting {
  readonly specs: { readonly [type: string]: TypeSpec }
  readonly sources: ArgumentSource[]
  /** compile-object.ts, for the parts that it is made of. */
  readonly compileObject: CompileObject
}
export type CompileObject = (
  compiling: Compiling,
  type: GraphQLCompositeType,
  nodes: readonly FieldNode[],
  scope: Scope,
) => Decode

/** Where the fields of an object are read from. */
export interface Scope {
  readonly read: Read
  /** Of the list that the row is in: what its cursor holds. */
  readonly cursor: ListOrder | null
  /** The read of the claim in whose closure the documents here lie. */
  readonly closure: Read | null
  /** Of a derived value: the pools that it refers to, and whose arguments they take. */
  readonly pools: { readonly [name: string]: PoolUse } | null
  /** How the edges of this list differ from others of their type. */
  readonly edge: TypeSpec | null
  /** The only type that its node can be; null: several. */
  readonly only: string | null
  readonly place: string
}
export interface PoolUse {
  readonly pool: Pool
  readonly anchor: Scope
  readonly source: number
  readonly values: Arguments
}

export function newScope(read: Read, place: string, parts: Partial<Scope> = {}): Scope {
  return { read, cursor: null, closure: null, pools: null, edge: null, only: null, place, ...parts }
}

/** The type that the nodes of a fetch have by their label; null for a label of several types. */
export function typeOfStart(start: Start): string | null {
  const label =
    start.from === 'hops'
      ? start.hops.at(-1)?.label
      : start.from === 'import'
        ? 'Import'
        : start.from === 'reach'
          ? (start.next ?? start.hop).label
          : start.from === 'argument'
            ? (start.next?.label ?? start.label)
            : start.label
  return label === undefined || label === 'Record' || label === 'Entity' ? null : label
}

/** One selected field, with its arguments as far as the shape of the operation depends on them. */
export interface Selected {
  readonly key: string
  readonly nodes: readonly FieldNode[]
  readonly parent: GraphQLObjectType
  readonly definition: GraphQLField<unknown, unknown>
  readonly source: number
  readonly values: Arguments
  readonly place: string
}

interface FetchParts {
  readonly start: Start
  readonly order?: Order | undefined
  readonly conditions?: readonly Condition[]
  readonly limit?: FetchColumn['fetch']['limit']
  readonly many: boolean
  readonly expect?: FetchColumn['fetch']['expect']
}

/** The column of the rows that a field fetches, and a read for what it selects of each. */
export function addFetch(
  scope: Scope,
  key: readonly unknown[],
  place: string,
  parts: FetchParts,
  named: FetchColumn['fetch']['named'] = null,
): { readonly column: FetchColumn; readonly read: Read } {
  const column = fetchColumn(scope.read, key, () => ({
    start: parts.start,
    named,
    conditions: parts.conditions ?? [],
    order: parts.order ?? null,
    limit: parts.limit ?? null,
    read: newRead(),
    expect: parts.expect ?? (() => (parts.many ? EXPECTED_ROWS : 1)),
    place,
  }))
  const { read } = column.fetch
  if (read === null) throw new Error(`${place} only counts`)
  return { column, read }
}

export function compositeOf(type: GraphQLOutputType): GraphQLCompositeType {
  const named = getNamedType(type)
  if (!isCompositeType(named)) throw new Error(`${named.name} has no fields`)
  return named
}

/** Completes what `get` gives by the type of the field; `named` decodes each object or leaf in it. */
export type Finish = (get: Decode, named: Decode) => Decode
