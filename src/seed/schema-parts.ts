import { z } from 'zod'
import { fieldFacts } from './fields.js'
import { isMap } from './path.js'
import { either } from './wording.js'

/** The schema inside its optional and default wrappers. */
export function unwrap(schema: unknown): unknown {
  let inner = schema
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodExactOptional || inner instanceof z.ZodDefault) {
    inner = inner.unwrap()
  }
  return inner instanceof z.ZodPipe ? unwrap(inner.def.in) : inner
}

/** The schema that a value at a path is held against; undefined where there is none. */
export function findSchema(schema: unknown, path: readonly PropertyKey[]): unknown {
  let here = unwrap(schema)
  for (const step of path) {
    if (here instanceof z.ZodUnion) here = here.options.map(unwrap).find((option) => option instanceof z.ZodObject)
    if (here instanceof z.ZodObject) here = unwrap(here.shape[String(step)])
    else if (here instanceof z.ZodArray) here = unwrap(here.element)
    else return undefined
  }
  return here
}

/** The keys that a map held against the schema may have. */
export function knownKeys(schema: unknown): readonly string[] {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) return Object.keys(inner.shape)
  return inner instanceof z.ZodUnion ? inner.options.flatMap(knownKeys) : []
}

/** What the schema wants, in words. */
export function expectation(schema: unknown): string {
  const inner = unwrap(schema)
  const facts = inner instanceof z.ZodType ? fieldFacts.get(inner) : undefined
  if (facts?.expects !== undefined) return facts.expects
  if (inner instanceof z.ZodEnum) return either(inner.options.map(String))
  if (inner instanceof z.ZodString) return 'text'
  if (inner instanceof z.ZodNumber) return inner.format === 'safeint' ? 'a whole number' : 'a number'
  if (inner instanceof z.ZodBoolean) return 'true or false'
  if (inner instanceof z.ZodArray) return 'a list'
  if (inner instanceof z.ZodObject) return 'a map'
  return inner instanceof z.ZodUnion ? either(inner.options.map(expectation)) : 'another value'
}

/** Of a union, the option that a value of this sort is meant for. */
export function fitsSort(schema: unknown, value: unknown): boolean {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodString || inner instanceof z.ZodEnum) return typeof value === 'string'
  if (inner instanceof z.ZodNumber) return typeof value === 'number'
  return inner instanceof z.ZodObject && isMap(value)
}
