import { createHash } from 'node:crypto'
import { locateQuote } from '../domain/citation.js'
import type { Quote, RecordId, Sha256 } from '../domain/records.js'
import type { Store } from '../store/store.js'
import { type KnownRecords, knowRecords } from './known-records.js'
import { chunksOf, findSnapshotTexts } from './reads.js'
import type { Finding, Proven } from './verify.js'
import type { LedgerContent } from './verify-projection.js'
import { toText } from './write.js'

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
  for (const sha256 of snapshots) {
    const bytes = await store.findSnapshot(sha256)
    if (bytes === undefined) {
      findings.push({ code: 'SNAPSHOT_MISSING', record: sha256, message: 'the archive does not hold it' })
      continue
    }
    const hash = createHash('sha256').update(bytes).digest('hex')
    const text = toText(bytes)
    const [row] = await store.read(findSnapshotTexts([sha256]))
    const difference =
      hash !== sha256
        ? `the archived bytes have the hash ${hash}`
        : row !== undefined && (row[1] ?? undefined) === text
          ? undefined
          : 'its text in the graph is not that of its bytes'
    if (difference === undefined) archived += 1
    else findings.push({ code: 'SNAPSHOT_DIFFERS', record: sha256, message: difference })
    for (const { record, quote } of text === undefined ? [] : (citations.get(sha256) ?? [])) {
      if (locateQuote(text ?? '', quote).status !== 'NOT_FOUND') quotes += 1
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
    await known.load(part.flatMap((id) => documentOf(known, id)))
    for (const id of part) {
      const sha256 = known.find('document', documentOf(known, id))?.snapshot?.sha256
      if (sha256 === undefined || known.isWithdrawn(id)) continue
      const list = citations.get(sha256) ?? []
      citations.set(sha256, list)
      for (const quote of quotesOf(known, id)) list.push({ record: id, quote })
    }
  }
  return citations
}

/** The document whose words a record quotes: its own for a derivation, that of its item for evidence. */
function documentOf(known: KnownRecords, id: RecordId): RecordId {
  const item = known.find('evidence', id)?.item ?? id
  return known.find('observation', item)?.document ?? item
}

function quotesOf(known: KnownRecords, id: RecordId): readonly Quote[] {
  const evidence = known.find('evidence', id)
  const derived = known.find('document', id)?.derivesFrom ?? []
  return [evidence?.quote, ...derived.map(({ quote }) => quote)].filter((quote) => quote !== undefined)
}
