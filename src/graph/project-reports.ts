import { dateFields, edgeTo, type Projector, proseFields, quoteFields, toLineSortKey } from './projection.js'

export const documentProjector: Projector<'document'> = {
  node: (document) => ({
    kind: document.kind,
    title: document.title,
    sortTitle: toLineSortKey(document.title),
    authors: document.authors,
    ...dateFields('published', document.published),
    url: document.url,
    lang: document.lang,
    lineage: document.lineage,
    sha256: document.snapshot?.sha256,
    bytes: document.snapshot?.bytes,
    mediaType: document.snapshot?.mediaType,
  }),
  edges: (document) => [
    edgeTo('PUBLISHED_BY', document.source),
    ...document.derivesFrom.map(({ document: upstream, kind, claims, quote }, position) =>
      edgeTo('DERIVES_FROM', upstream, { kind, claims, ...quoteFields(quote), position }),
    ),
    edgeTo('HAS_SNAPSHOT', document.snapshot?.sha256),
  ],
}

export const observationProjector: Projector<'observation'> = {
  node: (observation) => ({
    measure: observation.measure,
    method: observation.method,
    ...dateFields('window', observation.window),
    value: observation.value,
    low: observation.low,
    high: observation.high,
    unit: observation.unit,
    baseline: observation.baseline,
    state: observation.state,
    coverageFraction: observation.coverage?.fraction,
    obscuredBy: observation.coverage?.obscuredBy,
  }),
  edges: (observation) => [edgeTo('RECORDED_IN', observation.document), edgeTo('AT', observation.site)],
}

export const coverageProjector: Projector<'coverage'> = {
  node: ({ window, fraction, cloud }) => ({ ...dateFields('window', window), fraction, cloud }),
  edges: (coverage) => [edgeTo('AT', coverage.site), edgeTo('MADE_BY', coverage.source)],
}

export const questionProjector: Projector<'question'> = {
  node: ({ text }) => ({ text, ...proseFields('Text', text) }),
  edges: () => [],
}

export const claimProjector: Projector<'claim'> = {
  node: (claim) => ({
    kind: claim.kind,
    statement: claim.statement,
    ...proseFields('Statement', claim.statement),
    ...dateFields('when', claim.when),
  }),
  edges: (claim) => [
    ...claim.involves.map(({ entity, role }, position) => edgeTo('INVOLVES', entity, { role, position })),
    edgeTo('ANSWERS', claim.question),
  ],
}

export const evidenceProjector: Projector<'evidence'> = {
  node: () => ({}), // shown by its relationship alone
  edges: (evidence, itemFrom) => {
    const { id, note, marking, item, claim, stance, strength, credibility, likelihood, quote } = evidence
    const fields = { id, note, marking, stance, strength, credibility, likelihood, itemFrom, ...quoteFields(quote) }
    return [{ type: 'BEARS_ON', from: item, to: claim, fields }]
  },
}

export const judgementProjector: Projector<'judgement'> = {
  node: ({ by, at, likelihood, confidence, why }) => ({ by, ...dateFields('at', at), likelihood, confidence, why }),
  edges: (judgement) => [edgeTo('OF', judgement.claim)],
}

export const retractionProjector: Projector<'retraction'> = {
  node: ({ reason, by }) => ({ reason, by }),
  edges: (retraction) => [edgeTo('RETRACTS', retraction.record)],
}
