import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assess.js'
import type { Assessment } from '../../src/domain/assessment.js'
import type { AssessmentInput } from '../../src/domain/assessment-input.js'
import { type EvidenceRecord, toEvidenceId } from '../../src/domain/records.js'
import { DERIVATION_KINDS } from '../../src/domain/vocabulary.js'
import { anyInput } from './arbitraries.js'
import { CLAIM, toEvidence, toFacts, toInput } from './inputs.js'

const RUNS = { numRuns: 5000 }
const anyChoices = fc.infiniteStream(fc.nat())

function withMore(input: AssessmentInput, documents: ReturnType<typeof toFacts>[], evidence: EvidenceRecord[]) {
  return {
    ...input,
    ...toInput([...input.documents.values(), ...documents], [...input.evidence, ...evidence]),
    observations: input.observations,
  }
}

/** What was reached on the supporting side, as the assessment tells: all of it that matters to a later document. */
function findReached({ support }: Assessment): string[] {
  return [
    ...new Set([
      ...support.documents,
      ...support.unrecorded,
      ...support.circular.flat(),
      ...support.origins.flatMap(({ documents, via }) => [...documents, ...via]),
    ]),
  ].sort()
}

describe('the laws of counting', () => {
  it('a COMPLETE document that derives only from documents already reached never raises the number', () => {
    const anyEdges = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...DERIVATION_KINDS)), { minLength: 1, maxLength: 4 })
    let raised = 0
    fc.assert(
      fc.property(anyInput(7), anyEdges, fc.boolean(), (input, edges, throughClaim) => {
        const before = assess(input)
        const reached = findReached(before)
        fc.pre(reached.length > 0)
        const from = edges.map(([at, kind]) => `${reached[at % reached.length]} ${kind}`)
        const bearsOn = throughClaim ? 'claim/b' : CLAIM
        const after = assess(
          withMore(
            input,
            [toFacts('doc/new', { lineage: 'COMPLETE', from })],
            [toEvidence(bearsOn, 'SUPPORTS', 'doc/new')],
          ),
        )
        expect(after.support.independentOrigins).toBeLessThanOrEqual(before.support.independentOrigins)
        expect(after.support.unrecorded).toEqual(before.support.unrecorded)
        raised += after.support.documents.length - before.support.documents.length
      }),
      RUNS,
    )
    expect(raised).toBeGreaterThan(1000) // it did add documents
  })

  it('the same document by a second path changes nothing', () => {
    fc.assert(
      fc.property(anyInput(7), anyChoices, (input, choices) => {
        const before = assess(input)
        const again =
          before.support.documents[(choices.next().value ?? 0) % Math.max(before.support.documents.length, 1)]
        fc.pre(again !== undefined)
        const observed: AssessmentInput = {
          ...input,
          evidence: [...input.evidence, toEvidence(CLAIM, 'SUPPORTS', 'obs/second')],
          observations: new Map([
            ...input.observations,
            ['obs/second', { id: 'obs/second', document: again, state: 'SEEN', covered: true }],
          ]),
        }
        const restated: AssessmentInput = {
          ...input,
          evidence: [
            ...input.evidence,
            toEvidence(CLAIM, 'SUPPORTS', 'claim/second'),
            toEvidence('claim/second', 'SUPPORTS', again),
          ],
        }
        const twice: AssessmentInput = {
          ...input,
          evidence: [...input.evidence, toEvidence(CLAIM, 'SUPPORTS', again, { id: 'evidence/by-another-feed' })],
        }
        for (const path of [observed, restated, twice]) {
          const { standing, support, refutation, loadBearing } = assess(path)
          expect({ standing, support, refutation, loadBearing }).toEqual({
            standing: before.standing,
            support: before.support,
            refutation: before.refutation,
            loadBearing: before.loadBearing,
          })
        }
      }),
      RUNS,
    )
  })

  it('renaming every document, source and claim changes nothing but the names', () => {
    fc.assert(
      fc.property(anyInput(7), anyChoices, (input, choices) => {
        const names = new Map<string, string>()
        const rename = (id: string): string => {
          const known = names.get(id) ?? id.replace(/\/.*/, `/${choices.next().value}-${names.size}`)
          names.set(id, known)
          return known
        }
        const before = assess(input)
        const after = assess(renameAll(input, rename))
        const back = new Map([...names].map(([old, id]) => [id, old]))
        const restore = (id: string) => back.get(id) ?? id
        expect(after.standing).toBe(before.standing)
        expect(toUnordered(after, restore)).toEqual(toUnordered(before, (id) => id))
      }),
      RUNS,
    )
  })

  it('the order of documents and evidence changes not a byte', () => {
    fc.assert(
      fc.property(anyInput(7), (input) => {
        const reversed: AssessmentInput = {
          ...input,
          evidence: input.evidence.toReversed(),
          documents: new Map(
            [...input.documents]
              .reverse()
              .map(([id, document]) => [id, { ...document, derivesFrom: document.derivesFrom.toReversed() }]),
          ),
        }
        expect(JSON.stringify(assess(reversed))).toBe(JSON.stringify(assess(input)))
      }),
      RUNS,
    )
  })

  it('never counts more lines than origins, and never an origin that is withdrawn', () => {
    fc.assert(
      fc.property(anyInput(7), (input) => {
        const { support, standing, loadBearing } = assess(input)
        expect(support.independentLines).toBeLessThanOrEqual(support.independentOrigins)
        expect(support.independentLines === 0).toBe(support.independentOrigins === 0)
        const origins = support.origins.flatMap(({ documents }) => documents)
        for (const id of origins)
          expect(input.documents.get(id)).toMatchObject({ lineage: 'ORIGINAL', withdrawn: false })
        for (const effect of loadBearing) expect(effect.independentOrigins).toBeLessThan(support.independentOrigins)
        for (const { documents, because } of support.origins) expect(because.length > 0).toBe(documents.length > 1)
        if (support.documents.length === 0) expect(['UNSUPPORTED', 'REFUTED']).toContain(standing)
      }),
      RUNS,
    )
  })
})

