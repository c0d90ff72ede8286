import { RECORD_TYPES } from '../domain/record-types.js'
import type { RecordId } from '../domain/records.js'
import type { OpenReference } from './bundle.js'
import { findNearest } from './nearest.js'
import type { Problem } from './problem.js'
import { quoted, suggestion } from './wording.js'

/** The problem of a reference that neither the import nor the graph resolves; `known`: ids that may have been meant. */
export function toUnknownReference(open: OpenReference, known: Iterable<RecordId>): Problem {
  const prefixes = open.types.map((type) => (Object.hasOwn(RECORD_TYPES, type) ? prefixOf(type) : type))
  const fitting = function* () {
    for (const id of known) if (prefixes.some((prefix) => id.startsWith(`${prefix}/`))) yield id
  }
  const nearest = findNearest(open.to, fitting())
  const message = `expected the id of a record in the import or in the graph, got ${quoted(open.to)}${suggestion(nearest)}`
  return { severity: 'ERROR', code: 'UNKNOWN_REFERENCE', message, ...open.place() }
}

function prefixOf(type: string): string {
  return Object.entries(RECORD_TYPES).find(([name]) => name === type)?.[1].prefix ?? type
}
