import { visitEdges } from './graph.js'
import { findLoops, findStrongSets, getMembers, type StrongSets } from './strong-sets.js'
import { findSamenessKind, type Upstream } from './upstream.js'

/** What the documents of a side come to, by position in `upstream.documents`. */
export interface Roots {
  readonly upstream: Upstream
  readonly sets: StrongSets // over all followed derivations
  readonly origins: readonly number[]
  readonly unrecorded: readonly number[]
  readonly loops: readonly (readonly number[])[]
  /** 1 where the set reaches an origin. */
  readonly reachesOrigin: Uint8Array
  /** 1 for a live document all of whose roots are withdrawn. */
  readonly isFallen: Uint8Array
}

/**
 * The roots of every document of a walk (design §5).
 *
 * - **Origin**: a live ORIGINAL document, whether or not it derives from others.
 * - **Unrecorded**: a live document that isn't ORIGINAL and (a) has no followed derivation, or (b) has some and lineage UNRECORDED, or derives from a
 *   document that the input doesn't hold. Not by (b) where all that *is* recorded came to nothing: a fallen document, or a member of a dead loop.
 * - **Loop**: a strongly connected set over derivations that take something from the other document. A statement of sameness (SAME_…) is followed like
 *   any derivation, but two documents that each say so of the other do not report in a circle. A loop is dead if it reaches no origin.
 * - Where documents of a closed set are bound by sameness alone, those that derive in no other way are unrecorded, as if they had no derivation.
 * - **Fallen**: a live document with roots, every one of them withdrawn. Its roots are the withdrawn documents it reaches, the origins, and the documents that are unrecorded by (a).
 *
 * So every live document reaches an origin, an unrecorded document, a withdrawn one or a loop.
 */
export function findRoots(upstream: Upstream): Roots {
  const { documents } = upstream
  const takes = upstream.derivations.map(({ kind }) => findSamenessKind(kind) === undefined)
  const sets = findStrongSets(upstream, () => true)
  const taking = findStrongSets(upstream, (edge) => takes[edge] === true)
  const loops = findLoops(upstream, taking, (edge) => takes[edge] === true).map((set) => [...getMembers(taking, set)])

  const inLoop = new Uint8Array(upstream.size)
  const holdsLoop = new Uint8Array(sets.count)
  for (const node of loops.flat()) {
    inLoop[node] = 1
    holdsLoop[sets.setOf[node] ?? 0] = 1
  }

  const isLeaf = new Uint8Array(upstream.size)
  const reachesOrigin = new Uint8Array(sets.count)
  const reachesRoot = new Uint8Array(sets.count)
  const reachesWithdrawn = new Uint8Array(sets.count)
  for (let set = 0; set < sets.count; set++) {
    const members = getMembers(sets, set)
    let isClosed = true
    for (const node of members) {
      if (documents[node]?.withdrawn === true) reachesWithdrawn[set] = 1
      else if (documents[node]?.lineage === 'ORIGINAL') reachesOrigin[set] = reachesRoot[set] = 1
      visitEdges(upstream, node, (target) => {
        const next = sets.setOf[target] ?? 0
        if (next === set) return
        isClosed = false
        reachesOrigin[set] = (reachesOrigin[set] ?? 0) | (reachesOrigin[next] ?? 0)
        reachesRoot[set] = (reachesRoot[set] ?? 0) | (reachesRoot[next] ?? 0)
        reachesWithdrawn[set] = (reachesWithdrawn[set] ?? 0) | (reachesWithdrawn[next] ?? 0)
      })
    }
    if (!isClosed || reachesOrigin[set] === 1 || reachesWithdrawn[set] === 1 || holdsLoop[set] === 1) continue
    reachesRoot[set] = 1
    for (const node of members) {
      let takesFromNone = true
      visitEdges(upstream, node, (_, edge) => {
        if (takes[edge] === true) takesFromNone = false
      })
      if (takesFromNone) isLeaf[node] = 1
    }
  }

  const origins: number[] = []
  const unrecorded: number[] = []
  const isFallen = new Uint8Array(upstream.size)
  for (const [node, { withdrawn, lineage }] of documents.entries()) {
    if (withdrawn) continue
    const set = sets.setOf[node] ?? 0
    if (reachesRoot[set] === 0 && reachesWithdrawn[set] === 1) isFallen[node] = 1
    if (lineage === 'ORIGINAL') {
      origins.push(node)
      continue
    }
    const isDead = isFallen[node] === 1 || (inLoop[node] === 1 && reachesOrigin[set] === 0)
    const isOpenEnded = lineage === 'UNRECORDED' || upstream.hasUnknownEdge[node] === 1
    if (isLeaf[node] === 1 || (isOpenEnded && !isDead)) unrecorded.push(node)
  }
  return { upstream, sets, origins, unrecorded, loops, reachesOrigin, isFallen }
}