function renameAll(input: AssessmentInput, rename: (id: string) => string): AssessmentInput {
  return {
    claim: rename(input.claim),
    evidence: input.evidence.map((record) => ({
      ...record,
      id: toEvidenceId(rename(record.claim), rename(record.item)) + record.stance,
      claim: rename(record.claim),
      item: rename(record.item),
    })),
    documents: new Map(
      [...input.documents.values()].map((document) => [
        rename(document.id),
        {
          ...document,
          id: rename(document.id),
          source: rename(document.source),
          topSource: rename(document.topSource),
          derivesFrom: document.derivesFrom.map((derivation) => ({
            ...derivation,
            document: rename(derivation.document),
            claims: derivation.claims.map(rename),
          })),
        },
      ]),
    ),
    observations: new Map(
      [...input.observations.values()].map((observation) => [
        rename(observation.id),
        { ...observation, id: rename(observation.id), document: rename(observation.document) },
      ]),
    ),
  }
}

/** With names given back, and sorted anew by them. */
function toUnordered({ support, loadBearing }: Assessment, restore: (id: string) => string) {
  const back = (ids: readonly string[]) => ids.map(restore).sort()
  const effectOf = (group: number) => {
    const { standing, independentOrigins } = loadBearing[group] ?? {}
    return { standing, independentOrigins }
  }
  const byName = (a: string, b: string) => (a < b ? -1 : 1)
  return {
    documents: back(support.documents),
    unrecorded: back(support.unrecorded),
    fallen: back(support.fallen),
    circular: support.circular.map((loop) => back(loop).join()).sort(byName),
    lines: support.independentLines,
    origins: support.origins
      .map(({ documents, because, via }, group) =>
        JSON.stringify({ documents: back(documents), because, via: back(via), effect: effectOf(group) }),
      )
      .sort(byName),
  }
}
