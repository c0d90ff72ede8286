import type { On, Order, OrderKey } from '../specs/spec.js'
import { hopPattern, match, quoteName } from './pattern.js'
import type { Condition, Parameter } from './plan.js'
import { absentDay } from './sort-keys.js'

/** The variables of one row. */
export type Names = { readonly [O in On]: string }
/** Names a parameter in the text. */
export type Bind = (parameter: Parameter) => string

export function readProperty(names: Names, on: On, property: string): string {
  return `${names[on]}.${quoteName(property)}`
}

/** The text of one condition. */
export function toTest(condition: Condition, names: Names, bind: Bind): string {
  switch (condition.test) {
    case '=':
    case 'IN':
    case '>=':
    case '<=':
      return `${readProperty(names, condition.on, condition.property)} ${condition.test} ${bind(condition.value)}`
    case 'CONTAINS':
      return `${readProperty(names, 'node', condition.property)} CONTAINS ${bind(condition.value)}`
    case 'constant':
      return `${readProperty(names, 'node', condition.property)} = '${condition.value}'`
    case 'dated':
      return `${readProperty(names, 'node', condition.date)} IS NOT NULL`
    case 'from':
    case 'by': {
      const bound = `${names.node}.${condition.date}${condition.test === 'from' ? 'To' : 'From'}`
      const day = bind(condition.day)
      return `(${day} IS NULL OR ${bound} IS NULL OR ${bound} ${condition.test === 'from' ? '>=' : '<='} ${day})`
    }
    case 'linked': {
      const inner = { node: `${names.node}x`, edge: `${names.edge}x`, beside: `${names.beside}x`, owner: names.node }
      const tests = condition.conditions.map((test) => toTest(test, inner, bind))
      return `EXISTS { ${match(hopPattern(names.node, inner.edge, inner.node, condition.hop), tests)} }`
    }
    case 'after':
      return toAfter(condition.order.keys, condition.values, names, bind)
    case 'belt': {
      const degrees = bind(condition.degrees)
      return `${names.node}.id <> ${names.owner}.id AND ${names.node}.lat >= ${names.owner}.lat - ${degrees} AND ${names.node}.lat <= ${names.owner}.lat + ${degrees}`
    }
  }
}

/** Behind a place in a total order: `a >= $a AND (a > $a OR …)`, the form that Neo4j's index serves. */
function toAfter(keys: readonly OrderKey[], values: readonly Parameter[], names: Names, bind: Bind): string {
  const [key, ...others] = keys
  const [value, ...rest] = values
  if (key === undefined || value === undefined) return 'false'
  const expression = toSortExpression(key, names)
  const operator = key.by === 'property' && key.descending === true ? '<' : '>'
  const parameter = bind(value)
  if (others.length === 0) return `${expression} ${operator} ${parameter}`
  return `${expression} ${operator}= ${parameter} AND (${expression} ${operator} ${parameter} OR ${toAfter(others, rest, names, bind)})`
}

function toSortExpression(key: OrderKey, names: Names): string {
  switch (key.by) {
    case 'property': {
      const property = readProperty(names, key.on, key.property)
      return key.absent === undefined ? property : `coalesce(${property}, '${absentDay(key.descending === true)}')`
    }
    case 'length':
      return `size(${names.node}.${key.property})`
    case 'distance':
      // The haversine of the distance, which grows with it: only to choose the nearest; the domain measures.
      return `sin(radians(${names.node}.lat - ${names.owner}.lat) / 2) * sin(radians(${names.node}.lat - ${names.owner}.lat) / 2) + cos(radians(${names.owner}.lat)) * cos(radians(${names.node}.lat)) * sin(radians(${names.node}.lon - ${names.owner}.lon) / 2) * sin(radians(${names.node}.lon - ${names.owner}.lon) / 2)`
  }
}

export function toOrderBy(order: Order, names: Names): string {
  return order.keys
    .map((key) => {
      const expression = toSortExpression(key, names)
      return key.by === 'property' && key.descending === true ? `${expression} DESC` : expression
    })
    .join(', ')
}
