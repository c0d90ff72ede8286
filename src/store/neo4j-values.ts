import neo4j from 'neo4j-driver'
import type { Row, Statement, Value } from './store.js'

/** Parameters for the driver: whole numbers go as integers, so that both engines hold the same. */
export function toParameters(parameters: Statement['parameters']): { [name: string]: unknown } {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, toParameter(value)]))
}

function toParameter(value: Value): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(toParameter)
  return toParameters(value as Statement['parameters'])
}

/** The rows of a result of plain values; the driver gives integers as numbers already. */
export function toRows(records: readonly { readonly length: number; get(index: number): Value }[]): readonly Row[] {
  return records.map((record) => Array.from({ length: record.length }, (_, index) => record.get(index)))
}
