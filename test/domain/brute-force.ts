import type { OriginGroup, Side } from '../../src/domain/assessment.js'
import type { AssessmentInput, DocumentFacts } from '../../src/domain/assessment-input.js'
import type { Sameness, Standing } from '../../src/domain/vocabulary.js'

/**
 * The definition of design §5 in sets and paths, exponential on purpose, and sharing nothing with src/domain but the types of question and answer.
 */
export interface Definition {
  readonly standing: Standing
  readonly support: Side
  readonly refutation: Side
  readonly loadBearing: readonly { group: number; standing: Standing; independentOrigins: number }[]
}

type Stance = 'SUPPORTS' | 'REFUTES'
const SAMENESS = new Set<string>(['SAME_IMAGERY', 'SAME_DATASET', 'SAME_UNNAMED_OFFICIAL'])

export function define(input: AssessmentInput): Definition {
  const support = defineSide(input, 'SUPPORTS')
  const refutation = defineSide(input, 'REFUTES')
  return {
    standing: defineStanding(support, refutation),
    support,
    refutation,
    loadBearing: support.origins.map(({ documents }, group) => {
      const world = withdraw(input, documents)
      const left = support.origins.filter((other) => other.documents.some((id) => isOrigin(world, 'SUPPORTS', id)))
      const refuted = defineSide(world, 'REFUTES')
      const supported = defineSide(world, 'SUPPORTS')
      // The groups stay as they are in the whole world: only their number is taken anew.
      const standing = defineStanding({ ...supported, independentOrigins: left.length }, refuted)
      return { group, standing, independentOrigins: left.length }
    }),
  }
}

function withdraw(input: AssessmentInput, ids: readonly string[]): AssessmentInput {
  const documents = [...input.documents.values()].map((document) => ({
    ...document,
    withdrawn: document.withdrawn || ids.includes(document.id),
  }))
  return { ...input, documents: new Map(documents.map((document) => [document.id, document])) }
}

function isOrigin(input: AssessmentInput, stance: Stance, id: string): boolean {
  return defineSide(input, stance).origins.some(({ documents }) => documents.includes(id))
}

function defineStanding(support: Side, refutation: Side): Standing {
  const stands = (side: Side) => side.independentOrigins > 0 || side.unrecorded.length > 0
  if (stands(support) && stands(refutation)) return 'CONTESTED'
  if (support.independentOrigins > 1) return 'CORROBORATED'
  if (support.independentOrigins === 1) return 'SINGLE_ORIGIN'
  if (stands(support)) return 'UNTRACED'
  if (stands(refutation)) return 'REFUTED'
  if (support.documents.length === 0) return 'UNSUPPORTED'
  return support.fallen.length === 0 ? 'CIRCULAR' : 'FALLEN'
}

/** Every chain of claims that begins with the claim itself and comes to none twice, with the evidence at its end. */
function* chains(input: AssessmentInput, stance: Stance, chain: readonly string[]): Generator<readonly string[]> {
  yield chain
  for (const { claim, item, stance: says } of input.evidence) {
    if (claim !== chain.at(-1) || says !== (chain.length === 1 ? stance : 'SUPPORTS')) continue
    if (item.startsWith('claim/') && !chain.includes(item)) yield* chains(input, stance, [...chain, item])
  }
}

