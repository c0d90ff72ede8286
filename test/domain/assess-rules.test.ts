import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assess.js'
import type { AssessmentInput, DocumentFacts, ObservationFacts } from '../../src/domain/assessment-input.js'
import { lineageGraph } from '../../src/domain/lineage-graph.js'
import type { EvidenceRecord, JudgementRecord } from '../../src/domain/records.js'
import { CLAIM, toEvidence, toFacts, toInput } from './inputs.js'

/** The assessment of documents of which the named ones support the claim. */
function assessSupport(
  documents: readonly DocumentFacts[],
  saying: readonly string[],
  refuting: readonly string[] = [],
) {
  return assess(
    toInput(documents, [
      ...saying.map((id) => toEvidence(CLAIM, 'SUPPORTS', id)),
      ...refuting.map((id) => toEvidence(CLAIM, 'REFUTES', id)),
    ]),
  )
}

describe('standing', () => {
  const a = toFacts('doc/a')
  const b = toFacts('doc/b')
  const unknown = toFacts('doc/unknown', { lineage: 'UNRECORDED' })
  const gone = toFacts('doc/gone', { withdrawn: true })
  const fallen = toFacts('doc/fallen', { lineage: 'UNRECORDED', from: ['doc/gone'] })
  const loop = [toFacts('doc/x', { lineage: 'UNRECORDED', from: ['doc/y'] }), toFacts('doc/y', { from: ['doc/x'] })]

  it.each<[string, readonly DocumentFacts[], readonly string[], readonly string[]]>([
    ['CORROBORATED', [a, b], ['doc/a', 'doc/b'], []],
    ['SINGLE_ORIGIN', [a, unknown], ['doc/a', 'doc/unknown'], []],
    ['CONTESTED', [a, b], ['doc/a'], ['doc/b']],
    ['CONTESTED', [a, b, unknown], ['doc/a', 'doc/b'], ['doc/unknown']],
    ['UNTRACED', [unknown], ['doc/unknown'], []],
    ['CIRCULAR', loop, ['doc/x'], []],
    ['FALLEN', [fallen, gone], ['doc/fallen'], []],
    ['FALLEN', [fallen, gone, ...loop], ['doc/fallen', 'doc/x'], []],
    ['REFUTED', [fallen, gone, a], ['doc/fallen'], ['doc/a']],
    ['UNSUPPORTED', [], [], []],
    ['UNSUPPORTED', [gone], ['doc/gone'], []],
  ])('%s', (standing, documents, saying, refuting) => {
    expect(assessSupport(documents, saying, refuting).standing).toBe(standing)
  })

  it('is UNSUPPORTED where claims support each other and no document does', () => {
    const evidence = [toEvidence(CLAIM, 'SUPPORTS', 'claim/b'), toEvidence('claim/b', 'SUPPORTS', CLAIM)]
    const { standing, reasons } = assess(toInput([], evidence))
    expect(standing).toBe('UNSUPPORTED')
    expect(reasons.map(({ code }) => code)).toEqual(['NO_SUPPORT'])
  })
})

