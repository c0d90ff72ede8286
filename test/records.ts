import fc from 'fast-check'
import { RECORD_TYPES, type RecordType } from '../src/domain/record-types.js'
import type { AnyRecord, Derivation, Name, Quote, RecordId, Sha256, SnapshotRef } from '../src/domain/records.js'
import { sha256 } from './bundle.js'
import { divide, pick } from './record-changes.js'
import { type Drafts, drafts, LOST, type QuoteDraft, TEXTS } from './record-drafts.js'

export { toBundle } from './bundle.js'

/** Imports in the order in which they happen, with the bytes of all snapshots. */
export interface RandomHistory {
  readonly imports: readonly (readonly AnyRecord[])[]
  readonly snapshots: ReadonlyMap<Sha256, Uint8Array>
}

/**
 * Up to three imports of valid, connected records: a first one, a second that adds and changes, a third that retracts.
 * Documents derive from each other in loops too, claims rest on claims in loops too.
 */
export const randomHistory: fc.Arbitrary<RandomHistory> = drafts.map(toHistory)

/** Like `randomHistory`, always with enough records for every field of the schema to lead somewhere. */
export function sampleHistory(seed: number): RandomHistory {
  const samples = fc.sample(randomHistory, { seed, numRuns: 40 })
  return samples.reduce((best, next) => (size(next) > size(best) ? next : best))
}

function size({ imports }: RandomHistory): number {
  return imports.reduce((sum, records) => sum + records.length, 0)
}

function toHistory(draft: Drafts): RandomHistory {
  const snapshots = new Map<Sha256, Uint8Array>()
  const records = toRecords(draft, snapshots)
  const imports = divide(records, draft)
  return { imports: imports.filter((batch) => batch.length > 0), snapshots }
}

