import type { AssessmentInput, DocumentFacts, ObservationFacts } from '../domain/assessment-input.js'
import type { EvidenceRecord, JudgementRecord, RecordId } from '../domain/records.js'
import type { KnownRecords } from './known-records.js'
import { loadDocuments, toDocumentFacts, toObservationFacts } from './lineage-facts.js'
import { firstDay } from './projection.js'
import type { Run } from './reads.js'

/** A live claim with all that its assessment depends on. `rests`: the documents of its closure. */
export interface ClaimInput {
  readonly input: AssessmentInput
  readonly rests: ReadonlySet<RecordId>
}

export interface AssessmentInputs {
  /** The inputs of claims, in a number of statements that grows with the depth of their lineage, not with their number. */
  load(claims: readonly RecordId[]): Promise<readonly ClaimInput[]>
}

export function createAssessmentInputs(run: Run, known: KnownRecords): AssessmentInputs {
  const visited = new Set<RecordId>()
  const documents = new Map<RecordId, DocumentFacts>()
  const observations = new Map<RecordId, ObservationFacts>()

  function documentFacts(id: RecordId): DocumentFacts | undefined {
    const facts = documents.get(id)
    if (facts !== undefined) return facts
    const document = known.find('document', id)
    if (document === undefined) return undefined
    const made = toDocumentFacts(known, document)
    documents.set(id, made)
    return made
  }
  function observationFacts(id: RecordId): ObservationFacts | undefined {
    const facts = observations.get(id)
    if (facts !== undefined) return facts
    const observation = known.find('observation', id)
    if (observation === undefined) return undefined
    const made = toObservationFacts(known, observation)
    observations.set(id, made)
    return made
  }

  return {
    async load(claims) {
      await known.load(claims)
      const live = claims.filter((id) => known.find('claim', id) !== undefined && !known.isWithdrawn(id))
      const items = await loadItems(known, live)
      await loadDocuments(run, known, items, visited)
      await known.loadRelated('judgements', live)
      return live.map((claim) => toInput(known, claim, documentFacts, observationFacts))
    },
  }
}

/** Makes the evidence of claims known, of the claims that it leads to too, and gives the documents of its items. */
async function loadItems(known: KnownRecords, claims: readonly RecordId[]): Promise<ReadonlySet<RecordId>> {
  const reached = new Set<RecordId>()
  const observed = new Set<RecordId>()
  const documents = new Set<RecordId>()
  let frontier: readonly RecordId[] = claims
  while (frontier.length > 0) {
    for (const id of frontier) reached.add(id)
    await known.loadRelated('evidence', frontier)
    const items = new Set<RecordId>()
    for (const id of frontier) for (const { item } of known.related('evidence', id)) items.add(item)
    await known.load(items)
    const next: RecordId[] = []
    for (const id of items) {
      const type = known.findAny(id)?.type
      if (type === 'document') documents.add(id)
      else if (type === 'observation') observed.add(id)
      else if (type === 'claim' && !reached.has(id)) next.push(id)
    }
    frontier = next
  }
  const sites = new Set<RecordId>()
  for (const id of observed) {
    const observation = known.find('observation', id)
    if (observation === undefined) continue
    documents.add(observation.document)
    const { coverage, site } = observation
    if (site !== undefined && (coverage === undefined || coverage.fraction === 0)) sites.add(site)
  }
  await known.loadRelated('coverages', sites)
  return documents
}

function toInput(
  known: KnownRecords,
  claim: RecordId,
  documentFacts: (id: RecordId) => DocumentFacts | undefined,
  observationFacts: (id: RecordId) => ObservationFacts | undefined,
): ClaimInput {
  const evidence: EvidenceRecord[] = []
  const observations = new Map<RecordId, ObservationFacts>()
  const documents = new Map<RecordId, DocumentFacts>()
  const pending: RecordId[] = []
  const reach = (id: RecordId): void => {
    if (documents.has(id)) return
    const facts = documentFacts(id)
    if (facts === undefined) return
    documents.set(id, facts)
    pending.push(id)
  }
  const claims = new Set([claim])
  for (const id of claims) {
    for (const record of known.related('evidence', id)) {
      evidence.push(record)
      const { item } = record
      const type = known.findAny(item)?.type
      const observation = type === 'observation' ? observationFacts(item) : undefined
      if (observation !== undefined) {
        observations.set(item, observation)
        reach(observation.document)
      } else if (type === 'claim') claims.add(item)
      else reach(item)
    }
  }
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    for (const { document } of documents.get(id)?.derivesFrom ?? []) reach(document)
  }
  const judgement = findNewest(known.related('judgements', claim))
  return {
    input: { claim, evidence, documents, observations, ...(judgement !== undefined && { judgement }) },
    rests: new Set(documents.keys()),
  }
}

/** The judgement made last; of two on one day, the one whose id comes later. */
function findNewest(judgements: readonly JudgementRecord[]): JudgementRecord | undefined {
  let newest: JudgementRecord | undefined
  let day = ''
  for (const judgement of judgements) {
    const from = firstDay(judgement.at) ?? ''
    if (newest === undefined || from > day || (from === day && judgement.id > newest.id)) {
      newest = judgement
      day = from
    }
  }
  return newest
}
