import type { Reason, Side } from './assessment.js'
import type { AssessmentInput } from './assessment-input.js'
import type { EvidenceRecord, RecordId } from './records.js'
import { findItemDocument } from './upstream.js'
import { LIKELIHOODS, type ReasonCode } from './vocabulary.js'

/** Why a claim stands as it does, and what to beware of, in the order of REASON_CODES. The messages are for people; programs read code and records. */
export function findReasons(
  input: AssessmentInput,
  support: Side,
  refutation: Side,
  limits: readonly RecordId[],
): Reason[] {
  const evidence = input.evidence.filter(({ claim }) => claim === input.claim)
  return [
    ...explainSupport(input, support),
    ...explainRefutation(input, refutation),
    ...reasonIf(
      'LIMITED',
      limits,
      `${count(limits.length, 'item')} of evidence ${limits.length === 1 ? 'limits' : 'limit'} what the claim can mean`,
    ),
    ...warnOfCredibility(evidence, support, refutation),
    ...warnOfJudgement(input, support, refutation),
    ...warnOfOwnLimits(input, evidence),
    ...warnOfOneLine(support),
    ...warnOfAbsence(input, evidence),
    ...warnOfReliability(input, support, refutation),
  ]
}

function explainSupport(input: AssessmentInput, side: Side): Reason[] {
  if (side.documents.length === 0) {
    return [toReason('NO_SUPPORT', [], 'No document stands behind this claim in its support')]
  }
  const said = count(side.documents.length, 'document')
  return [
    ...reasonIf(
      'SUPPORT_STANDS',
      getOrigins(side),
      `${said} in support come${side.documents.length === 1 ? 's' : ''} down to ${describeOrigins(input, side)}`,
    ),
    ...reasonIf(
      'SUPPORT_UNRECORDED',
      side.unrecorded,
      `Nobody recorded all that ${count(side.unrecorded.length, 'document')} behind the support ${side.unrecorded.length === 1 ? 'draws' : 'draw'} on: not counted as ${side.unrecorded.length === 1 ? 'an origin' : 'origins'}`,
    ),
    ...side.circular.map((loop) =>
      toReason(
        'SUPPORT_CIRCULAR',
        loop,
        loop.length === 1
          ? 'A document behind the support rests on itself'
          : `${count(loop.length, 'document')} behind the support rest on each other in a circle`,
      ),
    ),
    ...reasonIf(
      'SUPPORT_FALLEN',
      side.fallen,
      `All that ${count(side.fallen.length, 'document')} in support ${side.fallen.length === 1 ? 'rests' : 'rest'} on has been withdrawn`,
    ),
  ]
}

function explainRefutation(input: AssessmentInput, side: Side): Reason[] {
  const origins = getOrigins(side)
  const said = `${count(side.documents.length, 'document')} ${side.documents.length === 1 ? 'denies' : 'deny'} the claim`
  if (origins.length > 0) {
    return [toReason('REFUTATION_STANDS', origins, `${said}, on ${describeOrigins(input, side)}`)]
  }
  return reasonIf('REFUTATION_STANDS', side.unrecorded, `${said}, on what nobody recorded`)
}

/** CONFIRMED means: by other, independent sources. So it is held against the side that the item speaks for. */
function warnOfCredibility(evidence: readonly EvidenceRecord[], support: Side, refutation: Side): Reason[] {
  const graded = evidence.filter(({ credibility, stance }) => {
    if (credibility !== 'CONFIRMED') return false
    if (stance === 'SUPPORTS') return support.independentOrigins < 2
    return stance === 'REFUTES' && refutation.independentOrigins < 2
  })
  return reasonIf(
    'CREDIBILITY_WITHOUT_CORROBORATION',
    graded.map(({ id }) => id),
    `${count(graded.length, 'item')} graded CONFIRMED, yet no second independent origin says the same`,
  )
}

/** A judgement that the claim is less likely than not leans on the refutation, any other on the support. */
function warnOfJudgement({ judgement }: AssessmentInput, support: Side, refutation: Side): Reason[] {
  if (judgement?.confidence !== 'HIGH') return []
  const { likelihood } = judgement
  const isDenial = likelihood !== undefined && LIKELIHOODS.indexOf(likelihood) < LIKELIHOODS.indexOf('ROUGHLY_EVEN')
  const origins = isDenial ? refutation.independentOrigins : support.independentOrigins
  if (origins > 1) return []
  const ground = origins === 1 ? 'a single origin' : 'no origin at all'
  return [
    toReason(
      'JUDGEMENT_STRONGER_THAN_EVIDENCE',
      [judgement.id],
      `The newest judgement has HIGH confidence on ${ground}`,
    ),
  ]
}

