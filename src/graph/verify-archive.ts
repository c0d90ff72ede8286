import { createHash } from 'node:crypto'
import { findCitedDocument, locateIn, prepareText } from '../domain/citation.js'
import type { Quote, RecordId, Sha256 } from '../domain/records.js'
import { findUtf8Text } from '../domain/utf8-text.js'
import type { Store } from '../store/store.js'
import type { Finding, Proven } from './finding.js'
import { type KnownRecords, knowRecords } from './known-records.js'
import { chunksOf, findSnapshotTexts } from './reads.js'
import type { LedgerContent } from './verify-projection.js'

interface Citation {
  readonly record: RecordId
  readonly quote: Quote
}

/** Reads every archived snapshot, and finds in it what live records quote from it. */
export async function verifyArchive(
  store: Store,
  { snapshots, quoting }: LedgerContent,
): Promise<{ readonly proven: Pick<Proven, 'snapshots' | 'quotes'>; readonly findings: readonly Finding[] }> {
  const citations = await findCitations(store, [...quoting])
  const findings: Finding[] = []
  let archived = 0
  let quotes = 0
  for (const [sha256, documents] of snapshots) {
    const bytes = await store.findSnapshot(sha256)
    if (bytes === undefined) {
      findings.push({
        code: 'SNAPSHOT_MISSING',
        record: sha256,
        message: `the archive does not hold it: ${toAdvice(documents)}`,
      })
      continue
    }
    const hash = createHash('sha256').update(bytes).digest('hex')
    const text = findUtf8Text(bytes)
    const [row] = await store.read(findSnapshotTexts([sha256]))
    const difference =
      hash !== sha256
        ? `the archived bytes have the hash ${hash}`
        : row !== undefined && (row[1] ?? undefined) === text
          ? undefined
          : 'its text in the graph is not that of its bytes'
    if (difference === undefined) archived += 1
    else findings.push({ code: 'SNAPSHOT_DIFFERS', record: sha256, message: `${difference}: ${toAdvice(documents)}` })
    const cited = citations.get(sha256)
    if (text === undefined || cited === undefined) continue
    const page = prepareText(text)
    for (const { record, quote } of cited) {
      if (locateIn(page, quote).status !== 'NOT_FOUND') quotes += 1
      else
        findings.push({
          code: 'QUOTE_NOT_FOUND',
          record,
          message: `the snapshot ${sha256} does not hold what it quotes`,
        })
    }
  }
  return { proven: { snapshots: archived, quotes }, findings }
}

const SHOWN = 5

/** Who needs a snapshot, and how it comes back. */
function toAdvice(documents: ReadonlySet<RecordId>): string {
  const shown = [...documents].sort().slice(0, SHOWN).join(', ')
  const more = documents.size > SHOWN ? ` and ${documents.size - SHOWN} more` : ''
  return `import the files of ${shown}${more} again to put it back`
}

/** Quotes of live records by the snapshot that they are from. */
async function findCitations(
  store: Store,
  quoting: readonly RecordId[],
): Promise<ReadonlyMap<Sha256, readonly Citation[]>> {
  const citations = new Map<Sha256, Citation[]>()
  for (const part of chunksOf(quoting)) {
    const known = knowRecords(store.read.bind(store))
    await known.load(part)
    await known.load(part.flatMap((id) => known.find('evidence', id)?.item ?? []))
    await known.load(part.flatMap((id) => known.find('observation', itemOf(known, id))?.document ?? []))
    for (const id of part) {
      const sha256 = findCitedDocument(itemOf(known, id), known.findAny)?.snapshot?.sha256
      if (sha256 === undefined || known.isWithdrawn(id)) continue
      const list = citations.get(sha256) ?? []
      citations.set(sha256, list)
      for (const quote of quotesOf(known, id)) list.push({ record: id, quote })
    }
  }
  return citations
}

/** What a record quotes: itself for the derivations of a document, its item for evidence. */
function itemOf(known: KnownRecords, id: RecordId): RecordId {
  return known.find('evidence', id)?.item ?? id
}

function quotesOf(known: KnownRecords, id: RecordId): readonly Quote[] {
  const evidence = known.find('evidence', id)
  const derived = known.find('document', id)?.derivesFrom ?? []
  return [evidence?.quote, ...derived.map(({ quote }) => quote)].filter((quote) => quote !== undefined)
}
