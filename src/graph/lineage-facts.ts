import type { DocumentFacts, ObservationFacts } from '../domain/assessment-input.js'
import { isCovered } from '../domain/coverage.js'
import type { RecordId, RecordOf } from '../domain/records.js'
import { reliabilityOn } from '../domain/reliability.js'
import type { KnownRecords } from './known-records.js'
import { findUpstream, type Run } from './reads.js'

const LEVELS_READ = 8 // one by one, before the rest of a long chain is read at once
const STARTS_AT_ONCE = 16 // more: level by level costs less, since Grafeo follows each start by itself

/** Makes documents known with all they derive from, level by level: each document is read once, whatever the loops. */
export async function loadDocuments(
  run: Run,
  known: KnownRecords,
  ids: Iterable<RecordId>,
  visited: Set<RecordId>,
): Promise<void> {
  let frontier = [...new Set(ids)].filter((id) => !visited.has(id))
  const sources = new Set<RecordId>()
  let levelsRead = 0
  while (frontier.length > 0) {
    for (const id of frontier) visited.add(id)
    const isRead = (await known.load(frontier)) > 0
    if (isRead) levelsRead += 1
    if (isRead && levelsRead >= LEVELS_READ && frontier.length <= STARTS_AT_ONCE) {
      await known.load((await run(findUpstream(frontier))).map(([id]) => String(id)))
    }
    const next = new Set<RecordId>()
    for (const id of frontier) {
      const document = known.find('document', id)
      if (document === undefined) continue
      sources.add(document.source)
      for (const { document: upstream } of document.derivesFrom) if (!visited.has(upstream)) next.add(upstream)
    }
    frontier = [...next]
  }
  await loadSources(known, sources)
}

/** Makes sources known with their ratings and all that is above them. */
async function loadSources(known: KnownRecords, ids: ReadonlySet<RecordId>): Promise<void> {
  await known.loadRelated('ratings', ids)
  const visited = new Set<RecordId>()
  let frontier = [...ids]
  while (frontier.length > 0) {
    for (const id of frontier) visited.add(id)
    await known.load(frontier)
    const above = frontier.map((id) => known.find('source', id)?.partOf)
    frontier = [...new Set(above)].filter((id) => id !== undefined && !visited.has(id)) as RecordId[]
  }
}

/** The source at the top of `partOf`. */
function findTop(known: KnownRecords, source: RecordId): RecordId {
  const passed = new Set<RecordId>()
  let top = source
  while (!passed.has(top)) {
    passed.add(top)
    top = known.find('source', top)?.partOf ?? top
  }
  return top
}

/** What the domain needs to know of a document that `loadDocuments` made known. */
export function toDocumentFacts(known: KnownRecords, document: RecordOf<'document'>): DocumentFacts {
  const { id, source, published, lineage, snapshot, derivesFrom } = document
  return {
    id,
    source,
    topSource: findTop(known, source),
    sourceIsUnnamedOfficial: known.find('source', source)?.kind === 'UNNAMED_OFFICIAL',
    ...(published !== undefined && { published }),
    lineage,
    ...(snapshot !== undefined && { sha256: snapshot.sha256 }),
    withdrawn: known.isWithdrawn(id),
    derivesFrom,
    reliability: reliabilityOn(known.related('ratings', source), published),
  }
}

/** What the domain needs to know of an observation whose site's coverages are known. */
export function toObservationFacts(known: KnownRecords, observation: RecordOf<'observation'>): ObservationFacts {
  const { id, document, state, site } = observation
  const coverages = site === undefined ? [] : known.related('coverages', site)
  return { id, document, state, covered: isCovered(observation, coverages) }
}
