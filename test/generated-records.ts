import type { AnyRecord, Derivation, RecordId } from '../src/domain/records.js'
import {
  CLAIM_KINDS,
  DERIVATION_KINDS,
  DOCUMENT_KINDS,
  ROLES,
  SITE_KINDS,
  SOURCE_KINDS,
} from '../src/domain/vocabulary.js'
import { createRandom, type Random } from './random.js'

const DEPTH = 8 // documents on the longest way upstream
const BASE = { marking: 'CLEAR' } as const
const MEASURES = ['freight railcars', 'containers', 'vessel calls', 'munition rounds']

interface World {
  readonly random: Random
  readonly actors: readonly RecordId[]
  readonly sites: readonly RecordId[]
  readonly sources: readonly RecordId[]
  readonly questions: readonly RecordId[]
}

/**
 * `n` valid records, the same for the same seed: about 35 % documents, 20 % observations, 10 % claims, 30 % evidence, the
 * rest entities, sources, questions and judgements. Reports come in stories: few originals, many that repeat them, at most
 * eight documents deep, a loop here and there.
 */
export function generateRecords(n: number, seed: number): AnyRecord[] {
  const random = createRandom(seed)
  const records: AnyRecord[] = []
  const world = addSetting(records, Math.max(1, Math.floor(n * 0.045)), random)
  for (let story = 0; records.length < n; story++) addStory(records, world, story)
  records.length = Math.max(n, 0)
  return withoutDangling(records)
}

/** Entities, sources and questions that the stories are about. */
function addSetting(records: AnyRecord[], count: number, random: Random): World {
  const share = (part: number): number => Math.max(1, Math.round(count * part))
  const actors = numbered('actor', share(0.3))
  const sites = numbered('site', share(0.25))
  const sources = numbered('source', share(0.3))
  const questions = numbered('question', share(0.1))
  actors.forEach((id, index) => {
    const partOf = index > 9 && random.chance(0.3) ? { partOf: random.pick(actors.slice(0, index)) } : {}
    records.push({
      ...BASE,
      id,
      type: 'actor',
      kind: index < 10 ? 'STATE' : 'ORGANIZATION',
      ...named('Actor', index),
      positions: [],
      ...partOf,
    })
  })
  sites.forEach((id, index) => {
    const location = { lat: 30 + random.next() * 26, lon: 115 + random.next() * 35, precisionMeters: 100 }
    const country = random.pick(actors.slice(0, 10))
    records.push({
      ...BASE,
      id,
      type: 'site',
      kind: random.pick(SITE_KINDS),
      ...named('Site', index),
      location,
      country,
    })
  })
  sources.forEach((id, index) => {
    const partOf = index > 5 && random.chance(0.2) ? { partOf: random.pick(sources.slice(0, index)) } : {}
    records.push({ ...BASE, id, type: 'source', kind: random.pick(SOURCE_KINDS), ...named('Source', index), ...partOf })
    if (random.chance(0.3)) {
      records.push({
        ...BASE,
        id: `rating/g${index}`,
        type: 'rating',
        source: id,
        grade: random.pick(['A', 'B', 'C', 'D', 'F']),
      })
    }
  })
  questions.forEach((id, index) => {
    records.push({ ...BASE, id, type: 'question', text: `What happened in case ${index}?` })
  })
  return { random, actors, sites, sources, questions }
}

