import { GraphQLError, getArgumentValues } from 'graphql'
import { parseEdtf } from '../../domain/dates.js'
import { toSortKey } from '../../graph/projection.js'
import type { Value } from '../../store/store.js'
import { toError } from '../errors.js'
import type { Arguments } from '../specs/spec.js'
import type { ArgumentSource } from './plan.js'

const MAX_PAGE = 100
const MAX_IDS = 100

/** The arguments of every field of a plan, with its variables filled in and checked. `given`: what the program itself gives. */
export function readArguments(
  sources: readonly ArgumentSource[],
  variables: { readonly [name: string]: unknown },
  given: Arguments = {},
): readonly Arguments[] {
  return sources.map(({ place, field, check }) => {
    if (field === null) return given
    const values = getArgumentValues(field.definition, field.node, variables)
    try {
      check?.(values)
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      throw new GraphQLError(`${place}: ${error.message}`, { nodes: [field.node], extensions: error.extensions })
    }
    return values
  })
}

/** `first`: 1 to 100. */
export function toPageSize(values: Arguments): number {
  const { first } = values
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
