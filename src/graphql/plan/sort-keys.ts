import type { Value } from '../../store/store.js'
import type { Order, OrderKey } from '../specs/spec.js'

/** Days that are not known sort last in either direction. */
export function absentDay(descending: boolean): string {
  return descending ? '' : '~'
}

/** The types of an order's keys: integers sort by number, everything else by text. */
export function typesOf({ keys }: Order): readonly ('string' | 'number')[] {
  return keys.map((key) => (key.by === 'property' && key.number !== true ? 'string' : 'number'))
}

/** A key as the statement compares it. */
export function toKey(key: OrderKey, value: Value): Value {
  return key.by === 'property' && key.absent === 'last' && value === null ? absentDay(key.descending === true) : value
}