/** One reason for each document that both supports and limits the claim, with the evidence that says so. */
function warnOfOwnLimits(input: AssessmentInput, evidence: readonly EvidenceRecord[]): Reason[] {
  const supporting = new Map<RecordId, RecordId[]>()
  const limiting = new Map<RecordId, RecordId[]>()
  for (const { id, item, stance } of evidence) {
    const document = findItemDocument(input, item)?.id
    const into = stance === 'SUPPORTS' ? supporting : stance === 'LIMITS' ? limiting : undefined
    if (document === undefined || into === undefined) continue
    const known = into.get(document)
    if (known === undefined) into.set(document, [id])
    else known.push(id)
  }
  return [...supporting.keys()].sort().flatMap((document) => {
    const limits = limiting.get(document)
    if (limits === undefined) return []
    const records = [document, ...(supporting.get(document) ?? []), ...limits]
    return [toReason('LIMITED_BY_ITS_OWN_SOURCE', records, `${document} supports the claim and itself limits it`)]
  })
}

function warnOfOneLine(side: Side): Reason[] {
  if (side.independentOrigins < 2 || side.independentLines !== 1) return []
  return [
    toReason(
      'ONE_LINE_OF_REPORTING',
      getOrigins(side),
      `The support has ${side.independentOrigins} origins but is one line of reporting: the documents that draw on them are all joined by origins they share`,
    ),
  ]
}

/** For and against a claim alike: nothing seen counts only if somebody looked, and what was not covered was not looked at. */
function warnOfAbsence({ observations }: AssessmentInput, evidence: readonly EvidenceRecord[]): Reason[] {
  const absences = evidence.filter(({ item, stance }) => {
    if (stance !== 'SUPPORTS' && stance !== 'REFUTES') return false
    const observation = observations.get(item)
    if (observation === undefined || observation.state === 'SEEN') return false
    return observation.state === 'NOT_COVERED' || !observation.covered
  })
  const records = absences.flatMap(({ id, item }) => [id, item])
  return reasonIf(
    'ABSENCE_WITHOUT_COVERAGE',
    records,
    `${count(absences.length, 'item')} of evidence ${absences.length === 1 ? 'rests' : 'rest'} on nothing being seen, with no record that anybody looked`,
  )
}

/** Of the origins, since they are what the claim rests on. */
function warnOfReliability({ documents }: AssessmentInput, support: Side, refutation: Side): Reason[] {
  const ungraded = new Set(
    [...getOrigins(support), ...getOrigins(refutation)].filter((id) => documents.get(id)?.reliability === 'F'),
  )
  return reasonIf(
    'RELIABILITY_NOT_JUDGED',
    ungraded,
    `The reliability of the source can't be judged, or nobody has, for ${count(ungraded.size, 'origin document')}`,
  )
}

function describeOrigins({ documents }: AssessmentInput, side: Side): string {
  const number = side.independentOrigins
  const unnamed = side.origins.filter((group) =>
    group.documents.every((id) => documents.get(id)?.sourceIsUnnamedOfficial),
  )
  const origins = number === 1 ? 'a single origin' : `${number} independent origins`
  if (unnamed.length === 0) return origins
  if (unnamed.length === number) return `${origins}, ${number === 1 ? 'an unnamed official' : 'all unnamed officials'}`
  return `${origins}, ${unnamed.length} of them ${unnamed.length === 1 ? 'an unnamed official' : 'unnamed officials'}`
}

function getOrigins(side: Side): RecordId[] {
  return side.origins.flatMap((group) => group.documents)
}

function reasonIf(code: ReasonCode, records: Iterable<RecordId>, message: string): Reason[] {
  const reason = toReason(code, records, message)
  return reason.records.length === 0 ? [] : [reason]
}

function toReason(code: ReasonCode, records: Iterable<RecordId>, message: string): Reason {
  return { code, message, records: [...new Set(records)].sort() }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
