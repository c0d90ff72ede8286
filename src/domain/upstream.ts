import type { AssessmentInput, DocumentFacts } from './assessment-input.js'
import type { Graph } from './graph.js'
import { findRecordType } from './record-types.js'
import type { Derivation, EvidenceRecord, RecordId } from './records.js'
import type { DerivationKind, Stance } from './vocabulary.js'

/** The documents that evidence of one stance leads to, and the derivations followed between them; nodes are positions in `documents`. */
export interface Upstream extends Graph {
  readonly documents: readonly DocumentFacts[]
  readonly positions: ReadonlyMap<RecordId, number>
  readonly starts: readonly number[] // documents that say it, each once
  readonly derivations: readonly Derivation[] // of each edge
  readonly hasUnknownEdge: Uint8Array // 1: a document that it derives from is not in the input
}

/** Kinds that say two documents rest on one thing, not that one took it from the other. */
const SAMENESS_KINDS = ['SAME_IMAGERY', 'SAME_DATASET', 'SAME_UNNAMED_OFFICIAL'] as const
export type SamenessKind = (typeof SAMENESS_KINDS)[number]

export function findSamenessKind(kind: DerivationKind): SamenessKind | undefined {
  return SAMENESS_KINDS.find((candidate) => candidate === kind)
}

/**
 * Evidence by the claim it bears on: of `input.claim` that of one stance, of each claim that leads to, its supporting evidence. Where a chain of
 * claims comes back to `input.claim`, it ends: a claim is no evidence of itself.
 */
export function findWay(input: AssessmentInput, stance: Stance): ReadonlyMap<RecordId, readonly EvidenceRecord[]> {
  const evidenceOf = new Map<RecordId, EvidenceRecord[]>()
  for (const record of input.evidence) {
    const known = evidenceOf.get(record.claim)
    if (known === undefined) evidenceOf.set(record.claim, [record])
    else known.push(record)
  }
  const way = new Map<RecordId, readonly EvidenceRecord[]>()
  const claims = [input.claim]
  for (let claim = claims.pop(); claim !== undefined; claim = claims.pop()) {
    if (way.has(claim)) continue
    const wanted = claim === input.claim ? stance : 'SUPPORTS'
    const evidence = (evidenceOf.get(claim) ?? []).filter((record) => record.stance === wanted)
    way.set(claim, evidence)
    for (const { item } of evidence) if (findRecordType(item) === 'claim') claims.push(item)
  }
  return way
}

/** The document that an evidence item is or was recorded in; undefined for a claim and for what the input doesn't hold. */
export function findItemDocument(input: AssessmentInput, item: RecordId): DocumentFacts | undefined {
  return input.documents.get(input.observations.get(item)?.document ?? item)
}

/**
 * Walks upstream from the evidence of one stance. Followed are the derivations, of whatever kind, that list no claims or list the claim itself or any claim on
 * the way. A withdrawn document is reached but not left, and says nothing itself; `without` are documents to be taken as withdrawn.
 */
export function walkUpstream(input: AssessmentInput, stance: Stance, without?: ReadonlySet<RecordId>): Upstream {
  const way = findWay(input, stance)
  const documents: DocumentFacts[] = []
  const positions = new Map<RecordId, number>()
  const reach = (document: DocumentFacts): number => {
    const known = positions.get(document.id)
    if (known !== undefined) return known
    const isWithdrawn = document.withdrawn || without?.has(document.id) === true
    positions.set(document.id, documents.length)
    return documents.push(isWithdrawn ? { ...document, withdrawn: true } : document) - 1
  }

  const starts = new Set<number>()
  for (const evidence of way.values()) {
    for (const { item } of evidence) {
      const document = findItemDocument(input, item)
      if (document !== undefined && !document.withdrawn && !without?.has(document.id)) starts.add(reach(document))
    }
  }

  const edgesFrom = [0]
  const targets: number[] = []
  const derivations: Derivation[] = []
  const unknown: number[] = []
  for (let node = 0; node < documents.length; node++) {
    const document = documents[node]
    if (document?.withdrawn === false) {
      for (const derivation of document.derivesFrom) {
        if (derivation.claims.length > 0 && !derivation.claims.some((claim) => way.has(claim))) continue
        const target = input.documents.get(derivation.document)
        if (target === undefined) {
          unknown[node] = 1
          continue
        }
        targets.push(reach(target))
        derivations.push(derivation)
      }
    }
    edgesFrom.push(targets.length)
  }
  return {
    documents,
    positions,
    starts: [...starts],
    size: documents.length,
    edgesFrom: Int32Array.from(edgesFrom),
    targets: Int32Array.from(targets),
    derivations,
    hasUnknownEdge: Uint8Array.from({ length: documents.length }, (_, node) => unknown[node] ?? 0),
  }
}
