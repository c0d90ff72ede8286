import type { Place } from './bundle.js'
import type { Fault } from './explain.js'
import { formatPath, type Path } from './path.js'
import type { Problem, ProblemCode } from './problem.js'
import type { TextPlaces } from './text-places.js'

/** Whose text a problem is in. */
export interface Placed {
  readonly name: string
  readonly places: TextPlaces
}

/** Gathers every problem of an import, each with its place. */
export interface Report {
  readonly add: (file: Placed, fault: Fault, before?: Path) => void
  readonly warn: (file: Placed, fault: Fault, before?: Path) => void
  /** A problem of a file as a whole, or at an offset of its text. */
  readonly addToFile: (file: string, code: ProblemCode, message: string, at?: Partial<Place>) => void
  readonly errors: () => readonly Problem[]
  readonly warnings: () => readonly Problem[]
}

export function placeOf(file: Placed, path: Path, on: 'KEY' | 'VALUE' = 'VALUE'): Place {
  const { line, column } = on === 'KEY' ? file.places.ofKey(path) : file.places.ofValue(path)
  return { file: file.name, line, column, path: formatPath(path) }
}

const MOST_LISTED = 10_000 // errors; one more says how many are left out

/** Problems come out in the order of `files`, then of their place. */
export function createReport(files: readonly string[]): Report {
  const errors: Problem[] = []
  let unlisted = 0
  let lastFile = ''
  const warnings: Problem[] = []
  const order = new Map(files.map((file, index) => [file, index]))
  const sorted = (problems: Problem[]) =>
    problems.toSorted(
      (a, b) =>
        (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) ||
        a.line - b.line ||
        a.column - b.column ||
        compare(a.path, b.path) ||
        compare(a.code, b.code),
    )
  const hasRoom = (file: string): boolean => {
    if (errors.length < MOST_LISTED) return true
    unlisted++
    lastFile = file
    return false
  }
  return {
    add: (file, { code, message, path, on }, before = []) => {
      if (!hasRoom(file.name)) return
      errors.push({ severity: 'ERROR', code, message, ...placeOf(file, [...before, ...path], on) })
    },
    warn: (file, { code, message, path, on }, before = []) => {
      warnings.push({ severity: 'WARNING', code, message, ...placeOf(file, [...before, ...path], on) })
    },
    addToFile: (file, code, message, at = {}) => {
      if (!hasRoom(file)) return
      errors.push({ severity: 'ERROR', code, message, line: 1, column: 1, path: '', ...at, file })
    },
    errors: () => (unlisted === 0 ? sorted(errors) : [...sorted(errors), toRest(lastFile, unlisted)]),
    warnings: () => sorted(warnings),
  }
}

function toRest(file: string, count: number): Problem {
  const message = `there are ${count} more problems; solve these first`
  return { severity: 'ERROR', code: 'LIMIT_EXCEEDED', message, file, line: 1, column: 1, path: '' }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
