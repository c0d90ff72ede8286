import type { DocumentFacts } from './assessment-input.js'
import type { Roots } from './roots.js'
import { createUnionFind } from './union-find.js'
import { findSamenessKind, type SamenessKind, type Upstream } from './upstream.js'
import { SAMENESSES, type Sameness } from './vocabulary.js'

/** Origins (positions in `upstream.documents`) that count as one. */
export interface Group {
  readonly origins: readonly number[] // sorted by id
  readonly because: readonly Sameness[] // in the order of SAMENESSES
}

/**
 * Groups of origins, sorted by their first id. Joined are origins of one source, of sources under one top source, with the same snapshot bytes, and those that
 * followed statements of sameness connect, also by way of documents that are no origins themselves (two reports that both say "same imagery as" a third).
 * A reason is given where it joins two origins of the group: for statements, each kind that occurs among the documents they connect. A statement
 * joins the two documents themselves, not what else they rest on.
 */
export function groupOrigins({ upstream, origins }: Roots): Group[] {
  const size = upstream.size
  const statements = connectBySameness(upstream)
  const groups = createUnionFind(size)
  const reasons: { readonly node: number; readonly because: Sameness }[] = []

  const joinBy = (keyOf: (document: DocumentFacts, node: number) => unknown, because?: Sameness): void => {
    const firstOf = new Map<unknown, number>()
    for (const node of origins) {
      const document = upstream.documents[node]
      const key = document && keyOf(document, node)
      if (key === undefined) continue
      const first = firstOf.get(key)
      if (first === undefined) {
        firstOf.set(key, node)
        continue
      }
      groups.unite(first, node)
      if (because !== undefined) reasons.push({ node, because })
    }
  }
  joinBy(({ source }) => source, 'SAME_SOURCE')
  joinBy(({ sha256 }) => sha256, 'SAME_BYTES')
  joinBy((_, node) => statements.connected.find(node))
  joinBy(({ topSource }) => topSource)

  const sourcesUnder = new Map<string, Set<string>>()
  const originsIn = new Map<number, number>()
  for (const node of origins) {
    const document = upstream.documents[node]
    if (document === undefined) continue
    const sources = sourcesUnder.get(document.topSource) ?? new Set()
    sourcesUnder.set(document.topSource, sources.add(document.source))
    const set = statements.connected.find(node)
    originsIn.set(set, (originsIn.get(set) ?? 0) + 1)
  }
  for (const node of origins) {
    const top = upstream.documents[node]?.topSource
    if (top !== undefined && (sourcesUnder.get(top)?.size ?? 0) > 1) reasons.push({ node, because: 'SAME_PARENT' })
    const set = statements.connected.find(node)
    if ((originsIn.get(set) ?? 0) < 2) continue
    for (const because of statements.kindsIn.get(set) ?? []) reasons.push({ node, because })
  }
  return toSortedGroups(upstream, origins, groups.find, reasons)
}

function connectBySameness(upstream: Upstream) {
  const connected = createUnionFind(upstream.size)
  const stated: { readonly node: number; readonly kind: SamenessKind }[] = []
  for (let node = 0; node < upstream.size; node++) {
    const end = upstream.edgesFrom[node + 1] ?? 0
    for (let edge = upstream.edgesFrom[node] ?? 0; edge < end; edge++) {
      const kind = findSamenessKind(upstream.derivations[edge]?.kind ?? 'CITES')
      if (kind === undefined) continue
      connected.unite(node, upstream.targets[edge] ?? node)
      stated.push({ node, kind })
    }
  }
  const kindsIn = new Map<number, Set<SamenessKind>>()
  for (const { node, kind } of stated) {
    const set = connected.find(node)
    kindsIn.set(set, (kindsIn.get(set) ?? new Set()).add(kind))
  }
  return { connected, kindsIn }
}

function toSortedGroups(
  upstream: Upstream,
  origins: readonly number[],
  groupOf: (node: number) => number,
  reasons: readonly { readonly node: number; readonly because: Sameness }[],
): Group[] {
  const idOf = (node: number) => upstream.documents[node]?.id ?? ''
  const sorted = [...origins].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  const members = new Map<number, number[]>() // in the order of their first member
  const because = new Map<number, Set<Sameness>>()
  for (const node of sorted) {
    const group = groupOf(node)
    const known = members.get(group)
    if (known === undefined) members.set(group, [node])
    else known.push(node)
  }
  for (const reason of reasons) {
    const group = groupOf(reason.node)
    because.set(group, (because.get(group) ?? new Set()).add(reason.because))
  }
  return [...members].map(([group, nodes]) => ({
    origins: nodes,
    because: SAMENESSES.filter((sameness) => because.get(group)?.has(sameness)),
  }))
}