function toRecords(draft: Drafts, snapshots: Map<Sha256, Uint8Array>): AnyRecord[] {
  const ids = <T extends RecordType>(type: T, rows: readonly unknown[]): RecordId[] =>
    rows.map((_, index) => `${RECORD_TYPES[type].prefix}/r${index}`)
  const actors = ids('actor', draft.actors)
  const sites = ids('site', draft.sites)
  const resolutions = ids('resolution', draft.resolutions)
  const sources = ids('source', draft.sources)
  const documents = sources.length === 0 ? [] : ids('document', draft.documents)
  const observations = documents.length === 0 ? [] : ids('observation', draft.observations)
  const claims = ids('claim', draft.claims)
  const questions = ids('question', draft.questions)
  const entities = [...actors, ...sites, ...ids('summit', draft.summits), ...resolutions, ...sources]
  const texts = draft.documents.map(({ snapshot }) => (snapshot === undefined ? undefined : TEXTS[snapshot]))
  const textOf = new Map(documents.map((id, index) => [id, texts[index]]))

  const records: AnyRecord[] = []
  const add = (type: RecordType, index: number, fields: { readonly [key: string]: unknown }): void => {
    const known = Object.entries(fields).filter(([, value]) => value !== undefined)
    records.push({
      id: `${RECORD_TYPES[type].prefix}/r${index}`,
      type,
      ...Object.fromEntries(known),
    } as unknown as AnyRecord)
  }
  draft.actors.forEach((row, index) => {
    const positions = row.positions.map((position) => defined({ ...position, at: pick(actors, position.at) }))
    add('actor', index, {
      ...row,
      names: names(row.names),
      partOf: pick(actors.slice(0, index), row.partOf),
      positions,
    })
  })
  draft.sites.forEach((row, index) => {
    add('site', index, {
      ...row,
      names: names(row.names),
      location: row.location && defined(row.location),
      country: pick(actors, row.country),
      within: pick(sites.slice(0, index), row.within),
    })
  })
  draft.summits.forEach((row, index) => {
    const participants = row.participants.flatMap(({ actor, role }) => {
      const id = pick(actors, actor)
      return id === undefined ? [] : [defined({ actor: id, role })]
    })
    add('summit', index, { ...row, names: names(row.names), site: pick(sites, row.site), participants })
  })
  draft.resolutions.forEach((row, index) => {
    const votes = row.votes.flatMap(({ actor, position }) => {
      const id = pick(actors, actor)
      return id === undefined ? [] : [{ actor: id, position }]
    })
    add('resolution', index, { ...row, names: names(row.names), votes: unique(votes, ({ actor }) => actor) })
  })
  draft.provisions.forEach((row, index) => {
    const resolution = pick(resolutions, row.resolution)
    if (resolution === undefined) return
    add('provision', index, { ...row, names: names(row.names), resolution })
    entities.push(`provision/r${index}`)
  })
  draft.sources.forEach((row, index) => {
    const partOf = pick(sources.slice(0, index), row.partOf)
    add('source', index, { ...row, names: names(row.names), partOf, speaksFor: pick(actors, row.speaksFor) })
  })
  draft.ratings.forEach((row, index) => {
    const source = pick(sources, row.source)
    if (source !== undefined) add('rating', index, { ...row, source })
  })
  documents.forEach((id, index) => {
    const row = draft.documents[index]
    if (row === undefined) return
    const derivesFrom = unique(
      row.derivesFrom.flatMap(({ document, kind, claims: concerned, quote }) => {
        const to = pick(documents, document)
        if (to === undefined || to === id) return []
        const list = [...new Set(concerned.flatMap((claim) => pick(claims, claim) ?? []))]
        return [
          defined({ document: to, kind, claims: list, quote: quote && toQuote(quote, texts[index]) }) as Derivation,
        ]
      }),
      ({ document, kind }) => `${document} ${kind}`,
    )
    const lineage = row.lineage === 'COMPLETE' && derivesFrom.length === 0 ? 'UNRECORDED' : row.lineage
    add('document', index, {
      ...row,
      source: pick(sources, row.source),
      lineage,
      derivesFrom,
      snapshot: toSnapshot(texts[index], snapshots),
    })
  })
  observations.forEach((_, index) => {
    const row = draft.observations[index]
    if (row === undefined) return
    const { value } = row
    add('observation', index, {
      ...row,
      document: pick(documents, row.document),
      site: pick(sites, row.site),
      low: row.low ? (value ?? 2) / 2 : undefined,
      high: row.high ? (value ?? 2) * 2 : undefined,
      coverage: row.coverage && defined(row.coverage),
      state: value === undefined ? row.state : value > 0 ? 'SEEN' : 'SEEN_ZERO',
    })
  })
  draft.coverages.forEach((row, index) => {
    const site = pick(sites, row.site)
    const source = pick(sources, row.source)
    if (site !== undefined && source !== undefined) add('coverage', index, { ...row, site, source })
  })
  draft.questions.forEach((row, index) => {
    add('question', index, row)
  })
  draft.claims.forEach((row, index) => {
    const involves = row.involves.flatMap(({ entity, role }) => {
      const id = pick(entities, entity)
      return id === undefined ? [] : [{ entity: id, role }]
    })
    add('claim', index, {
      ...row,
      question: pick(questions, row.question),
      involves: unique(involves, ({ entity, role }) => `${entity} ${role}`),
    })
  })
  const items = [...documents, ...documents, ...observations, ...claims]
  const documentOf = new Map(
    records.flatMap((record) => (record.type === 'observation' ? [[record.id, record.document]] : [])),
  )
  draft.evidence.forEach((row, index) => {
    const claim = pick(claims, row.claim)
    const item = pick(items, row.item)
    if (claim === undefined || item === undefined || claim === item) return
    const quote = row.quote && toQuote(row.quote, textOf.get(documentOf.get(item) ?? item))
    add('evidence', index, { ...row, claim, item, quote })
  })
  draft.judgements.forEach((row, index) => {
    const claim = pick(claims, row.claim)
    if (claim !== undefined) add('judgement', index, { ...row, claim })
  })
  draft.identities.forEach((row, index) => {
    const a = pick(actors, row.a)
    const b = pick(actors, row.b)
    if (a !== undefined && b !== undefined && a !== b) add('identity', index, { ...row, a, b })
  })
  return records
}

function unique<T>(values: readonly T[], key: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()]
}

function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}

function names(rows: readonly { value: string; lang: string | undefined; kind: Name['kind'] }[]): Name[] {
  return rows.map((row) => defined(row) as Name)
}

function toSnapshot(text: string | undefined, snapshots: Map<Sha256, Uint8Array>): SnapshotRef | undefined {
  if (text === undefined) return undefined
  const bytes = new TextEncoder().encode(text)
  const hash = sha256(text)
  snapshots.set(hash, bytes)
  return { sha256: hash, bytes: bytes.length, mediaType: 'text/markdown' }
}

/** A passage of the text where there is one: with right or wrong words around it, or not to be found. */
function toQuote(draft: QuoteDraft, text: string | undefined): Quote {
  const page = draft.page === undefined ? {} : { page: draft.page }
  if (text === undefined || draft.pick === 'LOST') return { exact: LOST, ...page }
  const units = [...text]
  const from = draft.from % units.length
  const exact =
    units
      .slice(from, from + draft.length)
      .join('')
      .trim() || 'An official'
  if (draft.pick === 'MOVED') return { exact, prefix: 'never before ', ...page }
  if (!draft.around) return { exact, ...page }
  return { exact, prefix: units.slice(Math.max(0, from - 8), from).join(''), ...page }
}
