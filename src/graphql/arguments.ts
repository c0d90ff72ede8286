import { type FieldNode, GraphQLError, type GraphQLField, getArgumentValues } from 'graphql'
import { parseEdtf } from '../domain/dates.js'
import { toSortKey } from '../graph/projection.js'
import type { Value } from '../store/store.js'
import { toError } from './errors.js'

/** The arguments of one field by name, as graphql-js coerced them: of the right types, nothing more. */
export type Arguments = { readonly [name: string]: unknown }

const PAGE = 20
const MAX_PAGE = 100
const MAX_IDS = 100

/** The arguments of a field with its variables filled in. BAD_USER_INPUT: null where a default stood in for what may not be null. */
export function argumentsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Arguments,
): Arguments {
  return refused(() => getArgumentValues(definition, node, variables))
}

/** What graphql-js finds wrong with given values is the client's doing. */
export function refused<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    throw toError('BAD_USER_INPUT', error.message, { nodes: error.nodes ?? [] })
  }
}

/** `first`: 1 to 100; null: 20. */
export function toPageSize(values: Arguments): number {
  const first = values.first ?? PAGE
  if (typeof first === 'number' && Number.isInteger(first) && first >= 1 && first <= MAX_PAGE) return first
  throw toError('BAD_USER_INPUT', `first: expected 1 to ${MAX_PAGE}, got ${String(first)}`)
}

/** Id or text arguments as strings, whatever the query wrote; no other type reaches a statement. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value
  throw toError('BAD_USER_INPUT', `expected text, got ${typeof value}`)
}

/** Ids, each once. */
export function toIds(value: unknown): readonly string[] {
  const ids = toList(value).map(toText)
  if (ids.length > MAX_IDS) throw toError('BAD_USER_INPUT', `ids: expected at most ${MAX_IDS}, got ${ids.length}`)
  return [...new Set(ids)]
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** Scalars of an argument as parameters: text, booleans and finite numbers. */
export function toParameter(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw toError('BAD_USER_INPUT', `expected text, a number or a boolean, got ${value === null ? 'null' : typeof value}`)
}

/** Text as the sortable properties hold it. */
export function toSortable(value: unknown): string {
  return toSortKey(toText(value))
}

/** The first or last day of a date; null where it is absent or has none. */
export function toDay(value: unknown, end: 'from' | 'to', argument: string): string | null {
  if (value === null || value === undefined) return null
  const parsed = parseEdtf(toText(value))
  if (!parsed.ok) throw toError('BAD_USER_INPUT', `${argument}: ${parsed.reason}`)
  return parsed[end] ?? null
}

/** One field of an input object, undefined where it or the object is absent. */
export function fieldOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as { readonly [name: string]: unknown })[name]
    : undefined
}
