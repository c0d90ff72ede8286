import { findRecordType, RECORD_TYPES, type RecordType } from '../domain/record-types.js'
import type { AnyRecord, RecordId } from '../domain/records.js'
import type { Bundle, OpenReference } from '../seed/bundle.js'
import { findNearest } from '../seed/nearest.js'
import type { Problem, ProblemCode } from '../seed/problem.js'
import { either, quoted, suggestion } from '../seed/wording.js'
import { findRecords } from '../store/statements.js'
import type { Changes } from './changes.js'
import { projectEdges } from './project.js'
import { findIdsOfType, findRetractions, type Run, runAll } from './reads.js'

const IDS_COMPARED = 20_000 // of each type, for suggestions
const SUGGESTIONS = 50 // problems that get one: naming the nearest costs more than finding the fault

/** References that the files leave open must lead to records of the right type that are not withdrawn. */
export async function checkReferences(run: Run, bundle: Bundle, changes: Changes): Promise<readonly Problem[]> {
  const open = bundle.open.filter(({ from }) => changes.byId.has(from))
  const there = new Map<RecordId, { readonly type: string; readonly withdrawn: boolean }>()
  const wanted = [...new Set(open.map(({ to }) => to))]
  for (const [id, type, , until] of await runAll(run, wanted, findRecords)) {
    there.set(String(id), { type: String(type), withdrawn: until !== null })
  }
  const withdrawn = [...there].flatMap(([id, found]) => (found.withdrawn ? [id] : []))
  const describe = await describeWithdrawn(run, [...withdrawn, ...changes.withdrawnBefore])
  const suggest = createSuggestions(run, bundle)
  const problems: Problem[] = []
  for (const reference of open) {
    const found = there.get(reference.to)
    if (found === undefined) {
      const nearest = await suggest(reference)
      const message = `expected the id of ${either(reference.types)} of this import or the graph, got ${quoted(reference.to)}, which neither holds${suggestion(nearest)}`
      problems.push(toProblem('UNKNOWN_REFERENCE', message, reference))
    } else if (!reference.types.includes(found.type)) {
      const message = `expected the id of ${either(reference.types)}, got ${quoted(reference.to)}, which is ${found.type}`
      problems.push(toProblem('WRONG_REFERENCE', message, reference))
    } else if (found.withdrawn && !mayBeWithdrawn(reference.from, reference.to)) {
      problems.push(toProblem('UNKNOWN_REFERENCE', describe(reference.to), reference))
    }
  }
  return [...problems, ...findReferencesToWithdrawn(bundle, changes, describe)]
}

/** The documents that a document draws on stay known when they are withdrawn, and a record can be retracted twice. */
function mayBeWithdrawn(from: RecordId, to: RecordId): boolean {
  const type = findRecordType(from)
  return type === 'retraction' || (type === 'document' && findRecordType(to) === 'document')
}

/** Records of this import that stay withdrawn, though the import brings them again, can't be built on either. */
function findReferencesToWithdrawn(
  bundle: Bundle,
  { list, withdrawnBefore }: Changes,
  describe: (id: RecordId) => string,
): readonly Problem[] {
  if (withdrawnBefore.size === 0) return []
  const problems: Problem[] = []
  for (const { record } of list) {
    for (const id of new Set(namedBy(record))) {
      if (id === record.id || !withdrawnBefore.has(id) || mayBeWithdrawn(record.id, id)) continue
      problems.push({
        severity: 'ERROR',
        code: 'UNKNOWN_REFERENCE',
        message: describe(id),
        ...bundle.placeOf(record.id),
      })
    }
  }
  return problems
}

function namedBy(record: AnyRecord): readonly RecordId[] {
  const ends = projectEdges(record).flatMap(({ from, to }) => [from, to])
  return record.type === 'document' ? [...ends, ...record.derivesFrom.flatMap(({ claims }) => claims)] : ends
}

/** Says of a withdrawn record that it is retracted, and by what: by a retraction of its own, or with a record that it needs. */
async function describeWithdrawn(run: Run, ids: readonly RecordId[]): Promise<(id: RecordId) => string> {
  const retractions = new Map((await runAll(run, ids, findRetractions)).map(([id, by]) => [String(id), String(by)]))
  return (id) => {
    const by = retractions.get(id)
    const how = by === undefined ? 'with a record that it needs' : `by ${by}`
    return `expected a record that holds, got ${quoted(id)}, which is retracted, ${how}: leave this out, or name another`
  }
}

/** The nearest id of the types that a reference allows, among those of the import and, for a bounded number, of the graph. */
function createSuggestions(run: Run, bundle: Bundle): (reference: OpenReference) => Promise<string | undefined> {
  const byType = new Map<string, readonly RecordId[]>()
  let left = SUGGESTIONS
  return async ({ to, types }) => {
    if (left === 0) return undefined
    left -= 1
    const named = findRecordType(to)
    const candidates: RecordId[] = []
    for (const type of types) {
      // An id of another type is as far as its prefix: only ids of the type that it names can be near.
      if (!isRecordType(type) || (named !== undefined && named !== type)) continue
      let ids = byType.get(type)
      if (ids === undefined) {
        const rows = await run(findIdsOfType(type, IDS_COMPARED))
        const own = bundle.records.filter((record) => record.type === type).slice(0, IDS_COMPARED)
        ids = [...own.map(({ id }) => id), ...rows.map(([id]) => String(id))]
        byType.set(type, ids)
      }
      candidates.push(...ids)
    }
    return findNearest(to, candidates)
  }
}

function isRecordType(type: string): type is RecordType {
  return Object.hasOwn(RECORD_TYPES, type)
}

function toProblem(code: ProblemCode, message: string, reference: OpenReference): Problem {
  return { severity: 'ERROR', code, message, ...reference.place() }
}