describe('origins', () => {
  it('lists a document with recorded and unrecorded lineage, and still counts what is recorded', () => {
    const { support } = assessSupport(
      [toFacts('doc/a'), toFacts('doc/b', { lineage: 'UNRECORDED', from: ['doc/a'] })],
      ['doc/b'],
    )
    expect(support).toMatchObject({ independentOrigins: 1, unrecorded: ['doc/b'] })
  })

  it('counts a first-hand document that also draws on others as an origin of its own', () => {
    const { support } = assessSupport(
      [toFacts('doc/a'), toFacts('doc/b', { lineage: 'ORIGINAL', from: ['doc/a'] })],
      ['doc/b'],
    )
    expect(support.origins).toEqual([
      { documents: ['doc/a'], because: [], via: ['doc/b'] },
      { documents: ['doc/b'], because: [], via: [] },
    ])
    expect(support.independentLines).toBe(1)
  })

  it('does not count as fallen what has one live root', () => {
    const { support } = assessSupport(
      [toFacts('doc/a'), toFacts('doc/gone', { withdrawn: true }), toFacts('doc/b', { from: ['doc/gone', 'doc/a'] })],
      ['doc/b'],
    )
    expect(support).toMatchObject({ fallen: [], independentOrigins: 1 })
  })

  it('lists a loop that reaches an origin, and counts the origin', () => {
    const { standing, support } = assessSupport(
      [toFacts('doc/x', { from: ['doc/y'] }), toFacts('doc/y', { from: ['doc/x', 'doc/a'] }), toFacts('doc/a')],
      ['doc/x'],
    )
    expect(standing).toBe('SINGLE_ORIGIN')
    expect(support.circular).toEqual([['doc/x', 'doc/y']])
  })

  it('leaves derivations alone that concern another claim', () => {
    const documents = [toFacts('doc/a'), toFacts('doc/b', { from: ['doc/a CITES claim/other'] })]
    expect(assessSupport(documents, ['doc/b'])).toMatchObject({
      standing: 'UNTRACED',
      support: { independentOrigins: 0, unrecorded: ['doc/b'] },
    })
  })

  it('follows them where the other claim is on the way', () => {
    const input = toInput(
      [toFacts('doc/a'), toFacts('doc/b', { from: ['doc/a CITES claim/other'] })],
      [toEvidence(CLAIM, 'SUPPORTS', 'claim/other'), toEvidence('claim/other', 'SUPPORTS', 'doc/b')],
    )
    expect(assess(input).support).toMatchObject({ documents: ['doc/b'], independentOrigins: 1, unrecorded: [] })
  })

  it('takes a refuting claim by what supports it', () => {
    const evidence = [toEvidence(CLAIM, 'REFUTES', 'claim/b'), toEvidence('claim/b', 'SUPPORTS', 'doc/a')]
    expect(assess(toInput([toFacts('doc/a')], evidence))).toMatchObject({
      standing: 'REFUTED',
      refutation: { documents: ['doc/a'], independentOrigins: 1 },
    })
  })

  it('takes the lineage of a document as unrecorded where part of it is not shown', () => {
    const { support } = assessSupport(
      [toFacts('doc/a'), toFacts('doc/b', { from: ['doc/a', 'doc/hidden'] })],
      ['doc/b'],
    )
    expect(support).toMatchObject({ independentOrigins: 1, unrecorded: ['doc/b'] })
  })
})

describe('what counts as one origin', () => {
  const of = (source: string, topSource = source) => ({ source, topSource })
  const both = ['doc/a', 'doc/b']

  it.each<[string, Partial<DocumentFacts> & { from?: string[] }, Partial<DocumentFacts> & { from?: string[] }]>([
    ['SAME_SOURCE', of('source/s'), of('source/s')],
    ['SAME_PARENT', of('source/s', 'source/top'), of('source/t', 'source/top')],
    ['SAME_PARENT', of('source/s', 'source/top'), of('source/top')],
    ['SAME_BYTES', { sha256: 'aa' }, { sha256: 'aa' }],
    ['SAME_IMAGERY', { lineage: 'ORIGINAL', from: ['doc/b SAME_IMAGERY'] }, {}],
    ['SAME_DATASET', {}, { lineage: 'ORIGINAL', from: ['doc/a SAME_DATASET'] }],
    ['SAME_UNNAMED_OFFICIAL', {}, { lineage: 'ORIGINAL', from: ['doc/a SAME_UNNAMED_OFFICIAL'] }],
  ])('%s', (because, a, b) => {
    const { support } = assessSupport([toFacts('doc/a', a), toFacts('doc/b', b)], both)
    expect(support.origins.map((group) => [group.documents, group.because])).toEqual([[both, [because]]])
    expect(support.circular).toEqual([])
  })

  it('names every reason there is, in the order of the vocabulary', () => {
    const same = { source: 'source/s', topSource: 'source/top', sha256: 'aa' }
    const { support } = assessSupport(
      [toFacts('doc/a', same), toFacts('doc/b', same), toFacts('doc/c', of('source/t', 'source/top'))],
      [...both, 'doc/c'],
    )
    expect(support.origins.map((group) => group.because)).toEqual([['SAME_SOURCE', 'SAME_PARENT', 'SAME_BYTES']])
  })

  it('reaches through a document that is no origin itself', () => {
    const { support } = assessSupport(
      [
        toFacts('doc/a', { lineage: 'ORIGINAL', from: ['doc/c SAME_IMAGERY'] }),
        toFacts('doc/b', { lineage: 'ORIGINAL', from: ['doc/c SAME_DATASET'] }),
        toFacts('doc/c', { lineage: 'UNRECORDED' }),
      ],
      both,
    )
    expect(support.origins.map((group) => group.because)).toEqual([['SAME_IMAGERY', 'SAME_DATASET']])
  })

  it('does not take two documents that each name the other as the same for a circle', () => {
    const mutual = (lineage: DocumentFacts['lineage']) => [
      toFacts('doc/a', { lineage, from: ['doc/b SAME_IMAGERY'] }),
      toFacts('doc/b', { lineage, from: ['doc/a SAME_IMAGERY'] }),
    ]
    expect(assessSupport(mutual('ORIGINAL'), both)).toMatchObject({
      standing: 'SINGLE_ORIGIN',
      support: { circular: [], independentOrigins: 1 },
    })
    expect(assessSupport(mutual('COMPLETE'), both)).toMatchObject({
      standing: 'UNTRACED',
      support: { circular: [], unrecorded: both },
    })
  })
})

