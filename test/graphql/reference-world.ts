import { assess } from '../../src/domain/assess.js'
import type { Assessment } from '../../src/domain/assessment.js'
import type { AssessmentInput, DocumentFacts, ObservationFacts } from '../../src/domain/assessment-input.js'
import { overlap, parseEdtf } from '../../src/domain/dates.js'
import type { RecordType } from '../../src/domain/record-types.js'
import type { AnyRecord, DocumentRecord, EvidenceRecord, RecordId, RecordOf, Sha256 } from '../../src/domain/records.js'
import { reliabilityOn } from '../../src/domain/reliability.js'
import { toCanonical } from '../../src/ledger/canonical.js'
import type { Entry } from '../../src/ledger/entry.js'

export interface PastAssessment {
  readonly import: number
  readonly assessment: Assessment
}

/** What a ledger amounts to, in plain maps: the slow, obvious way. */
export interface World {
  readonly entries: readonly Entry[]
  readonly counts: ReadonlyMap<
    number,
    { readonly created: number; readonly changed: number; readonly unchanged: number }
  >
  readonly snapshots: ReadonlyMap<Sha256, Uint8Array>
  /** The newest version of every record, withdrawn ones included. */
  readonly known: ReadonlyMap<RecordId, AnyRecord>
  readonly withdrawn: ReadonlySet<RecordId>
  readonly since: ReadonlyMap<RecordId, number>
  /** The assessments of each claim, oldest first. */
  readonly history: ReadonlyMap<RecordId, readonly PastAssessment[]>
}
type Present = Pick<World, 'known' | 'withdrawn'>

/** Replays a ledger import by import. */
export function toWorld(entries: readonly Entry[], snapshots: ReadonlyMap<Sha256, Uint8Array>): World {
  const known = new Map<RecordId, AnyRecord>()
  const withdrawn = new Set<RecordId>()
  const since = new Map<RecordId, number>()
  const history = new Map<RecordId, PastAssessment[]>()
  const counts = new Map<number, { created: number; changed: number; unchanged: number }>()
  for (const { number, records, unchanged } of entries) {
    const changed = records.filter(({ id }) => known.has(id)).length
    counts.set(number, { created: records.length - changed, changed, unchanged: unchanged.length })
    for (const record of records) {
      known.set(record.id, record)
      since.set(record.id, number)
    }
    for (const record of records) if (record.type === 'retraction') withdraw(known, withdrawn, record.record)
    const world = { known, withdrawn }
    for (const { id } of liveOf(world, 'claim')) {
      const assessment = assess(toInput(world, id))
      const past = history.get(id) ?? []
      const before = past.at(-1)
      if (before !== undefined && toCanonical(before.assessment) === toCanonical(assessment)) continue
      history.set(id, [...past, { import: number, assessment }])
    }
  }
  return { entries, counts, snapshots, known, withdrawn, since, history }
}

