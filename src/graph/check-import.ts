import type { Bundle } from '../seed/bundle.js'
import type { Problem } from '../seed/problem.js'
import type { Changes } from './changes.js'
import { checkCycles } from './check-cycles.js'
import { checkQuotes } from './check-quotes.js'
import { checkReferences } from './check-references.js'
import { checkRetractions } from './check-retractions.js'
import type { Run } from './reads.js'

/** The warnings of a bundle with all that only the graph can tell about it, in the order of its files and of places in them. Writes nothing. */
export async function checkImport(run: Run, bundle: Bundle, changes: Changes): Promise<readonly Problem[]> {
  const problems = [
    ...bundle.warnings,
    ...(await checkReferences(run, bundle, changes)),
    ...(await checkCycles(run, bundle, changes)),
    ...(await checkQuotes(run, bundle, changes)),
    ...(await checkRetractions(run, bundle, changes)),
  ]
  const order = new Map(bundle.files.map(({ name }, index) => [name, index]))
  const placeOf = ({ file }: Problem): number => order.get(file) ?? 0
  return problems.sort((a, b) => placeOf(a) - placeOf(b) || a.line - b.line || a.column - b.column)
}