function defineSide(input: AssessmentInput, stance: Stance): Side {
  const find = (id: string | undefined) => (id === undefined ? undefined : input.documents.get(id))
  const way = new Set<string>()
  const saying = new Set<string>()
  for (const chain of chains(input, stance, [input.claim])) {
    for (const claim of chain) way.add(claim)
    for (const { claim, item, stance: says } of input.evidence) {
      if (claim !== chain.at(-1) || says !== (chain.length === 1 ? stance : 'SUPPORTS')) continue
      const id = item.startsWith('obs/') ? input.observations.get(item)?.document : item
      if (id !== undefined && find(id)?.withdrawn === false) saying.add(id)
    }
  }

  const edgesOf = (id: string) =>
    find(id)?.withdrawn !== false
      ? []
      : (find(id)?.derivesFrom ?? []).filter(
          ({ claims }) => claims.length === 0 || claims.some((claim) => way.has(claim)),
        )
  const followed = (id: string) => edgesOf(id).filter(({ document }) => input.documents.has(document))
  const taken = (id: string) => followed(id).filter(({ kind }) => !SAMENESS.has(kind))

  /** The ends of all simple paths, the empty one included. */
  const ends = (edges: typeof followed, id: string, path: readonly string[] = []): Set<string> => {
    const found = new Set([id])
    for (const { document } of edges(id)) {
      if (path.includes(document) || document === id) continue
      for (const end of ends(edges, document, [...path, id])) found.add(end)
    }
    return found
  }
  const memo = new Map<string, Set<string>>()
  const reach = (id: string) => {
    const known = memo.get(id) ?? ends(followed, id)
    memo.set(id, known)
    return known
  }
  const isInCircle = (id: string) => taken(id).some(({ document }) => ends(taken, document).has(id))
  const circleOf = (id: string) => [...ends(taken, id)].filter((other) => ends(taken, other).has(id)).sort()
  const reached = [...new Set([...saying].flatMap((id) => [...reach(id)]))].sort()

  const live = reached.filter((id) => find(id)?.withdrawn === false)
  const isOriginal = (id: string) => find(id)?.lineage === 'ORIGINAL' && find(id)?.withdrawn === false
  const reachesOrigin = (id: string) => [...reach(id)].some(isOriginal)
  const isEnd = (id: string) => {
    if (isOriginal(id) || find(id)?.withdrawn !== false || taken(id).length > 0) return false
    return [...reach(id)].every(
      (other) => reach(other).has(id) && !isOriginal(other) && find(other)?.withdrawn === false && !isInCircle(other),
    )
  }
  const isFallen = (id: string) => {
    const roots = [...reach(id)].filter(
      (other) => find(other)?.withdrawn !== false || isOriginal(other) || isEnd(other),
    )
    return roots.length > 0 && roots.every((root) => find(root)?.withdrawn === true)
  }
  const isUnrecorded = (id: string) => {
    if (isOriginal(id)) return false
    if (isEnd(id)) return true
    if (isFallen(id) || (isInCircle(id) && !reachesOrigin(id))) return false
    return find(id)?.lineage === 'UNRECORDED' || edgesOf(id).length > followed(id).length
  }

  const originIds = live.filter(isOriginal)
  const statements = reached.flatMap((id) =>
    followed(id)
      .filter(({ kind }) => SAMENESS.has(kind))
      .map(({ document, kind }) => ({ a: id, b: document, kind })),
  )
  const connected = closure(reached, (a, b) =>
    statements.some((s) => (s.a === a && s.b === b) || (s.a === b && s.b === a)),
  )
  const groups = closure(originIds, (a, b) => sameness(find(a), find(b)) || connected(a).has(b))
  const origins = distinct(originIds.map((id) => [...groups(id)].sort())).map(
    (documents): OriginGroup => ({
      documents,
      because: becauseOf(documents.map((id) => find(id))).concat(
        ['SAME_IMAGERY' as const, 'SAME_DATASET' as const, 'SAME_UNNAMED_OFFICIAL' as const].filter((kind) =>
          documents.some(
            (id) =>
              documents.some((other) => other !== id && connected(id).has(other)) &&
              statements.some((statement) => statement.kind === kind && connected(id).has(statement.a)),
          ),
        ),
      ),
      via: live.filter((id) => !documents.includes(id) && documents.some((origin) => reach(id).has(origin))),
    }),
  )
  const drawn = (id: string) => origins.filter(({ documents }) => documents.some((origin) => reach(id).has(origin)))
  const drawing = [...saying].filter((id) => drawn(id).length > 0)
  const lines = closure(drawing, (a, b) => drawn(a).some((group) => drawn(b).includes(group)))
  return {
    documents: [...saying].sort(),
    origins: origins.map((group) => ({ ...group, because: inOrder(group.because, documentsHaveOneHash(group, find)) })),
    independentOrigins: origins.length,
    independentLines: distinct(drawing.map((id) => [...lines(id)].sort())).length,
    unrecorded: live.filter(isUnrecorded),
    fallen: [...saying].filter(isFallen).sort(),
    circular: distinct(live.filter(isInCircle).map(circleOf)),
  }
}

function sameness(a: DocumentFacts | undefined, b: DocumentFacts | undefined): boolean {
  if (a === undefined || b === undefined) return false
  return a.source === b.source || a.topSource === b.topSource || (a.sha256 !== undefined && a.sha256 === b.sha256)
}

function becauseOf(documents: readonly (DocumentFacts | undefined)[]): Sameness[] {
  const pairs = documents.flatMap((a, at) => documents.slice(at + 1).map((b) => [a, b] as const))
  return [
    ...(pairs.some(([a, b]) => a?.source === b?.source) ? (['SAME_SOURCE'] as const) : []),
    ...(pairs.some(([a, b]) => a?.topSource === b?.topSource && a?.source !== b?.source)
      ? (['SAME_PARENT'] as const)
      : []),
  ]
}

function documentsHaveOneHash(group: OriginGroup, find: (id: string) => DocumentFacts | undefined): boolean {
  const hashes = group.documents.map((id) => find(id)?.sha256).filter((hash) => hash !== undefined)
  return new Set(hashes).size < hashes.length
}

function inOrder(because: readonly Sameness[], sameBytes: boolean): Sameness[] {
  return sameBytes ? [...because, 'SAME_BYTES'] : [...because]
}

/** The smallest equivalence that holds a relation. */
function closure(members: readonly string[], related: (a: string, b: string) => boolean): (id: string) => Set<string> {
  return (id) => {
    const found = new Set([id])
    for (let size = 0; size < found.size; ) {
      size = found.size
      for (const a of [...found]) for (const b of members) if (related(a, b)) found.add(b)
    }
    return found
  }
}

function distinct(lists: readonly string[][]): string[][] {
  return [...new Map(lists.map((list) => [list.join(), list])).values()].sort((a, b) =>
    (a[0] ?? '') < (b[0] ?? '') ? -1 : 1,
  )
}
