import type { AnyRecord, RecordId } from '../domain/records.js'
import type { Changes } from './changes.js'
import type { KnownRecords } from './known-records.js'
import {
  findClaimsOnDocuments,
  findClaimsOnItems,
  findClaimsOnSites,
  findClaimsOnSources,
  findSourcesBelow,
  type Run,
  runAll,
} from './reads.js'

/** Records that bear on claims, by the way from them to the claims. */
interface Touching {
  readonly claims: Set<RecordId>
  readonly documents: Set<RecordId>
  readonly items: Set<RecordId> // observations
  readonly sources: Set<RecordId>
  readonly sites: Set<RecordId>
}

/**
 * The claims whose assessment or closure an import may change, sorted, withdrawn ones among them. Asked when records and relationships
 * are written and the closure is still as it was before: what leads to a new document is itself changed, so no claim is missed.
 */
export async function findTouchedClaims(
  run: Run,
  changes: Changes,
  withdrawn: ReadonlySet<RecordId>,
  known: KnownRecords,
): Promise<readonly RecordId[]> {
  const touching: Touching = {
    claims: new Set(),
    documents: new Set(),
    items: new Set(),
    sources: new Set(),
    sites: new Set(),
  }
  for (const { record, former } of changes.list) {
    touch(touching, record, former !== undefined)
    if (former !== undefined) touch(touching, former, true)
  }
  await known.load(withdrawn)
  for (const id of withdrawn) {
    const record = known.findAny(id)
    if (record !== undefined) touch(touching, record, true)
  }
  const { claims, sources } = touching
  await addBelow(run, sources)
  const ways = [
    [touching.documents, findClaimsOnDocuments],
    [touching.items, findClaimsOnItems],
    [sources, findClaimsOnSources],
    [touching.sites, findClaimsOnSites],
  ] as const
  for (const [ids, find] of ways) for (const [claim] of await runAll(run, [...ids], find)) claims.add(String(claim))
  await addAbove(run, claims, changes)
  return [...claims].sort()
}

/** `there`: the graph had it before, so something may rest on it. */
function touch({ claims, documents, items, sources, sites }: Touching, record: AnyRecord, there: boolean): void {
  switch (record.type) {
    case 'claim':
      claims.add(record.id)
      return
    case 'evidence':
    case 'judgement':
      claims.add(record.claim)
      return
    case 'document':
      if (there) documents.add(record.id)
      return
    case 'observation':
      if (there) items.add(record.id)
      return
    case 'source':
      if (there) sources.add(record.id)
      return
    case 'rating':
      sources.add(record.source)
      return
    case 'coverage':
      sites.add(record.site)
      return
    case 'actor':
    case 'site':
    case 'summit':
    case 'resolution':
    case 'provision':
    case 'question':
    case 'identity':
    case 'retraction':
      return
  }
}

/** Adds the sources below those given, at any depth: their documents are grouped by what is above them. */
async function addBelow(run: Run, sources: Set<RecordId>): Promise<void> {
  let frontier = [...sources]
  while (frontier.length > 0) {
    const below = await runAll(run, frontier, findSourcesBelow)
    frontier = [...new Set(below.map(([source]) => String(source)))].filter((id) => !sources.has(id))
    for (const id of frontier) sources.add(id)
  }
}

/** Adds the claims that have those given as evidence, at any depth. */
async function addAbove(run: Run, claims: Set<RecordId>, changes: Changes): Promise<void> {
  // What a claim made by this import bears on is evidence of this import, whose claim is among them already.
  let frontier = [...claims].filter((id) => changes.byId.get(id)?.former !== undefined || !changes.byId.has(id))
  while (frontier.length > 0) {
    const above = await runAll(run, frontier, findClaimsOnItems)
    frontier = [...new Set(above.map(([claim]) => String(claim)))].filter((id) => !claims.has(id))
    for (const id of frontier) claims.add(id)
  }
}
