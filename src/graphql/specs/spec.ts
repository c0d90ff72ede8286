import type { KEPT_RELATIONSHIPS, LABELS, OTHER_LABELS, RelationshipType } from '../../store/graph-model.js'
import type { Value } from '../../store/store.js'
import type { Arguments } from '../arguments.js'

export type { Arguments } from '../arguments.js'

export type Label = (typeof LABELS)[keyof typeof LABELS][number] | (typeof OTHER_LABELS)[number]
/** `beside`: the node that `Order.beside` joins. `owner`: the node that this one was reached from. */
export type On = 'node' | 'edge' | 'beside' | 'owner'

/** One step from a node to another. What a pattern shows is decided in plan/visible.ts. */
export interface Hop {
  readonly type: RelationshipType | (typeof KEPT_RELATIONSHIPS)[number]
  readonly direction: 'OUT' | 'IN'
  readonly label: Label
  /** Only relationships with this value; the words of a spec, never those of a query. */
  readonly only?: { readonly property: string; readonly value: string }
  /** Takes the relationship, or the node, or both, also where it is closed; `former`: only nodes that are closed, by any relationship. */
  readonly closed?: 'edge' | 'node' | 'both' | 'former'
}

/** Where the rows of a fetch come from. */
export type Start =
  | { readonly from: 'hops'; readonly hops: readonly Hop[]; readonly of?: 'owner' } // of the node, or of the node that it was reached from
  | { readonly from: 'reach'; readonly hop: Hop; readonly levels: number; readonly next?: Hop } // the node and what it reaches, each once; `next` a step from each
  | { readonly from: 'label'; readonly label: Label }
  | {
      readonly from: 'argument'
      readonly label: Label
      readonly argument: string
      readonly many: boolean
      readonly next?: Hop
    } // one id, or a list of ids
  | { readonly from: 'list'; readonly label: Label; readonly on: On; readonly property: string } // ids in a property
  | { readonly from: 'import' } // the import that the node's `since` names
  | { readonly from: 'near'; readonly label: Label } // other nodes in the belt of latitude that `withinKm` reaches

export type OrderKey =
  | {
      readonly by: 'property'
      readonly on: On
      readonly property: string
      readonly descending?: true
      readonly number?: true // default: text
      readonly absent?: 'last' // days only
    }
  | { readonly by: 'length'; readonly property: string }
  | { readonly by: 'distance' }
/** A total order: the last keys tell any two rows apart. `name` goes into cursors. */
export interface Order {
  readonly name: string
  readonly keys: readonly OrderKey[]
  readonly beside?: Hop // a node of which each row has exactly one
}

/** What an argument, or a field of an input object, asks of a row. */
export type Filter =
  | { readonly filter: 'is' | 'in' | 'atLeast' | 'atMost'; readonly on: On; readonly property: string }
  | { readonly filter: 'contains'; readonly property: string } // text in its sortable form
  | { readonly filter: 'overlaps'; readonly date: string }
  | { readonly filter: 'endsFrom' | 'beginsBy'; readonly date: string }
  | { readonly filter: 'linked'; readonly hop: Hop; readonly by: Filter }
  | { readonly filter: 'fields'; readonly fields: Filters }
export type Filters = { readonly [argument: string]: Filter }

/** What a derived field needs to know: properties, and rows of other nodes. */
export interface PropertyNeed<T> {
  readonly need: 'property'
  readonly on: On
  readonly property: string
  readonly decode: (value: Value) => T
}
export interface RowsNeed<S extends Shape> {
  readonly need: 'rows'
  readonly start: Start
  readonly order?: Order
  readonly shape: S
}
/** The snapshot whose SHA-256 a node has as `sha256`. Its text is read once for the whole statement, however many rows ask for it. */
export interface ArchivedNeed {
  readonly need: 'archived'
  readonly on: On
}
export interface Archived {
  readonly sha256: string
  readonly text: string | null // null: the bytes are not text
}
export type Need = PropertyNeed<unknown> | RowsNeed<Shape> | ArchivedNeed
export interface Shape {
  readonly [name: string]: Need
}
export type Needs<S extends Shape> = {
  readonly [K in keyof S]: S[K] extends PropertyNeed<infer T>
    ? T
    : S[K] extends RowsNeed<infer R>
      ? readonly Needs<R>[]
      : S[K] extends ArchivedNeed
        ? Archived | null
        : never
}
export type AnyNeeds = { readonly [name: string]: unknown }

