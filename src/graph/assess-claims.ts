import { assess } from '../domain/assess.js'
import type { Assessment } from '../domain/assessment.js'
import type { RecordId } from '../domain/records.js'
import { toCanonical } from '../ledger/canonical.js'
import {
  closeAssessments,
  closeClosures,
  createAssessments,
  createClosures,
  ROWS_PER_STATEMENT,
} from '../store/statements.js'
import type { Statement } from '../store/store.js'
import { StoreError } from '../store/store-error.js'
import { runAll as runStatements } from '../store/transaction.js'
import { createAssessmentInputs } from './assessment-inputs.js'
import type { Changes } from './changes.js'
import type { KnownRecords } from './known-records.js'
import { chunksOf, findAssessments, findClosures, type Run, runAll } from './reads.js'

/** A claim that an import touched. An assessment is null where the claim was not there before, or is withdrawn now. */
export interface AssessedClaim {
  readonly claim: RecordId
  readonly before: Assessment | null
  readonly after: Assessment | null
  readonly isChanged: boolean
  readonly arrived: readonly RecordId[] // documents in its closure that this import made
}

const CLAIMS_PER_PART = 500 // few, so that one part is written while the next is assessed

/** Recomputes closure and assessment of claims, and writes what differs. */
export async function assessClaims(
  run: Run,
  claims: readonly RecordId[],
  changes: Changes,
  known: KnownRecords,
  at: number,
  advance: (count: number) => void,
): Promise<readonly AssessedClaim[]> {
  const assessed: AssessedClaim[] = []
  const inputs = createAssessmentInputs(run, known)
  const isCreated = (id: RecordId): boolean => {
    const change = changes.byId.get(id)
    return change !== undefined && change.former === undefined
  }
  let writing: Promise<unknown> = Promise.resolve()
  for (const part of chunksOf(claims, CLAIMS_PER_PART)) {
    const older = part.filter((id) => !isCreated(id))
    const bodies = new Map((await runAll(run, older, findAssessments)).map(([id, body]) => [String(id), String(body)]))
    const closures = await loadClosures(run, older)
    const live = new Map((await inputs.load(part)).map((input) => [input.input.claim, input]))

    const closed: RecordId[] = []
    const made: AssessmentRow[] = []
    const cut: [claim: RecordId, document: RecordId][] = []
    const joined: [claim: RecordId, documents: readonly RecordId[]][] = []
    for (const claim of part) {
      const found = live.get(claim)
      const body = bodies.get(claim)
      const before = closures.get(claim) ?? new Set<RecordId>()
      const rests = found?.rests ?? new Set<RecordId>()
      for (const document of before) {
        if (!rests.has(document)) cut.push([claim, document])
      }
      const added = before.size === 0 ? [...rests] : [...rests].filter((document) => !before.has(document))
      if (added.length > 0) joined.push([claim, added])
      const after = found === undefined ? null : assess(found.input)
      const text = after === null ? undefined : toCanonical(after)
      if (body !== undefined && body !== text) closed.push(claim)
      if (after !== null && text !== undefined && body !== text) {
        made.push(toAssessmentRow(claim, after, text))
      }
      assessed.push({
        claim,
        before: body === undefined ? null : parseAssessment(body),
        after,
        isChanged: body !== text,
        arrived: [...rests].filter(isCreated),
      })
    }
    await writing
    writing = write(run, { cut, joined, closed, made }, at)
    writing.catch(() => undefined) // reported where it is awaited
    advance(part.length)
  }
  await writing
  return assessed
}

/** What differs of closures and assessments. */
interface Difference {
  readonly cut: readonly (readonly [claim: RecordId, document: RecordId])[]
  readonly joined: readonly (readonly [claim: RecordId, documents: readonly RecordId[]])[]
  readonly closed: readonly RecordId[] // claims whose assessment is another now
  readonly made: readonly AssessmentRow[]
}
type AssessmentRow = ReturnType<typeof toAssessmentRow>

/** Closes first: what is made here would be closed otherwise. */
async function write(run: Run, { cut, joined, closed, made }: Difference, at: number): Promise<void> {
  await runAll(run, cut, (rows) => closeClosures(rows, at))
  await runAll(run, closed, (ids) => closeAssessments(ids, at))
  await runStatements({ run }, [...joinClosures(joined, at), ...(made.length > 0 ? [createAssessments(made, at)] : [])])
}

/** Statements that join some 2,000 documents each: a claim can rest on one or on very many. */
function* joinClosures(joined: Difference['joined'], at: number): Generator<Statement> {
  let rows: [RecordId, readonly RecordId[]][] = []
  let size = 0
  for (const [claim, documents] of joined) {
    for (const part of chunksOf(documents)) {
      rows.push([claim, part])
      size += part.length
      if (size < ROWS_PER_STATEMENT) continue
      yield createClosures(rows, at)
      rows = []
      size = 0
    }
  }
  if (size > 0) yield createClosures(rows, at)
}

export async function loadClosures(
  run: Run,
  claims: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, ReadonlySet<RecordId>>> {
  const closures = new Map<RecordId, Set<RecordId>>()
  for (const [claim, document] of await runAll(run, claims, findClosures)) {
    const closure = closures.get(String(claim))
    if (closure === undefined) closures.set(String(claim), new Set([String(document)]))
    else closure.add(String(document))
  }
  return closures
}

/** An assessment as the graph holds it: written here, so its shape is known. Throws DAMAGED. */
export function parseAssessment(body: string): Assessment {
  try {
    return JSON.parse(body) as Assessment
  } catch (cause) {
    throw new StoreError('DAMAGED', 'The graph holds an assessment that is not JSON: rebuild it', { cause })
  }
}

function toAssessmentRow(claim: RecordId, { standing, support }: Assessment, body: string) {
  return {
    claim,
    standing,
    documents: support.documents.length,
    independentOrigins: support.independentOrigins,
    independentLines: support.independentLines,
    body,
  }
}
