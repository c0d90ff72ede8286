import type { Standing } from './vocabulary.js'

/** What one side of a claim has under it, in numbers. */
export interface Ground {
  readonly documents: number // that say it
  readonly origins: number // groups
  readonly unrecorded: number
  readonly fallen: number
}

/** A side stands when it has an origin group or an unrecorded document. */
export function isStanding({ origins, unrecorded }: Ground): boolean {
  return origins > 0 || unrecorded > 0
}

/**
 * The standing of a claim (design §5). Where support stands on nothing, FALLEN goes before CIRCULAR: a claim is CIRCULAR only if none of its documents
 * has fallen. UNSUPPORTED also where supporting evidence leads to no live document (a claim that nothing supports, a loop of claims).
 */
export function toStanding(support: Ground, isRefuted: boolean): Standing {
  if (isStanding(support)) {
    if (isRefuted) return 'CONTESTED'
    if (support.origins === 0) return 'UNTRACED'
    return support.origins === 1 ? 'SINGLE_ORIGIN' : 'CORROBORATED'
  }
  if (isRefuted) return 'REFUTED'
  if (support.documents === 0) return 'UNSUPPORTED'
  return support.fallen > 0 ? 'FALLEN' : 'CIRCULAR'
}
