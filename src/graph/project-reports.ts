import type { RecordOf } from '../domain/records.js'
import { dateFields, edgeTo, type Parts, quoteFields, toSortKey } from './projection.js'

export function projectDocument(document: RecordOf<'document'>): Parts {
  const { snapshot } = document
  return {
    fields: {
      kind: document.kind,
      title: document.title,
      sortTitle: toSortKey(document.title),
      authors: document.authors,
      ...dateFields('published', document.published),
      url: document.url,
      lang: document.lang,
      lineage: document.lineage,
      sha256: snapshot?.sha256,
      bytes: snapshot?.bytes,
      mediaType: snapshot?.mediaType,
    },
    edges: [
      edgeTo('PUBLISHED_BY', document.source),
      ...document.derivesFrom.map((derivation, position) =>
        edgeTo('DERIVES_FROM', derivation.document, {
          kind: derivation.kind,
          claims: derivation.claims,
          ...quoteFields(derivation.quote),
          position,
        }),
      ),
      edgeTo('HAS_SNAPSHOT', snapshot?.sha256),
    ],
  }
}

export function projectObservation(observation: RecordOf<'observation'>): Parts {
  return {
    fields: {
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
    },
    edges: [edgeTo('RECORDED_IN', observation.document), edgeTo('AT', observation.site)],
  }
}

export function projectCoverage(coverage: RecordOf<'coverage'>): Parts {
  return {
    fields: { ...dateFields('window', coverage.window), fraction: coverage.fraction, cloud: coverage.cloud },
    edges: [edgeTo('AT', coverage.site), edgeTo('MADE_BY', coverage.source)],
  }
}

export function projectQuestion(question: RecordOf<'question'>): Parts {
  return { fields: { text: question.text, sortText: toSortKey(question.text) } }
}

export function projectClaim(claim: RecordOf<'claim'>): Parts {
  return {
    fields: {
      kind: claim.kind,
      statement: claim.statement,
      sortStatement: toSortKey(claim.statement),
      ...dateFields('when', claim.when),
    },
    edges: [
      ...claim.involves.map(({ entity, role }, position) => edgeTo('INVOLVES', entity, { role, position })),
      edgeTo('ANSWERS', claim.question),
    ],
  }
}

/** `itemFrom`: first day of the publication of the item's document, which another record knows. */
export function projectEvidence(evidence: RecordOf<'evidence'>, itemFrom: string | undefined): Parts {
  const fields = {
    stance: evidence.stance,
    strength: evidence.strength,
    credibility: evidence.credibility,
    likelihood: evidence.likelihood,
    ...quoteFields(evidence.quote),
  }
  return {
    fields,
    edges: [
      {
        type: 'BEARS_ON',
        from: evidence.item,
        to: evidence.claim,
        fields: { ...fields, id: evidence.id, note: evidence.note, marking: evidence.marking, itemFrom },
      },
    ],
  }
}

export function projectJudgement(judgement: RecordOf<'judgement'>): Parts {
  return {
    fields: {
      by: judgement.by,
      ...dateFields('at', judgement.at),
      likelihood: judgement.likelihood,
      confidence: judgement.confidence,
      why: judgement.why,
    },
    edges: [edgeTo('OF', judgement.claim)],
  }
}

export function projectRetraction(retraction: RecordOf<'retraction'>): Parts {
  return {
    fields: { reason: retraction.reason, by: retraction.by },
    edges: [edgeTo('RETRACTS', retraction.record)],
  }
}
