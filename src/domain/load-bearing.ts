import type { OriginEffect } from './assessment.js'
import type { AssessmentInput } from './assessment-input.js'
import { visitEdges } from './graph.js'
import type { TracedSide } from './origins.js'
import type { RecordId } from './records.js'
import { findRoots } from './roots.js'
import { type Ground, isStanding, toStanding } from './standing.js'
import { getMembers } from './strong-sets.js'
import { walkUpstream } from './upstream.js'

/**
 * The standing and the number of origins without each origin group of the support: its documents taken as withdrawn, on both sides, the other
 * groups as they are. So a group is lost as well if it is reached through those documents alone.
 * Costs what hangs on each group, not the whole graph; only a group in a loop, or one whose loss leaves a side no origin, is walked anew.
 */
export function findLoadBearing(input: AssessmentInput, support: TracedSide, refutation: TracedSide): OriginEffect[] {
  const countSupport = createGroupCounter(support)
  const countRefutation = createGroupCounter(refutation)
  const { positions } = refutation.roots.upstream
  const isRefuted = isStanding(toGround(refutation))

  return support.side.origins.map(({ documents }, group) => {
    const groundWithout = (stance: 'SUPPORTS' | 'REFUTES', origins: number): Ground =>
      origins > 0 ? { documents: 1, origins, unrecorded: 0, fallen: 0 } : walkWithout(input, stance, documents)
    const independentOrigins = countSupport(documents)
    const isStillRefuted = documents.some((id) => positions.has(id))
      ? isStanding(groundWithout('REFUTES', countRefutation(documents)))
      : isRefuted
    const standing = toStanding(groundWithout('SUPPORTS', independentOrigins), isStillRefuted)
    return { group, standing, independentOrigins }
  })
}

export function toGround({ side }: TracedSide): Ground {
  return {
    documents: side.documents.length,
    origins: side.independentOrigins,
    unrecorded: side.unrecorded.length,
    fallen: side.fallen.length,
  }
}

/** For a side that loses its last origin with these documents. */
function walkWithout(input: AssessmentInput, stance: 'SUPPORTS' | 'REFUTES', documents: readonly RecordId[]): Ground {
  const { upstream, unrecorded, isFallen } = findRoots(walkUpstream(input, stance, new Set(documents)))
  return {
    documents: upstream.starts.length,
    origins: 0,
    unrecorded: unrecorded.length,
    fallen: upstream.starts.filter((node) => isFallen[node] === 1).length,
  }
}

/** A function that tells how many groups of the side are still reached when these documents give nothing. */
function createGroupCounter({ roots, groups }: TracedSide): (documents: readonly RecordId[]) => number {
  const { upstream, sets } = roots
  const groupOf = new Map(groups.flatMap(({ origins }, group) => origins.map((node) => [node, group])))
  const waysInto = new Int32Array(sets.count) // from other sets and from the evidence
  const enter = (set: number) => {
    waysInto[set] = (waysInto[set] ?? 0) + 1
  }
  const visitOtherSets = (node: number, visit: (set: number) => void) =>
    visitEdges(upstream, node, (target) => {
      const set = sets.setOf[target] ?? 0
      if (set !== sets.setOf[node]) visit(set)
    })
  for (const node of upstream.starts) enter(sets.setOf[node] ?? 0)
  for (const node of sets.nodes) visitOtherSets(node, enter)

  /** Sets that no way leads into any more; right only where each of `gone` is a set of its own. */
  const findLost = (gone: readonly number[]): number[] => {
    const lost = gone.map((node) => sets.setOf[node] ?? 0)
    const isLost = new Set(lost)
    const cut = new Map<number, number>()
    for (let next = 0; next < lost.length; next++) {
      for (const node of getMembers(sets, lost[next] ?? 0)) {
        visitOtherSets(node, (set) => {
          const ways = (cut.get(set) ?? 0) + 1
          cut.set(set, ways)
          if (ways !== waysInto[set] || isLost.has(set)) return
          isLost.add(set)
          lost.push(set)
        })
      }
    }
    return lost.flatMap((set) => [...getMembers(sets, set)])
  }

  const findUnreached = (gone: readonly number[]): number[] => {
    const isSeen = new Uint8Array(upstream.size)
    for (const node of gone) isSeen[node] = 1
    const reached: number[] = []
    const reach = (node: number): void => {
      if (isSeen[node] === 1) return
      isSeen[node] = 1
      reached.push(node)
    }
    upstream.starts.forEach(reach)
    for (let next = 0; next < reached.length; next++) visitEdges(upstream, reached[next] ?? 0, reach)
    return roots.origins.filter((node) => isSeen[node] === 0).concat(gone)
  }

  return (documents) => {
    const gone = documents.map((id) => upstream.positions.get(id)).filter((node) => node !== undefined)
    const isInLoop = gone.some((node) => getMembers(sets, sets.setOf[node] ?? 0).length > 1)
    const lostIn = new Map<number, number>()
    for (const node of isInLoop ? findUnreached(gone) : findLost(gone)) {
      const group = groupOf.get(node)
      if (group !== undefined) lostIn.set(group, (lostIn.get(group) ?? 0) + 1)
    }
    let left = groups.length
    for (const [group, lost] of lostIn) if (lost === groups[group]?.origins.length) left--
    return left
  }
}
