import { ImportRejected } from '../graph/import.js'
import type { Problem } from '../seed/problem.js'
import { StoreError } from '../store/store-error.js'
import { type Terminal, toLine, toPrintable } from './terminal.js'

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
  if (error instanceof InputError || error instanceof ImportRejected) {
    writeProblems(error.problems, terminal)
    const errors = countErrors(error.problems)
    terminal.err(
      errors === 0 ? `${toPrintable(error.message)}\n` : `${errors} ${errors === 1 ? 'problem' : 'problems'}\n`,
    )
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
  terminal.err(
    `This is a bug in Headwaters: ${toPrintable(error instanceof Error ? `${error.stack}` : String(error))}\n`,
  )
  return 70
}

/** One line a problem, as editors and terminals link it: file:line:column. */
export function writeProblems(problems: readonly Problem[], terminal: Terminal): void {
  for (const problem of problems) terminal.err(`${toLine(toProblemLine(problem))}\n`)
}

export function countErrors(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === 'ERROR').length
}

function toProblemLine(problem: Problem): string {
  const place = problem.path === '' ? '' : ` ${problem.path}:`
  const word = problem.severity === 'WARNING' ? ' warning:' : ''
  return `${problem.file}:${problem.line}:${problem.column}:${word}${place} ${problem.message} [${problem.code}]`
}
