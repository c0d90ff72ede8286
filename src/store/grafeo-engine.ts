import grafeo from '@grafeo-db/js'
import type { Row, Statement, Value } from './store.js'
import { findNoRoom, StoreError, type StoreErrorCode, toReason } from './store-error.js'

// The package is CommonJS: its names come through the default export.
export const { GrafeoDB } = grafeo
export type GrafeoDB = InstanceType<typeof GrafeoDB>

interface Runner {
  executeCypher(query: string, parameters?: unknown): Promise<{ rows(): unknown[][] }>
}

/** Runs a statement on the database or in a transaction of it. Throws StoreError. */
export async function runOnGrafeo(runner: Runner, { text, parameters }: Statement): Promise<readonly Row[]> {
  try {
    const result = await runner.executeCypher(text, parameters)
    return result.rows().map((row) => row.map(toValue))
  } catch (error) {
    throw toGrafeoError(error)
  }
}

function toValue(value: unknown): Value {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value
    case 'bigint':
      return Number(value)
    case 'object':
      if (value === null) return null
      if (Array.isArray(value)) return value.map(toValue)
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toValue(item)]))
    case 'undefined':
    case 'function':
    case 'symbol':
      return null
  }
}

export function toGrafeoError(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new StoreError(toCode(error, message), toReason(error), { cause: error })
}

function toCode(error: unknown, message: string): StoreErrorCode {
  if (findNoRoom(error) !== undefined) return 'UNAVAILABLE' // a commit that found no room has the status of a conflict
  const status = typeof error === 'object' && error !== null && 'gqlStatus' in error ? error.gqlStatus : undefined
  if (status === '40000') return 'CONFLICT'
  if (status === 'G2000' || status === 'G1001') return 'CONSTRAINT'
  if (/cannot be locked/.test(message)) return 'LOCKED'
  if (/GRAFEO-S|GRAFEO-X002/.test(message)) return 'DAMAGED'
  if (/time(d )?\s?out/i.test(message)) return 'TIMEOUT'
  if (status === undefined && /GRAFEO-X/.test(message)) return 'UNAVAILABLE'
  return 'STATEMENT'
}