/** The records of one type that have not been withdrawn, by id. */
export function liveOf<T extends RecordType>({ known, withdrawn }: Present, type: T): RecordOf<T>[] {
  return [...known.values()]
    .filter((record): record is RecordOf<T> => record.type === type && !withdrawn.has(record.id))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function withdraw(known: ReadonlyMap<RecordId, AnyRecord>, withdrawn: Set<RecordId>, id: RecordId): void {
  if (withdrawn.has(id)) return
  withdrawn.add(id)
  for (const record of known.values()) if (needs(record, id)) withdraw(known, withdrawn, record.id)
}

/** Whether a record can't be without another: a document without its source, evidence without its item or claim, and so on. */
function needs(record: AnyRecord, id: RecordId): boolean {
  if (record.type === 'document' || record.type === 'rating' || record.type === 'coverage') return record.source === id
  if (record.type === 'observation') return record.document === id
  if (record.type === 'evidence') return record.claim === id || record.item === id
  return record.type === 'judgement' && record.claim === id
}

/** All that the assessment of a live claim depends on. */
export function toInput(world: Present, claim: RecordId): AssessmentInput {
  const { known } = world
  const evidence: EvidenceRecord[] = []
  const observations = new Map<RecordId, ObservationFacts>()
  const documents = new Map<RecordId, DocumentFacts>()
  const addDocument = (id: RecordId): void => {
    const document = known.get(id)
    if (document?.type !== 'document' || documents.has(id)) return
    documents.set(id, toDocumentFacts(world, document))
    for (const { document: upstream } of document.derivesFrom) addDocument(upstream)
  }
  const claims = new Set([claim])
  const all = liveOf(world, 'evidence')
  for (const reached of claims) {
    for (const record of all.filter((one) => one.claim === reached)) {
      evidence.push(record)
      const item = known.get(record.item)
      if (item?.type === 'claim') claims.add(item.id)
      if (item?.type === 'document') addDocument(item.id)
      if (item?.type !== 'observation') continue
      const { id, document, state } = item
      observations.set(id, { id, document, state, covered: isCovered(world, item) })
      addDocument(document)
    }
  }
  const judgement = newestJudgement(world, claim)
  return { claim, evidence, documents, observations, ...(judgement === undefined ? {} : { judgement }) }
}

export function newestJudgement(world: Present, claim: RecordId): RecordOf<'judgement'> | undefined {
  const day = (record: RecordOf<'judgement'>): string => firstDay(record.at) ?? ''
  return liveOf(world, 'judgement')
    .filter((record) => record.claim === claim)
    .sort((a, b) => (day(a) === day(b) ? (a.id < b.id ? 1 : -1) : day(a) < day(b) ? 1 : -1))[0]
}

function toDocumentFacts(world: Present, document: DocumentRecord): DocumentFacts {
  const { id, source, lineage, published, snapshot, derivesFrom } = document
  const record = world.known.get(source)
  let top = source
  for (let above = parentOf(world, top); above !== undefined; above = parentOf(world, top)) top = above
  return {
    id,
    source,
    topSource: top,
    sourceIsUnnamedOfficial: record?.type === 'source' && record.kind === 'UNNAMED_OFFICIAL',
    lineage,
    withdrawn: world.withdrawn.has(id),
    derivesFrom,
    reliability: reliabilityOf(world, source, published),
    ...(published === undefined ? {} : { published }),
    ...(snapshot === undefined ? {} : { sha256: snapshot.sha256 }),
  }
}

function parentOf({ known }: Present, source: RecordId): RecordId | undefined {
  const record = known.get(source)
  return record?.type === 'source' ? record.partOf : undefined
}

export function reliabilityOf(world: Present, source: RecordId, on: string | undefined): DocumentFacts['reliability'] {
  const ratings = liveOf(world, 'rating').filter((rating) => rating.source === source)
  return reliabilityOn(ratings, on)
}

function isCovered(world: Present, { coverage, site, window }: RecordOf<'observation'>): boolean {
  if (coverage !== undefined && coverage.fraction !== 0) return true
  return liveOf(world, 'coverage')
    .filter((record) => record.site === site && record.fraction !== 0 && record.cloud !== 1)
    .some((record) => datesOverlap(record.window, window))
}

function datesOverlap(a: string, b: string): boolean {
  const [one, other] = [parseEdtf(a), parseEdtf(b)]
  return one.ok && other.ok && overlap(one, other)
}

/** First day a date can mean; undefined where it has none or there is no date. */
export function firstDay(date: string | undefined): string | undefined {
  return spanOf(date).from
}

/** Last day a date can mean; undefined where it has none or there is no date. */
export function lastDay(date: string | undefined): string | undefined {
  return spanOf(date).to
}

const spans = new Map<string, { readonly from?: string; readonly to?: string }>() // parsing is slow, and sorting asks often
function spanOf(date: string | undefined): { readonly from?: string; readonly to?: string } {
  if (date === undefined) return {}
  const known = spans.get(date)
  if (known !== undefined) return known
  const parsed = parseEdtf(date)
  const span = parsed.ok ? parsed : {}
  spans.set(date, span)
  return span
}
