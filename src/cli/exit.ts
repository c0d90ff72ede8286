import { ImportRejected } from '../graph/import.js'
import type { Problem } from '../seed/problem.js'
import { StoreError } from '../store/store-error.js'
import { type Terminal, toPrintable } from './terminal.js'

/** What is wrong with what the user gave: exit 1, every problem on a line of its own. */
export class InputError extends Error {
  readonly problems: readonly Problem[]
  constructor(message: string, problems: readonly Problem[] = []) {
    super(message)
    this.name = 'InputError'
    this.problems = problems
  }
}
/** What is wrong with how the command was called: exit 2. */
export class UsageError extends Error {}

/** Exit codes: 1 the input is wrong, 2 wrong usage, 3 the store failed; 70 a bug of ours, shown whole. */
export function toExit(error: unknown, terminal: Terminal): number {
  if (error instanceof ImportRejected) {
    writeProblems(error.problems, terminal)
    return 1
  }
  if (error instanceof InputError) {
    writeProblems(error.problems, terminal)
    if (error.problems.length === 0) terminal.err(`${toPrintable(error.message)}\n`)
    return 1
  }
  if (error instanceof UsageError) {
    terminal.err(`${toPrintable(error.message)}\n`)
    return 2
  }
  if (error instanceof StoreError) {
    terminal.err(`${error.code}: ${toPrintable(error.message)}\n`)
    return 3
  }
  terminal.err(`This is a bug in Headwaters: ${error instanceof Error ? error.stack : String(error)}\n`)
  return 70
}

/** One line a problem, as editors and terminals link it: file:line:column. */
export function writeProblems(problems: readonly Problem[], terminal: Terminal): void {
  for (const problem of problems) terminal.err(`${toPrintable(toProblemLine(problem))}\n`)
  const errors = problems.filter(({ severity }) => severity === 'ERROR').length
  if (errors > 0) terminal.err(`${errors === 1 ? '1 problem' : `${errors} problems`}; nothing was written\n`)
}

export function toProblemLine(problem: Problem): string {
  const place = problem.path === '' ? '' : ` ${problem.path}:`
  const word = problem.severity === 'WARNING' ? ' warning:' : ''
  return `${problem.file}:${problem.line}:${problem.column}:${word}${place} ${problem.message} [${problem.code}]`
}
