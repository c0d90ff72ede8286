import { KILOMETRES_PER_DEGREE } from '../../domain/distance.js'
import { fieldOf, toDay, toList, toParameter, toSortable } from '../arguments.js'
import type { Filter, Filters, Start } from '../specs/spec.js'
import type { Condition, Parameter } from './plan.js'

/** What an argument is, here to see which of its fields are given, and later to read their values. */
interface Given {
  readonly source: number
  readonly value: unknown // of the first operation of this shape: only what is present counts
  read(values: { readonly [name: string]: unknown }): unknown
}

/** The conditions of the arguments that are given. */
export function toConditions(
  filters: Filters,
  source: number,
  values: { readonly [name: string]: unknown },
): Condition[] {
  return fieldConditions(filters, { source, value: values, read: (all) => all })
}

/** What a start asks of its rows by itself: `near` the belt of latitude that `withinKm` reaches. */
export function startConditions(start: Start, source: number): Condition[] {
  if (start.from !== 'near') return []
  const read: Parameter['read'] = ({ withinKm }) => Number(withinKm) / KILOMETRES_PER_DEGREE + 1e-6
  return [{ test: 'belt', degrees: { source, read } }]
}

function fieldConditions(filters: Filters, given: Given): Condition[] {
  return Object.entries(filters).flatMap(([name, filter]) =>
    filterConditions(filter, name, {
      source: given.source,
      value: fieldOf(given.value, name),
      read: (values) => fieldOf(given.read(values), name),
    }),
  )
}

function filterConditions(filter: Filter, name: string, given: Given): Condition[] {
  if (given.value === null || given.value === undefined) return []
  const parameter = (convert: (value: unknown) => ReturnType<Parameter['read']>): Parameter => ({
    source: given.source,
    read: (values) => convert(given.read(values)),
  })
  switch (filter.filter) {
    case 'is':
      return [{ test: '=', on: filter.on, property: filter.property, value: parameter(toParameter) }]
    case 'in':
      return [
        {
          test: 'IN',
          on: filter.on,
          property: filter.property,
          value: parameter((list) => toList(list).map(toParameter)),
        },
      ]
    case 'atLeast':
    case 'atMost':
      return [
        {
          test: filter.filter === 'atLeast' ? '>=' : '<=',
          on: filter.on,
          property: filter.property,
          value: parameter(toParameter),
        },
      ]
    case 'contains':
      return [{ test: 'CONTAINS', property: filter.property, value: parameter(toSortable) }]
    case 'overlaps':
      return [
        { test: 'dated', date: filter.date },
        ...dayConditions('from', filter.date, given, 'from', `${name}.from`),
        ...dayConditions('by', filter.date, given, 'to', `${name}.to`),
      ]
    case 'endsFrom':
      return [{ test: 'from', date: filter.date, day: parameter((date) => toDay(date, 'from', name)) }]
    case 'beginsBy':
      return [{ test: 'by', date: filter.date, day: parameter((date) => toDay(date, 'to', name)) }]
    case 'linked':
      return [{ test: 'linked', hop: filter.hop, conditions: filterConditions(filter.by, name, given) }]
    case 'fields':
      return fieldConditions(filter.fields, given)
  }
}

function dayConditions(
  test: 'from' | 'by',
  date: string,
  given: Given,
  end: 'from' | 'to',
  argument: string,
): Condition[] {
  if ((fieldOf(given.value, end) ?? null) === null) return []
  const read: Parameter['read'] = (values) => toDay(fieldOf(given.read(values), end), end, argument)
  return [{ test, date, day: { source: given.source, read } }]
}
