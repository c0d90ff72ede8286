import type { OriginGroup, Side } from './assessment.js'
import type { AssessmentInput } from './assessment-input.js'
import { type Graph, visitEdges } from './graph.js'
import { type Group, groupOrigins } from './origin-groups.js'
import type { RecordId } from './records.js'
import { findRoots, type Roots } from './roots.js'
import type { StrongSets } from './strong-sets.js'
import { createUnionFind } from './union-find.js'
import { type Upstream, walkUpstream } from './upstream.js'

/** One side of a claim: the graph it was computed on, by position, and the answer, by id. */
export interface TracedSide {
  readonly roots: Roots
  readonly groups: readonly Group[] // as side.origins
  readonly side: Side
}

/**
 * Where one side of a claim comes from. See walkUpstream for what is followed, findRoots for what a document comes to, groupOrigins for what counts as one.
 * A line is a connected set of supporting documents joined by a shared origin group; documents that reach no origin are in none, so there are never more lines than groups.
 * Time and memory grow with documents and derivations, and with the size of the answer (`via` names every group for every document that reaches it).
 */
export function traceSide(input: AssessmentInput, stance: 'SUPPORTS' | 'REFUTES'): TracedSide {
  const upstream = walkUpstream(input, stance)
  if (upstream.size > 0) return trace(upstream)
  bare ??= trace(upstream) // most claims have nothing against them
  return bare
}

let bare: TracedSide | undefined

function trace(upstream: Upstream): TracedSide {
  const roots = findRoots(upstream)
  const { documents, starts } = upstream
  const groups = groupOrigins(roots)
  const idOf = (node: number): RecordId => documents[node]?.id ?? ''
  const toIds = (nodes: readonly number[]): RecordId[] => nodes.map(idOf).sort()

  const via = findVia(roots, groups)
  const origins: OriginGroup[] = groups.map((group, position) => ({
    documents: toIds(group.origins),
    because: group.because,
    via: via[position] ?? [],
  }))
  const side: Side = {
    documents: toIds(starts),
    origins,
    independentOrigins: origins.length,
    independentLines: countLines(roots, groups),
    unrecorded: toIds(roots.unrecorded),
    fallen: toIds(starts.filter((node) => roots.isFallen[node] === 1)),
    circular: roots.loops.map(toIds).sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)),
  }
  return { roots, groups, side }
}

/** Calls `visit` for every group that a node draws on, its own included, in the order of the nodes given: 32 groups in one pass over the graph. */
export function visitGroups(
  graph: Graph,
  sets: StrongSets,
  groups: readonly Pick<Group, 'origins'>[],
  visit: (node: number, group: number) => void,
  order: Iterable<number> = sets.nodes,
): void {
  for (let base = 0; base < groups.length; base += 32) {
    const masks = new Int32Array(sets.count)
    const batch = groups.slice(base, base + 32)
    for (const [bit, { origins }] of batch.entries()) {
      for (const node of origins) {
        const set = sets.setOf[node] ?? 0
        masks[set] = (masks[set] ?? 0) | (1 << bit)
      }
    }
    for (const node of sets.nodes) {
      const set = sets.setOf[node] ?? 0
      visitEdges(graph, node, (target) => {
        masks[set] = (masks[set] ?? 0) | (masks[sets.setOf[target] ?? 0] ?? 0)
      })
    }
    for (const node of order) {
      const mask = masks[sets.setOf[node] ?? 0] ?? 0
      for (let bit = 0; mask !== 0 && bit < batch.length; bit++) if (mask & (1 << bit)) visit(node, base + bit)
    }
  }
}

function findVia(roots: Roots, groups: readonly Group[]): RecordId[][] {
  const { documents } = roots.upstream
  const groupOf = new Int32Array(documents.length).fill(-1)
  for (const [group, { origins }] of groups.entries()) for (const node of origins) groupOf[node] = group
  const sorted = documents.map(({ id }, node) => ({ id, node })).sort((a, b) => (a.id < b.id ? -1 : 1))
  const via = groups.map((): RecordId[] => [])
  const add = (node: number, group: number): void => {
    if (groupOf[node] !== group) via[group]?.push(documents[node]?.id ?? '')
  }
  visitGroups(
    roots.upstream,
    roots.sets,
    groups,
    add,
    Int32Array.from(sorted, ({ node }) => node),
  )
  return via
}

/** Whatever draws on a document that reaches an origin shares that origin's group with it: one pass over the edges connects them all. */
function countLines({ upstream, sets, reachesOrigin }: Roots, groups: readonly Group[]): number {
  const lines = createUnionFind(upstream.size)
  const hasOrigin = (node: number) => reachesOrigin[sets.setOf[node] ?? 0] === 1
  for (let node = 0; node < upstream.size; node++) {
    visitEdges(upstream, node, (target) => {
      if (hasOrigin(target)) lines.unite(node, target)
    })
  }
  for (const { origins } of groups) for (const node of origins) lines.unite(origins[0] ?? node, node)
  return new Set(upstream.starts.filter(hasOrigin).map(lines.find)).size
}
