import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/assess.js'
import type { AssessmentInput } from '../../src/domain/assessment-input.js'
import { lineageGraph } from '../../src/domain/lineage-graph.js'
import type { EvidenceRecord } from '../../src/domain/records.js'
import { CLAIM, toEvidence, toFacts, toInput } from './inputs.js'

const IMAGE = 'doc/planet-image-2023-10-05'
const OFFICIAL = 'doc/us-official-to-cbs-2023-10-05'
const ASSESSMENT = 'doc/beyond-parallel-2023-10-06'
const YONHAP = 'doc/yonhap-2023-10-06'
const REWRITE = 'doc/benzinga-2023-10-07'
const REPORTS = ['doc/ap-2023-10-08', 'doc/kbs-2023-10-07', 'doc/rfe-rl-2023-10-06', 'doc/korea-times-2023-10-06']
const RAILCARS = 'obs/tumangang-railcars-2023-10-05'
const DENIAL = 'doc/dprk-mod-2022-11-08'

const DOCUMENTS = [
  toFacts(IMAGE, { source: 'source/planet', reliability: 'A' }),
  toFacts(OFFICIAL, { source: 'source/us-official-cbs', sourceIsUnnamedOfficial: true, reliability: 'F' }),
  toFacts(ASSESSMENT, { from: [`${IMAGE} ANALYSES_IMAGERY`, `${OFFICIAL} CITES ${CLAIM}`] }),
  toFacts(YONHAP, { from: [`${ASSESSMENT} REPEATS`, `${OFFICIAL} CITES`] }),
  toFacts(REWRITE, { from: [`${YONHAP} REPEATS`] }),
  ...REPORTS.map((id) => toFacts(id, { from: [`${ASSESSMENT} REPEATS`] })),
  toFacts(DENIAL, { source: 'source/kcna' }),
]
const SUPPORT = [REWRITE, YONHAP, ASSESSMENT, ...REPORTS].map((id) => toEvidence(CLAIM, 'SUPPORTS', id))
const LIMIT = toEvidence(CLAIM, 'LIMITS', RAILCARS)
const DENIED = toEvidence(CLAIM, 'REFUTES', DENIAL)

function toStory(evidence: readonly EvidenceRecord[]): AssessmentInput {
  return toInput(DOCUMENTS, evidence, {
    observations: [{ id: RAILCARS, document: ASSESSMENT, state: 'SEEN', covered: true }],
  })
}

describe('the founding story', () => {
  const story = assess(toStory([...SUPPORT, LIMIT]))

  it('has seven documents, two origins and one line', () => {
    expect(story.standing).toBe('CORROBORATED')
    expect(story.support.documents).toHaveLength(7)
    expect(story.support.origins.map(({ documents }) => documents)).toEqual([[IMAGE], [OFFICIAL]])
    expect(story.support.origins[0]?.via).toEqual([...REPORTS, ASSESSMENT, YONHAP, REWRITE].sort())
    expect(story.support.independentOrigins).toBe(2)
    expect(story.support.independentLines).toBe(1)
    expect(story.support.unrecorded).toEqual([])
  })

  it('says what limits it and what to beware of', () => {
    expect(story.limits).toEqual([LIMIT.id])
    expect(story.reasons.map(({ code, records }) => [code, records])).toEqual([
      ['SUPPORT_STANDS', [IMAGE, OFFICIAL]],
      ['LIMITED', [LIMIT.id]],
      ['LIMITED_BY_ITS_OWN_SOURCE', [ASSESSMENT, toEvidence(CLAIM, 'SUPPORTS', ASSESSMENT).id, LIMIT.id].sort()],
      ['ONE_LINE_OF_REPORTING', [IMAGE, OFFICIAL]],
      ['RELIABILITY_NOT_JUDGED', [OFFICIAL]],
    ])
    expect(story.reasons[0]?.message).toBe(
      '7 documents in support come down to 2 independent origins, 1 of them an unnamed official',
    )
  })

  it('rests on one origin if either falls', () => {
    expect(story.loadBearing).toEqual([
      { group: 0, standing: 'SINGLE_ORIGIN', independentOrigins: 1 },
      { group: 1, standing: 'SINGLE_ORIGIN', independentOrigins: 1 },
    ])
  })

  it('is contested once the denial is in, and refuted when nothing else is left', () => {
    const denied = assess(toStory([...SUPPORT, LIMIT, DENIED]))
    expect(denied.standing).toBe('CONTESTED')
    expect(denied.refutation).toMatchObject({ documents: [DENIAL], independentOrigins: 1 })
    expect(denied.reasons.find(({ code }) => code === 'REFUTATION_STANDS')?.records).toEqual([DENIAL])
    expect(denied.loadBearing.map(({ standing }) => standing)).toEqual(['CONTESTED', 'CONTESTED'])
    expect(assess(toStory([DENIED])).standing).toBe('REFUTED')
  })

  it('leaves the wagons without the official: what the image shows does not lean on what he says', () => {
    const wagons = 'claim/more-railcars-than-ever'
    const evidence = SUPPORT.slice(2, 3).map((record) => ({ ...record, claim: wagons }))
    const { support } = assess({ ...toStory(evidence), claim: wagons })
    expect(support.origins.map(({ documents }) => documents)).toEqual([[IMAGE]])
  })

  it('lays out as a graph from the claim up to both origins', () => {
    const input = toStory([...SUPPORT, LIMIT, DENIED])
    const { nodes, edges } = lineageGraph(input, assess(input))
    const describeNode = (id: string) => {
      const node = nodes.find((candidate) => candidate.id === id)
      return node && [node.place, node.steps, node.groups]
    }
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length)
    expect(nodes).toHaveLength(DOCUMENTS.length + 2)
    expect(nodes[0]).toEqual({ id: CLAIM, place: 'CLAIM', steps: 1, groups: [0, 1] })
    expect(describeNode(IMAGE)).toEqual(['ORIGIN', 0, [0]])
    expect(describeNode(OFFICIAL)).toEqual(['ORIGIN', 0, [1]])
    expect(describeNode(ASSESSMENT)).toEqual(['EVIDENCE', 1, [0, 1]])
    expect(describeNode(REWRITE)).toEqual(['EVIDENCE', 2, [0, 1]])
    expect(describeNode(RAILCARS)).toEqual(['EVIDENCE', 2, [0, 1]])
    expect(describeNode(DENIAL)).toEqual(['ORIGIN', 0, []])
    expect(edges).toContainEqual({ from: CLAIM, to: RAILCARS, stance: 'LIMITS' })
    expect(edges).toContainEqual({ from: RAILCARS, to: ASSESSMENT })
    expect(edges).toContainEqual({ from: ASSESSMENT, to: OFFICIAL, kind: 'CITES' })
    expect(edges).toHaveLength(SUPPORT.length + 2 + 1 + 2 + 2 + 1 + REPORTS.length)
  })

  it('shows one origin where only the article is entered, by way of all that stands between', () => {
    const input = toStory(SUPPORT.slice(0, 1))
    const { nodes } = lineageGraph(input, assess(input))
    expect(nodes.map(({ id, place, steps }) => [id, place, steps])).toEqual([
      [CLAIM, 'CLAIM', 3],
      [REWRITE, 'EVIDENCE', 2],
      [YONHAP, 'VIA', 1],
      [ASSESSMENT, 'VIA', 1],
      [OFFICIAL, 'ORIGIN', 0],
      [IMAGE, 'ORIGIN', 0],
    ])
  })
})
