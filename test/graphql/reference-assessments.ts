import type { Assessment, OriginGroup, Side } from '../../src/domain/assessment.js'
import { lineageGraph } from '../../src/domain/lineage-graph.js'
import type { RecordId, RecordOf } from '../../src/domain/records.js'
import type { Context, Fields } from './reference-context.js'
import { createEvidence } from './reference-evidence.js'
import { toInput } from './reference-world.js'

export interface AssessmentViews {
  toAssessment(past: { readonly import: number; readonly assessment: Assessment } | undefined): Fields
  toLineage(claim: RecordOf<'claim'>): Fields
}

export function createAssessments(context: Context): AssessmentViews {
  const { world, node, views, find, imported } = context
  const { documentOf, toQuote, evidenceFields } = createEvidence(context)
  function toSide(side: Side): Fields {
    return {
      documents: side.documents.length,
      independentOrigins: side.independentOrigins,
      independentLines: side.independentLines,
      origins: side.origins.map(toGroup),
      unrecorded: () => views(side.unrecorded),
      fallen: () => views(side.fallen),
      circular: () => side.circular.map(views),
    }
  }
  function toGroup(group: OriginGroup): Fields {
    return { because: group.because, documents: () => views(group.documents), via: () => views(group.via) }
  }
  function toAssessment(past: { import: number; assessment: Assessment } | undefined): Fields {
    if (past === undefined) throw new Error('a claim without an assessment')
    const { assessment } = past
    return {
      standing: assessment.standing,
      ...toSide(assessment.support),
      refuting: toSide(assessment.refutation),
      limits: assessment.limits.flatMap((id) => {
        const evidence = find('evidence', id)
        return evidence === undefined
          ? []
          : [{ ...evidenceFields(evidence), cursor: evidence.id, node: () => node(evidence.item) }]
      }),
      loadBearing: assessment.loadBearing.map(({ group, ...effect }) => {
        const found = assessment.support.origins[group]
        return { ...effect, group: found && toGroup(found) }
      }),
      reasons: assessment.reasons,
      import: () => imported(past.import),
    }
  }

  function toLineage(claim: RecordOf<'claim'>): Fields {
    const past = world.history.get(claim.id)?.at(-1)
    if (past === undefined) throw new Error('a claim without an assessment')
    const { nodes, edges } = lineageGraph(toInput(world, claim.id), past.assessment)
    const isShown = (id: RecordId): boolean => node(id) !== null
    return {
      nodes: nodes.filter(({ id }) => isShown(id)).map((one) => ({ ...one, node: () => node(one.id) })),
      edges: edges
        .filter(({ from, to }) => isShown(from) && isShown(to))
        .map(({ quote, ...edge }) => ({
          ...edge,
          quote: toQuote(quote, documentOf(edge.stance === undefined ? edge.from : edge.to)),
        })),
    }
  }

  return { toAssessment, toLineage }
}
