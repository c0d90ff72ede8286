import type { Bundle } from '../seed/bundle.js'
import type { Problem } from '../seed/problem.js'
import type { Changes } from './changes.js'
import { checkCycles } from './check-cycles.js'
import { checkQuotes } from './check-quotes.js'
import { checkReferences } from './check-references.js'
import { checkRetractions } from './check-retractions.js'
import type { Run } from './reads.js'

/** What only the graph can tell about a bundle: every problem and warning, in the order of files and places. Writes nothing. */
export async function checkImport(run: Run, bundle: Bundle, changes: Changes): Promise<readonly Problem[]> {
  const problems = [
    ...(await checkReferences(run, bundle, changes)),
    ...(await checkCycles(run, bundle, changes)),
    ...(await checkQuotes(run, bundle, changes)),
    ...(await checkRetractions(run, bundle, changes)),
  ]
  return problems.sort(byPlace)
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}
