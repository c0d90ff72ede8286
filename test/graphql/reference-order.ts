import { GraphQLError } from 'graphql'
import { firstDay, lastDay } from './reference-world.js'

/** Negative where a comes first. */
export type Order<T> = (a: T, b: T) => number

/** The form in which texts are compared and searched. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
}

/** By Unicode code point. */
export function compareText(a: string, b: string): number {
  const [one, other] = [[...a], [...b]]
  for (let at = 0; at < one.length && at < other.length; at++) {
    const difference = (one[at]?.codePointAt(0) ?? 0) - (other[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

export function byText<T>(text: (value: T) => string, direction: 1 | -1 = 1): Order<T> {
  return (a, b) => direction * compareText(text(a), text(b))
}

export function byNumber<T>(number: (value: T) => number, direction: 1 | -1 = 1): Order<T> {
  return (a, b) => direction * (number(a) - number(b))
}

/** By the first day of a date; without one: last, whatever the direction. */
export function byDate<T>(date: (value: T) => string | undefined, direction: 1 | -1): Order<T> {
  return (a, b) => {
    const [one, other] = [firstDay(date(a)), firstDay(date(b))]
    if (one === other) return 0
    if (one === undefined) return 1
    if (other === undefined) return -1
    return direction * (one < other ? -1 : 1)
  }
}

/** The first of the orders that tells two values apart decides. */
export function sorted<T>(values: readonly T[], ...orders: readonly Order<T>[]): T[] {
  return [...values].sort((a, b) => {
    for (const order of orders) {
      const result = order(a, b)
      if (result !== 0) return result
    }
    return 0
  })
}

export interface DateRange {
  readonly from?: string | null
  readonly to?: string | null
}

/** Whether the days that a date can mean overlap a range; never without a date. */
export function isWithin(date: string | undefined, { from, to }: DateRange): boolean {
  if (date === undefined) return false
  const [start, end] = [firstDay(from ?? undefined), lastDay(to ?? undefined)]
  const [first, last] = [firstDay(date), lastDay(date)]
  return (
    (start === undefined || last === undefined || last >= start) &&
    (end === undefined || first === undefined || first <= end)
  )
}

export interface Page {
  readonly first?: number | null
  readonly after?: string | null
}

/** One page of a connection. `key` tells an edge from all others of its list; it is the cursor. */
export function toConnection<E extends { readonly node: unknown }>(
  all: readonly E[],
  key: (edge: E) => string,
  { first, after }: Page,
): object {
  const size = first ?? 20
  if (size < 1 || size > 100) throw new GraphQLError('first', { extensions: { code: 'BAD_USER_INPUT' } })
  const edges = all.map((edge) => ({ ...edge, cursor: key(edge) }))
  const start = after == null ? 0 : edges.findIndex(({ cursor }) => cursor === after) + 1
  const page = edges.slice(start, start + size)
  return {
    edges: page,
    nodes: page.map(({ node }) => node),
    totalCount: edges.length,
    pageInfo: {
      hasNextPage: edges.length > start + size,
      hasPreviousPage: after != null,
      startCursor: page[0]?.cursor ?? null,
      endCursor: page.at(-1)?.cursor ?? null,
    },
  }
}
