import { z } from 'zod'
import type { RecordType } from '../domain/record-types.js'
import { fieldFacts } from './fields.js'
import { isMap, type Path } from './path.js'
import { unwrap } from './schema-parts.js'

/** A reference as it is written in a seed file. */
export interface WrittenReference {
  readonly to: string
  readonly types: readonly RecordType[]
  readonly path: Path // from the record
}

interface Slot {
  readonly steps: readonly string[] // `[]` stands for each entry of a list
  readonly types: readonly RecordType[]
}

const EACH = '[]'
const slotsOf = new WeakMap<z.ZodObject, readonly Slot[]>()

/** Every reference in a raw record, also in one that has other faults; what is no text is passed over. */
export function findReferences(raw: unknown, schema: z.ZodObject): readonly WrittenReference[] {
  let slots = slotsOf.get(schema)
  if (slots === undefined) {
    slots = toSlots(schema, [])
    slotsOf.set(schema, slots)
  }
  const found: WrittenReference[] = []
  for (const { steps, types } of slots) follow(raw, steps, 0, [], (to, path) => found.push({ to, types, path }))
  return found
}

function toSlots(schema: unknown, steps: readonly string[]): readonly Slot[] {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([key, field]) => toSlots(field, [...steps, key]))
  }
  if (inner instanceof z.ZodArray) return toSlots(inner.element, [...steps, EACH])
  const types = inner instanceof z.ZodType ? fieldFacts.get(inner)?.types : undefined
  return types === undefined ? [] : [{ steps, types }]
}

function follow(
  value: unknown,
  steps: readonly string[],
  at: number,
  path: Path,
  visit: (to: string, path: Path) => void,
): void {
  const step = steps[at]
  if (step === undefined) {
    if (typeof value === 'string') visit(value, path)
  } else if (step === EACH) {
    if (!Array.isArray(value)) return
    for (const [index, item] of value.entries()) follow(item, steps, at + 1, [...path, index], visit)
  } else if (isMap(value) && Object.hasOwn(value, step)) {
    follow(value[step], steps, at + 1, [...path, step], visit)
  }
}
