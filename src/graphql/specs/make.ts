import type { Value } from '../../store/store.js'
import type {
  AnyNeeds,
  ArchivedNeed,
  Arguments,
  Computation,
  DerivedField,
  Filter,
  Filters,
  Hop,
  Label,
  Needs,
  On,
  Order,
  OrderKey,
  Pools,
  PropertyField,
  PropertyNeed,
  RowsNeed,
  Shape,
  Start,
} from './spec.js'

export const property = (name: string, decode?: (value: Value) => unknown, on: On = 'node'): PropertyField =>
  decode === undefined ? { kind: 'property', on, property: name } : { kind: 'property', on, property: name, decode }
export const edgeProperty = (name: string): PropertyField => ({ kind: 'property', on: 'edge', property: name })

export const outTo = (type: Hop['type'], label: Label): Hop => ({ type, direction: 'OUT', label })
export const inFrom = (type: Hop['type'], label: Label): Hop => ({ type, direction: 'IN', label })
export const along = (...hops: readonly Hop[]): Start => ({ from: 'hops', hops })

export const ascending = (name: string, on: On = 'node'): OrderKey => ({ by: 'property', on, property: name })
export const descending = (name: string, on: On = 'node'): OrderKey => ({
  by: 'property',
  on,
  property: name,
  descending: true,
})
/** By the first day of a date; those without one last in either direction. */
export const earliest = (name: string, on: On = 'node'): OrderKey => ({
  by: 'property',
  on,
  property: name,
  absent: 'last',
})
export const latest = (name: string, on: On = 'node'): OrderKey => ({
  by: 'property',
  on,
  property: name,
  descending: true,
  absent: 'last',
})
export const byNumber = (name: string, on: On = 'node'): OrderKey => ({
  by: 'property',
  on,
  property: name,
  number: true,
})
export const order = (name: string, ...keys: readonly OrderKey[]): Order => ({ name, keys })
export const BY_ID: Order = order('ID', ascending('id'))

export const is = (name: string, on: On = 'node'): Filter => ({ filter: 'is', on, property: name })
export const isIn = (name: string, on: On = 'node'): Filter => ({ filter: 'in', on, property: name })
export const linked = (hop: Hop, by: Filter = is('id')): Filter => ({ filter: 'linked', hop, by })
export const fields = (given: Filters): Filter => ({ filter: 'fields', fields: given })

const need =
  <T>(decode: (value: Value) => T) =>
  (name: string, on: On = 'node'): PropertyNeed<T> => ({
    need: 'property',
    on,
    property: name,
    decode,
  })
export const text = need((value) => (typeof value === 'string' ? value : ''))
export const textOrNull = need((value) => (typeof value === 'string' ? value : null))
export const numberOrNull = need((value) => (typeof value === 'number' ? value : null))
export const texts = need(toTexts)
export const archived = (on: On = 'node'): ArchivedNeed => ({ need: 'archived', on })
export const rows = <S extends Shape>(start: Start, shape: S, order?: Order): RowsNeed<S> =>
  order === undefined ? { need: 'rows', start, shape } : { need: 'rows', start, shape, order }

export function toTexts(value: Value): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** What `derived` takes: the parts left out are empty. */
interface Deriving<N extends Shape, O extends Shape, F extends Shape> {
  readonly needs?: N
  readonly own?: O
  readonly onlyFor?: { readonly fields: readonly string[]; readonly own: F }
  readonly pools?: Pools
  readonly check?: (values: Arguments) => void
  readonly compute: (needs: Needs<N>, own: Needs<O> & Partial<Needs<F>>, values: Arguments) => unknown
}
type None = Record<never, never>

export function computation<N extends Shape = None, O extends Shape = None, F extends Shape = None>(
  from: Deriving<N, O, F>,
): Computation {
  return {
    needs: from.needs ?? {},
    own: from.own ?? {},
    onlyFor: from.onlyFor ?? null,
    pools: from.pools ?? {},
    check: from.check ?? null,
    // The compiler decodes exactly the shapes given, so what it passes has their types.
    compute: (needs: AnyNeeds, own: AnyNeeds, values) =>
      from.compute(needs as Needs<N>, own as Needs<O> & Partial<Needs<F>>, values),
  }
}
/** A field computed from what a fragment fetched. */
export function derived<N extends Shape = None, O extends Shape = None, F extends Shape = None>(
  from: Deriving<N, O, F>,
  inClosure?: Computation,
): DerivedField {
  return inClosure === undefined
    ? { kind: 'derived', ...computation(from) }
    : { kind: 'derived', ...computation(from), inClosure }
}
