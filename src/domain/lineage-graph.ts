import type { Assessment } from './assessment.js'
import type { AssessmentInput } from './assessment-input.js'
import type { Graph } from './graph.js'
import { visitGroups } from './origins.js'
import { findRecordType } from './record-types.js'
import type { Derivation, EvidenceRecord, Quote, RecordId } from './records.js'
import { findStrongSets } from './strong-sets.js'
import { findWay, walkUpstream } from './upstream.js'
import { type DerivationKind, type LineagePlace, STANCES, type Stance } from './vocabulary.js'

interface LineageNode {
  readonly id: RecordId
  readonly place: LineagePlace
  readonly steps: number | null // edges on the shortest way to its nearest origin, of either side; null: it reaches none
  readonly groups: readonly number[] // positions in assessment.support.origins, rising
}
/** From a claim to an item of its evidence (with a stance), from an observation to its document, from a document to what it derives from (with a kind). */
interface LineageEdge {
  readonly from: RecordId
  readonly to: RecordId
  readonly stance?: Stance
  readonly kind?: DerivationKind
  readonly quote?: Quote
}
export interface LineageGraph {
  readonly nodes: readonly LineageNode[]
  readonly edges: readonly LineageEdge[]
}

/**
 * The claim, its evidence of every stance and all that was followed upstream from it, each node once, in the order of a walk away from the claim.
 * Of several places a document takes the first of ORIGIN, FALLEN (also: withdrawn itself), CIRCULAR, UNRECORDED, EVIDENCE, VIA.
 */
export function lineageGraph(input: AssessmentInput, assessment: Assessment): LineageGraph {
  const edgesOf = findEdges(input)
  const ids = [input.claim]
  const positions = new Map([[input.claim, 0]])
  const edges: LineageEdge[] = []
  const edgesFrom = [0]
  const targets: number[] = []
  for (let node = 0; node < ids.length; node++) {
    for (const edge of edgesOf.get(ids[node] ?? '') ?? []) {
      const known = positions.get(edge.to)
      const target = known ?? ids.push(edge.to) - 1
      positions.set(edge.to, target)
      targets.push(target)
      edges.push(edge)
    }
    edgesFrom.push(targets.length)
  }
  const graph = { size: ids.length, edgesFrom: Int32Array.from(edgesFrom), targets: Int32Array.from(targets) }

  const toNodes = (documents: readonly RecordId[]) =>
    documents.map((id) => positions.get(id)).filter((node) => node !== undefined)
  const groups = ids.map((): number[] => [])
  const origins = assessment.support.origins.map(({ documents }) => ({ origins: toNodes(documents) }))
  const sets = findStrongSets(graph, () => true)
  visitGroups(graph, sets, origins, (node, group) => groups[node]?.push(group))

  const sides = [assessment.support, assessment.refutation]
  const steps = countSteps(graph, toNodes(sides.flatMap((side) => side.origins.flatMap(({ documents }) => documents))))
  const places = findPlaces(input, sides)
  const items = new Set(edges.filter(({ stance }) => stance !== undefined).map(({ to }) => to))
  const nodes = ids.map((id, node): LineageNode => {
    const place = id === input.claim ? 'CLAIM' : (places.get(id) ?? (items.has(id) ? 'EVIDENCE' : 'VIA'))
    return { id, place, steps: steps[node] ?? null, groups: groups[node] ?? [] }
  })
  return { nodes, edges }
}

/** The edges that leave each record, sorted by where they lead. */
function findEdges(input: AssessmentInput): ReadonlyMap<RecordId, readonly LineageEdge[]> {
  const evidence = new Set<EvidenceRecord>()
  const derivations = new Map<RecordId, Set<Derivation>>()
  for (const stance of STANCES) {
    for (const records of findWay(input, stance).values()) for (const record of records) evidence.add(record)
    const upstream = walkUpstream(input, stance)
    for (const [node, { id }] of upstream.documents.entries()) {
      const known = derivations.get(id) ?? new Set()
      derivations.set(id, known)
      const leaving = upstream.derivations.slice(upstream.edgesFrom[node], upstream.edgesFrom[node + 1])
      for (const derivation of leaving) known.add(derivation)
    }
  }

  const edges: LineageEdge[] = []
  const observed = new Set<RecordId>()
  for (const { claim, item, stance, quote } of [...evidence].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const observation = input.observations.get(item)
    if (observation !== undefined) observed.add(item)
    else if (findRecordType(item) !== 'claim' && !input.documents.has(item)) continue
    edges.push({ from: claim, to: item, stance, ...(quote && { quote }) })
  }
  for (const from of observed) {
    const to = input.observations.get(from)?.document
    if (to !== undefined && input.documents.has(to)) edges.push({ from, to })
  }
  for (const [from, leaving] of derivations) {
    for (const { document, kind, quote } of leaving) edges.push({ from, to: document, kind, ...(quote && { quote }) })
  }

  const edgesOf = new Map<RecordId, LineageEdge[]>()
  for (const edge of edges) {
    const known = edgesOf.get(edge.from)
    if (known === undefined) edgesOf.set(edge.from, [edge])
    else known.push(edge)
  }
  for (const leaving of edgesOf.values()) leaving.sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : 0))
  return edgesOf
}

function findPlaces(input: AssessmentInput, sides: readonly Assessment['support'][]): Map<RecordId, LineagePlace> {
  const places = new Map<RecordId, LineagePlace>()
  const place = (ids: readonly RecordId[], as: LineagePlace) => {
    for (const id of ids) places.set(id, as)
  }
  for (const side of sides) place(side.unrecorded, 'UNRECORDED')
  for (const side of sides) place(side.circular.flat(), 'CIRCULAR')
  for (const side of sides) place(side.fallen, 'FALLEN')
  for (const { id, withdrawn } of input.documents.values()) if (withdrawn) places.set(id, 'FALLEN')
  for (const side of sides) for (const { documents } of side.origins) place(documents, 'ORIGIN')
  return places
}

/** Breadth first, against the edges. */
function countSteps(graph: Graph, origins: readonly number[]): (number | null)[] {
  const sourcesOf = Array.from({ length: graph.size }, (): number[] => [])
  for (let node = 0; node < graph.size; node++) {
    for (const target of graph.targets.subarray(graph.edgesFrom[node], graph.edgesFrom[node + 1])) {
      sourcesOf[target]?.push(node)
    }
  }
  const steps = new Array<number | null>(graph.size).fill(null)
  const reached = [...new Set(origins)]
  for (const node of reached) steps[node] = 0
  for (let next = 0; next < reached.length; next++) {
    const node = reached[next] ?? 0
    for (const source of sourcesOf[node] ?? []) {
      if (steps[source] !== null) continue
      steps[source] = (steps[node] ?? 0) + 1
      reached.push(source)
    }
  }
  return steps
}
