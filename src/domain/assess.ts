import type { Assessment } from './assessment.js'
import type { AssessmentInput } from './assessment-input.js'
import { findLoadBearing, toGround } from './load-bearing.js'
import { traceSide } from './origins.js'
import { findReasons } from './reasons.js'
import { isStanding, toStanding } from './standing.js'

/** Everything that follows from the evidence on a claim. Equal inputs give equal assessments, byte for byte, whatever the order of their lists. */
export function assess(input: AssessmentInput): Assessment {
  const support = traceSide(input, 'SUPPORTS')
  const refutation = traceSide(input, 'REFUTES')
  const limits = input.evidence
    .filter(({ claim, stance }) => claim === input.claim && stance === 'LIMITS')
    .map(({ id }) => id)
    .sort()
  return {
    standing: toStanding(toGround(support), isStanding(toGround(refutation))),
    support: support.side,
    refutation: refutation.side,
    limits,
    loadBearing: findLoadBearing(input, support, refutation),
    reasons: findReasons(input, support.side, refutation.side, limits),
  }
}