/** Nodes, or edges with their node, that a derived value names by key. Fetched only where the query selects fields of them. */
export interface Pool {
  readonly starts: readonly Start[]
  readonly key: { readonly on: On; readonly property: string }
  readonly of: 'node' | 'edge'
  readonly only?: { readonly property: string; readonly value: string }
  readonly where?: Filters
  readonly within?: 'closure' // as in ConnectionField
  readonly order?: Order
  readonly limit?: (values: Arguments) => number // needs an order
}
export type Pools = { readonly [name: string]: Pool }

export interface PropertyField {
  readonly kind: 'property'
  readonly on: On
  readonly property: string
  readonly decode?: (value: Value) => unknown
}
/** An object made of further fields of the same node or edge; null where `present` is. */
export interface PartField {
  readonly kind: 'part'
  readonly present?: string
}
export interface OneField {
  readonly kind: 'one'
  readonly start: Start
  readonly order?: Order // takes the first
  readonly within?: 'closure'
}
export interface ListField {
  readonly kind: 'list'
  readonly start: Start
  readonly order: Order
}
/** The nodes that a list of ids names, in the order of the list: null for those that are not there (`gaps`), or without them. */
export interface NamedField {
  readonly kind: 'named'
  readonly start: Start
  readonly ids: { readonly argument: string } | { readonly on: On; readonly property: string }
  readonly gaps: boolean
}
export interface ConnectionField {
  readonly kind: 'connection'
  readonly start: Start
  readonly orders: readonly [Order, ...Order[]] // by the argument orderBy, the first where there is none
  readonly filters: Filters
  readonly edge?: TypeSpec // where the edges of this list differ from others of their type
  readonly shared?: string // the interface whose field it is: its cursors are the same for all types
  readonly within?: 'closure' // documents reached this way lie in the closure of the claim they were reached from
}
/** `inClosure`: how to compute it where an enclosing claim's closure holds all it needs. */
export interface DerivedField extends Computation {
  readonly kind: 'derived'
  readonly refers?: string // the pool that the computed keys are of, where they are not inside an object
  readonly inClosure?: Computation
}
export interface Computation {
  readonly needs: Shape // of the node itself; with `inClosure`, of the claim
  readonly own: Shape // of the node itself
  readonly onlyFor: { readonly fields: readonly string[]; readonly own: Shape } | null // fetched where one of these fields is selected
  readonly pools: Pools
  readonly check: ((values: Arguments) => void) | null // throws for arguments out of range, before anything is read
  compute(needs: AnyNeeds, own: AnyNeeds, values: Arguments): unknown
}
/** Of a derived value: what it has under this name. */
export interface ValueField {
  readonly kind: 'value'
}
/** Of a derived value: keys of a pool under this name, alone or in lists; keys that are not there are left out of lists. */
export interface ReferenceField {
  readonly kind: 'reference'
  readonly pool: string
}
export interface CursorField {
  readonly kind: 'cursor'
}
export interface EndField {
  readonly kind: 'end' // the node of an edge
}
export type FieldSpec =
  | PropertyField
  | PartField
  | OneField
  | ListField
  | NamedField
  | ConnectionField
  | DerivedField
  | ValueField
  | ReferenceField
  | CursorField
  | EndField

/** Where each field of one object type comes from. */
export interface TypeSpec {
  readonly fields: { readonly [field: string]: FieldSpec }
  readonly cursor?: ListOrder // of edges that no connection led to
}
/** A list and its order, as its cursors name them. */
export interface ListOrder {
  readonly list: string
  readonly order: Order
}