describe('load bearing', () => {
  it('loses what is reached through the origin alone', () => {
    const documents = [
      toFacts('doc/a'),
      toFacts('doc/b', { lineage: 'ORIGINAL', from: ['doc/a'] }),
      toFacts('doc/c', { from: ['doc/b'] }),
    ]
    expect(assessSupport(documents, ['doc/c']).loadBearing).toEqual([
      { group: 0, standing: 'SINGLE_ORIGIN', independentOrigins: 1 },
      { group: 1, standing: 'FALLEN', independentOrigins: 0 },
    ])
  })

  it('takes an origin from both sides', () => {
    const documents = [toFacts('doc/a'), toFacts('doc/b'), toFacts('doc/c', { from: ['doc/a'] })]
    expect(assessSupport(documents, ['doc/a', 'doc/b'], ['doc/c'])).toMatchObject({
      standing: 'CONTESTED',
      loadBearing: [
        { group: 0, standing: 'SINGLE_ORIGIN', independentOrigins: 1 },
        { group: 1, standing: 'CONTESTED', independentOrigins: 1 },
      ],
    })
  })
})

describe('reasons', () => {
  const judgement = (more: Partial<JudgementRecord>): JudgementRecord => ({
    type: 'judgement',
    id: 'judgement/j',
    claim: CLAIM,
    by: 'an analyst',
    at: '2024-01-01',
    marking: 'CLEAR',
    confidence: 'HIGH',
    ...more,
  })
  const codesOf = (input: AssessmentInput) => assess(input).reasons.map(({ code }) => code)
  const reasonOf = (code: string, input: AssessmentInput) =>
    assess(input).reasons.find((reason) => reason.code === code)
  const supports = (item: string, more: Partial<EvidenceRecord> = {}) => toEvidence(CLAIM, 'SUPPORTS', item, more)
  const a = toFacts('doc/a')
  const b = toFacts('doc/b')

  it('warn of a grade that nothing corroborates, on the side it speaks for', () => {
    const graded = supports('doc/a', { credibility: 'CONFIRMED' })
    const code = 'CREDIBILITY_WITHOUT_CORROBORATION'
    expect(reasonOf(code, toInput([a, b], [graded]))?.records).toEqual([graded.id])
    expect(codesOf(toInput([a, b], [graded, supports('doc/b')]))).not.toContain(code)
    const denial = toEvidence(CLAIM, 'REFUTES', 'doc/b', { credibility: 'CONFIRMED' })
    expect(reasonOf(code, toInput([a, b], [supports('doc/a'), denial]))?.records).toEqual([denial.id])
  })

  it('warn of high confidence on one origin or none, on the side that the judgement leans to', () => {
    const code = 'JUDGEMENT_STRONGER_THAN_EVIDENCE'
    const two = [supports('doc/a'), supports('doc/b')]
    expect(reasonOf(code, toInput([a], [supports('doc/a')], { judgement: judgement({}) }))?.records).toEqual([
      'judgement/j',
    ])
    expect(codesOf(toInput([a], [supports('doc/a')], { judgement: judgement({ confidence: 'LOW' }) }))).not.toContain(
      code,
    )
    expect(codesOf(toInput([a, b], two, { judgement: judgement({ likelihood: 'LIKELY' }) }))).not.toContain(code)
    expect(codesOf(toInput([a, b], two, { judgement: judgement({ likelihood: 'UNLIKELY' }) }))).toContain(code)
  })

  it('warn of absence that nobody looked for', () => {
    const see = (state: ObservationFacts['state'], covered: boolean): AssessmentInput =>
      toInput([a], [supports('obs/o')], { observations: [{ id: 'obs/o', document: 'doc/a', state, covered }] })
    const code = 'ABSENCE_WITHOUT_COVERAGE'
    expect(reasonOf(code, see('SEEN_ZERO', false))?.records).toEqual([supports('obs/o').id, 'obs/o'])
    expect(codesOf(see('NOT_COVERED', true))).toContain(code)
    expect(codesOf(see('SEEN_ZERO', true))).not.toContain(code)
    expect(codesOf(see('SEEN', false))).not.toContain(code)
  })

  it('warn of origins whose source nobody graded, not of those that repeat them', () => {
    const documents = [toFacts('doc/a', { reliability: 'F' }), toFacts('doc/b', { reliability: 'F', from: ['doc/a'] })]
    expect(reasonOf('RELIABILITY_NOT_JUDGED', toInput(documents, [supports('doc/b')]))?.records).toEqual(['doc/a'])
  })

  it('name unrecorded, circular and fallen support', () => {
    const documents = [
      toFacts('doc/u', { lineage: 'UNRECORDED' }),
      toFacts('doc/x', { from: ['doc/y'] }),
      toFacts('doc/y', { from: ['doc/x'] }),
      toFacts('doc/self', { from: ['doc/self'] }),
      toFacts('doc/f', { from: ['doc/gone'] }),
      toFacts('doc/gone', { withdrawn: true }),
    ]
    const { reasons } = assessSupport(documents, ['doc/u', 'doc/x', 'doc/self', 'doc/f'])
    expect(reasons.map(({ code, records }) => [code, records])).toEqual([
      ['SUPPORT_UNRECORDED', ['doc/u']],
      ['SUPPORT_CIRCULAR', ['doc/self']],
      ['SUPPORT_CIRCULAR', ['doc/x', 'doc/y']],
      ['SUPPORT_FALLEN', ['doc/f']],
    ])
  })
})

