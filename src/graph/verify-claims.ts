import { assess } from '../domain/assess.js'
import { findRecordType } from '../domain/record-types.js'
import { toCanonical } from '../ledger/canonical.js'
import type { Store } from '../store/store.js'
import { loadClosures } from './assess-claims.js'
import { createAssessmentInputs } from './assessment-inputs.js'
import type { Finding, Proven } from './finding.js'
import { knowRecords } from './known-records.js'
import { chunksOf, findAssessments, runAll } from './reads.js'
import type { LedgerContent } from './verify-projection.js'

const CLAIMS_PER_PART = 1000

/** Computes closure and assessment of every live claim from records and evidence alone, and compares them with those that are kept. */
export async function verifyClaims(
  store: Store,
  { ids }: LedgerContent,
): Promise<{ readonly proven: Pick<Proven, 'claims'>; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = []
  let claims = 0
  const run = store.read.bind(store)
  const all = [...ids].filter((id) => findRecordType(id) === 'claim')
  for (const part of chunksOf(all, CLAIMS_PER_PART)) {
    const bodies = new Map((await runAll(run, part, findAssessments)).map(([id, body]) => [String(id), String(body)]))
    const closures = await loadClosures(run, part)
    const live = new Map(
      (await createAssessmentInputs(run, knowRecords(run)).load(part)).map((found) => [found.input.claim, found]),
    )
    for (const id of part) {
      const found = live.get(id)
      const rests = [...(found?.rests ?? [])].sort()
      const kept = [...(closures.get(id) ?? [])].sort()
      const isClosed = rests.join('\n') === kept.join('\n')
      if (!isClosed) {
        const message = `rests on ${rests.length} documents, ${kept.length} are kept`
        findings.push({ code: 'CLOSURE_STALE', record: id, message })
      }
      const body = found === undefined ? undefined : toCanonical(assess(found.input))
      const isAssessed = body === bodies.get(id)
      if (!isAssessed) {
        const message =
          body === undefined ? 'is withdrawn, but has an assessment' : 'its evidence gives another assessment'
        findings.push({ code: 'ASSESSMENT_STALE', record: id, message })
      }
      if (isClosed && isAssessed) claims += 1
    }
  }
  return { proven: { claims }, findings }
}