/** Documents that draw on each other, what they observe, and the claims they bear on; most are small, a few are large. */
function addStory(records: AnyRecord[], world: World, story: number): void {
  const { random } = world
  const claims = numbered(`claim/s${story}-`, Math.min(12, 1 + Math.floor(1 / (random.next() + 0.12))))
  const documents = numbered(`doc/s${story}-`, Math.ceil(claims.length * 3.5))
  const observations = numbered(`obs/s${story}-`, claims.length * 2)
  const levels = new Map<RecordId, number>()
  documents.forEach((id, index) => {
    records.push(toDocument(world, id, documents.slice(0, index), claims, levels))
  })
  observations.forEach((id) => {
    const value = random.integer(120)
    records.push({
      ...BASE,
      id,
      type: 'observation',
      measure: random.pick(MEASURES),
      method: random.pick(['COUNTED', 'ESTIMATED', 'REPORTED']),
      window: day(random),
      document: random.pick(documents),
      site: random.pick(world.sites),
      value,
      unit: 'item',
      state: value > 0 ? 'SEEN' : 'SEEN_ZERO',
    })
  })
  claims.forEach((id, index) => {
    const entities = [...new Set([random.pick(world.actors), random.pick(world.actors), random.pick(world.sites)])]
    records.push({
      ...BASE,
      id,
      type: 'claim',
      kind: random.pick(CLAIM_KINDS),
      statement: `Something was moved, case ${story}, part ${index}`,
      when: day(random).slice(0, 7),
      involves: entities.map((entity) => ({ entity, role: random.pick(ROLES) })),
      ...(random.chance(0.3) ? { question: random.pick(world.questions) } : {}),
    })
    const items = new Set([random.pick(documents), random.pick(documents), random.pick(observations)])
    if (random.chance(0.2)) items.add(random.pick(documents))
    if (index > 0 && random.chance(0.1)) items.add(random.pick(claims.slice(0, index)))
    for (const item of items) {
      const stance = random.chance(0.8) ? 'SUPPORTS' : random.pick(['REFUTES', 'LIMITS', 'MENTIONS'] as const)
      const credibility = random.pick(['POSSIBLY_TRUE', 'CANNOT_BE_JUDGED', 'PROBABLY_TRUE'] as const)
      records.push({ ...BASE, id: `evidence/${id}~${item}`, type: 'evidence', claim: id, item, stance, credibility })
    }
    if (random.chance(0.05)) {
      records.push({
        ...BASE,
        id: `judgement/${id.slice(6)}`,
        type: 'judgement',
        claim: id,
        by: 'analyst',
        at: day(random),
        confidence: 'LOW',
      })
    }
  })
}

/** One document of a story: it draws on earlier ones, the first of all most often. */
function toDocument(
  { random, sources }: World,
  id: RecordId,
  earlier: readonly RecordId[],
  claims: readonly RecordId[],
  levels: Map<RecordId, number>,
): AnyRecord {
  const shallow = earlier.filter((other) => (levels.get(other) ?? 0) < DEPTH - 1)
  const isOriginal = shallow.length === 0 || random.chance(0.12)
  const upstream = isOriginal
    ? []
    : [...new Set([1, 2, 3].slice(0, 1 + random.integer(3)).map(() => skewed(random, shallow)))]
  levels.set(id, Math.max(0, ...upstream.map((other) => (levels.get(other) ?? 0) + 1)))
  const derivesFrom: Derivation[] = upstream.map((document) => ({
    document,
    kind: random.pick(DERIVATION_KINDS),
    claims: random.chance(0.15) ? [random.pick(claims)] : [],
  }))
  return {
    ...BASE,
    id,
    type: 'document',
    kind: random.pick(DOCUMENT_KINDS),
    title: `Report ${id.slice(4)} on what was seen`,
    source: random.pick(sources),
    authors: [],
    published: day(random),
    lineage: isOriginal ? 'ORIGINAL' : random.chance(0.85) ? 'COMPLETE' : 'UNRECORDED',
    derivesFrom,
  }
}

/** Cutting the list at `n` can leave records that refer to what was cut off: they become documents that stand alone. */
function withoutDangling(records: AnyRecord[]): AnyRecord[] {
  const ids = new Set(records.map(({ id }) => id))
  return records.map((record) => {
    if (record.type !== 'document') return record
    const derivesFrom = record.derivesFrom.map((derivation) => ({
      ...derivation,
      claims: derivation.claims.filter((claim) => ids.has(claim)),
    }))
    return { ...record, derivesFrom }
  })
}

function numbered(stem: string, count: number): RecordId[] {
  const prefix = stem.includes('/') ? stem : `${stem}/g`
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`)
}

function named(kind: string, index: number): { name: string; names: [] } {
  return { name: `${kind} ${index}`, names: [] }
}

function day(random: Random): string {
  const date = new Date(Date.UTC(2019, 0, 1 + random.integer(2190)))
  return date.toISOString().slice(0, 10)
}

/** Early ones far more often than late ones. */
function skewed(random: Random, ids: readonly RecordId[]): RecordId {
  return ids[Math.floor(random.next() ** 2 * ids.length)] ?? random.pick(ids)
}