describe('lineageGraph', () => {
  it('marks loops, what has fallen and what nobody recorded, and walks through claims', () => {
    const input = toInput(
      [
        toFacts('doc/u', { lineage: 'UNRECORDED' }),
        toFacts('doc/x', { from: ['doc/x'] }),
        toFacts('doc/f', { from: ['doc/gone'] }),
        toFacts('doc/gone', { withdrawn: true }),
        toFacts('doc/a'),
      ],
      [
        toEvidence(CLAIM, 'SUPPORTS', 'doc/u'),
        toEvidence(CLAIM, 'REFUTES', 'doc/x'),
        toEvidence(CLAIM, 'MENTIONS', 'doc/absent'),
        toEvidence(CLAIM, 'SUPPORTS', 'claim/b', { quote: { exact: 'as said' } }),
        toEvidence('claim/b', 'SUPPORTS', 'doc/f'),
        toEvidence('claim/b', 'SUPPORTS', 'doc/a'),
        toEvidence('claim/b', 'SUPPORTS', CLAIM),
      ],
    )
    const { nodes, edges } = lineageGraph(input, assess(input))
    expect(nodes).toEqual([
      { id: CLAIM, place: 'CLAIM', steps: 2, groups: [0] },
      { id: 'claim/b', place: 'EVIDENCE', steps: 1, groups: [0] },
      { id: 'doc/u', place: 'UNRECORDED', steps: null, groups: [] },
      { id: 'doc/x', place: 'CIRCULAR', steps: null, groups: [] },
      { id: 'doc/a', place: 'ORIGIN', steps: 0, groups: [0] },
      { id: 'doc/f', place: 'FALLEN', steps: null, groups: [] },
      { id: 'doc/gone', place: 'FALLEN', steps: null, groups: [] },
    ])
    expect(edges).toContainEqual({ from: CLAIM, to: 'claim/b', stance: 'SUPPORTS', quote: { exact: 'as said' } })
    expect(edges).toContainEqual({ from: 'claim/b', to: CLAIM, stance: 'SUPPORTS' })
  })
})
