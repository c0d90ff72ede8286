import fc from 'fast-check'
import type { AssessmentInput, DocumentFacts } from '../../src/domain/assessment-input.js'
import type { EvidenceRecord } from '../../src/domain/records.js'
import { DERIVATION_KINDS, LINEAGES } from '../../src/domain/vocabulary.js'
import { CLAIM, toEvidence, toFacts, toInput } from './inputs.js'

const CLAIMS = [CLAIM, 'claim/b', 'claim/c'] as const
const SOURCES = ['source/a', 'source/b', 'source/c', 'source/d', 'source/e', 'source/f', 'source/g', 'source/h']

/** Anything that an assessment may be asked: up to `size` documents, loops, withdrawn and unknown ones, claims that lead to claims. */
export function anyInput(size: number): fc.Arbitrary<AssessmentInput> {
  return fc.integer({ min: 1, max: size }).chain((count) => {
    const ids = Array.from({ length: count }, (_, at) => `doc/${at}`)
    const anyId = fc.constantFrom(...ids)
    return fc
      .tuple(
        fc.tuple(...ids.map((id) => anyFacts(id, anyId))),
        fc.array(anyEvidence(anyId), { minLength: 1, maxLength: 6 }),
        anyId,
      )
      .map(([documents, evidence, seenIn]) =>
        toInput(documents, distinctById(evidence), {
          observations: [{ id: 'obs/o', document: seenIn, state: 'SEEN', covered: true }],
        }),
      )
  })
}

function anyFacts(id: string, anyId: fc.Arbitrary<string>): fc.Arbitrary<DocumentFacts> {
  const anyEdge = fc.record({
    document: fc.oneof({ weight: 30, arbitrary: anyId }, { weight: 1, arbitrary: fc.constant('doc/unknown') }),
    kind: fc.oneof(
      { weight: 3, arbitrary: fc.constant('CITES' as const) },
      { weight: 1, arbitrary: fc.constantFrom(...DERIVATION_KINDS) },
    ),
    claims: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...CLAIMS), { minLength: 1, maxLength: 2 }) },
    ),
  })
  return fc
    .record({
      lineage: fc.constantFrom(...LINEAGES),
      withdrawn: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      source: fc.constantFrom(...SOURCES),
      hasParent: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      sha256: fc.option(fc.constantFrom('11', '22'), { freq: 3, nil: undefined }),
      derivesFrom: fc.array(anyEdge, { maxLength: 3 }),
    })
    .map(({ hasParent, sha256, derivesFrom, ...facts }) => ({
      ...toFacts(id, { ...facts, ...(sha256 === undefined ? {} : { sha256 }) }),
      topSource: hasParent || facts.source === 'source/h' ? 'source/h' : facts.source,
      derivesFrom,
    }))
}

function anyEvidence(anyId: fc.Arbitrary<string>): fc.Arbitrary<EvidenceRecord> {
  return fc
    .tuple(
      fc.oneof({ weight: 3, arbitrary: fc.constant(CLAIM) }, { weight: 1, arbitrary: fc.constantFrom(...CLAIMS) }),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant('SUPPORTS' as const) },
        { weight: 1, arbitrary: fc.constantFrom('REFUTES' as const, 'LIMITS' as const, 'MENTIONS' as const) },
      ),
      fc.oneof(
        { weight: 6, arbitrary: anyId },
        { weight: 1, arbitrary: fc.constant('obs/o') },
        { weight: 2, arbitrary: fc.constantFrom(...CLAIMS) },
      ),
    )
    .map(([claim, stance, item]) => toEvidence(claim, stance, item))
}

function distinctById(evidence: readonly EvidenceRecord[]): EvidenceRecord[] {
  return [...new Map(evidence.map((record) => [record.id, record])).values()]
}
