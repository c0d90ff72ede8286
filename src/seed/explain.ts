import { z } from 'zod'
import { findNearest } from './nearest.js'
import { type Path, valueAt } from './path.js'
import type { ProblemCode } from './problem.js'
import { expectation, findSchema, fitsSort, knownKeys } from './schema-parts.js'
import { describeValue, quoted, suggestion } from './wording.js'

/** One thing that is wrong with a record; the path begins at the record. */
export interface Fault {
  readonly code: ProblemCode
  readonly message: string
  readonly path: Path
  readonly on: 'KEY' | 'VALUE'
}

type Issue = z.core.$ZodIssue

/** What zod found wrong with a record, in our codes and words. */
export function explainIssues(issues: readonly Issue[], schema: z.ZodType, raw: unknown): readonly Fault[] {
  return issues.flatMap((issue) => explain(issue, schema, raw, []))
}

function explain(issue: Issue, schema: z.ZodType, raw: unknown, before: Path): readonly Fault[] {
  const path: Path = [...before, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))]
  const value = valueAt(raw, path)
  const part = findSchema(schema, path)
  const fault = (code: ProblemCode, message: string): Fault => ({ code, message, path, on: 'VALUE' })

  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(part)
    return issue.keys.map((key) => toUnknownKey(key, [...path, key], known))
  }
  if (value === undefined) {
    return [fault('MISSING_FIELD', `${quoted(String(path.at(-1)))} is missing: expected ${expectation(part)}`)]
  }
  if (issue.code === 'invalid_union') {
    const options = part instanceof z.ZodUnion ? part.options : []
    const meant = options.findIndex((option) => fitsSort(option, value))
    const inner = issue.errors[meant]
    if (inner !== undefined) return inner.flatMap((each) => explain(each, schema, raw, path))
  }
  if (issue.code === 'custom') {
    return [fault((issue.params?.code as ProblemCode | undefined) ?? 'OUT_OF_RANGE', issue.message)]
  }
  const got = `expected ${expectation(part)}, got ${describeValue(value)}`
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const words = issue.values.map(String)
    return [
      fault(
        'UNKNOWN_VALUE',
        `expected one of ${words.join(', ')}, got ${describeValue(value)}${suggestion(findNearest(value, words))}`,
      ),
    ]
  }
  if (issue.code === 'too_big' && typeof value !== 'number') {
    const unit = Array.isArray(value) ? 'entries' : 'characters'
    const length = Array.isArray(value) || typeof value === 'string' ? value.length : 0
    return [fault('LIMIT_EXCEEDED', `expected at most ${issue.maximum} ${unit}, got ${length}`)]
  }
  if (issue.code === 'too_small' && typeof value === 'string') {
    return [fault('MISSING_FIELD', `${quoted(String(path.at(-1)))} is empty: write a text or leave the key out`)]
  }
  if (issue.code === 'too_big') return [fault('OUT_OF_RANGE', `expected at most ${issue.maximum}, got ${value}`)]
  if (issue.code === 'too_small') return [fault('OUT_OF_RANGE', `expected at least ${issue.minimum}, got ${value}`)]
  return [fault('WRONG_TYPE', got)]
}

/** A key that nothing reads, and the one that was probably meant. */
export function toUnknownKey(key: string, path: Path, known: readonly string[]): Fault {
  const nearest = findNearest(key, known)
  const hint = nearest === undefined ? `; known here: ${known.join(', ')}` : suggestion(nearest)
  return { code: 'UNKNOWN_KEY', message: `the key ${quoted(key)} is not known here${hint}`, path, on: 'KEY' }
}
