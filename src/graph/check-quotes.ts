import { findCitedDocument, locateIn, prepareText } from '../domain/citation.js'
import type { EvidenceRecord, RecordId, Sha256 } from '../domain/records.js'
import { findUtf8Text } from '../domain/utf8-text.js'
import type { Bundle } from '../seed/bundle.js'
import type { Problem } from '../seed/problem.js'
import { quoted } from '../seed/wording.js'
import type { Changes } from './changes.js'
import { type KnownRecords, knowRecords } from './known-records.js'
import { chunksOf, findEvidenceByDocument, findEvidenceByItem, findSnapshotTexts, type Run, runAll } from './reads.js'

const TEXTS_PER_STATEMENT = 50

interface Citation {
  readonly evidence: EvidenceRecord
  readonly document: RecordId
  readonly sha256: Sha256
}

interface Failed extends Citation {
  readonly status: 'MOVED' | 'NOT_FOUND'
}

/** Quotes of new evidence in documents that the graph holds, and of evidence that the graph holds in documents with a new snapshot. */
export async function checkQuotes(run: Run, bundle: Bundle, changes: Changes): Promise<readonly Problem[]> {
  const isConcerned = changes.list.some(
    ({ record, former }) =>
      (record.type === 'evidence' && record.quote !== undefined) ||
      (record.type === 'document' && former !== undefined),
  )
  if (!isConcerned) return []
  const known = knowRecords(run, { changes, withdrawn: new Set() })
  const given = new Set(bundle.records.map(({ id }) => id))
  const fresh = await findFreshCitations(known, changes, given)
  const older = await findOlderCitations(run, known, changes, given)
  const failed = await findFailed(run, bundle, [...fresh, ...older])
  return failed.map((citation) => toProblem(bundle, changes, citation))
}

function toProblem(bundle: Bundle, changes: Changes, { evidence, document, status }: Failed): Problem {
  const words = quoted(evidence.quote?.exact ?? '')
  if (!changes.byId.has(evidence.id)) {
    const message =
      status === 'MOVED'
        ? `the new snapshot has ${words}, which ${evidence.id} quotes from it, but with other words around it`
        : `the new snapshot no longer holds ${words}, which ${evidence.id} quotes from it`
    return { severity: 'WARNING', code: 'QUOTE_NOT_FOUND', message, ...bundle.placeOf(document, 'snapshot') }
  }
  const place = bundle.placeOf(evidence.id, 'quote')
  if (status === 'MOVED') {
    const message = `the snapshot of ${document} has ${words}, but with other words around it`
    return { severity: 'WARNING', code: 'QUOTE_NOT_FOUND', message, ...place }
  }
  const message = `expected words of the snapshot of ${document}, got ${words}, which it does not contain`
  return { severity: 'ERROR', code: 'QUOTE_NOT_FOUND', message, ...place }
}

/** Where item and document both are in the files, the files' own check has seen the quote. */
async function findFreshCitations(
  known: KnownRecords,
  changes: Changes,
  given: ReadonlySet<RecordId>,
): Promise<readonly Citation[]> {
  const evidence = changes.list.flatMap(({ record }) => (record.type === 'evidence' && record.quote ? [record] : []))
  await known.load(evidence.map(({ item }) => item))
  await known.load(evidence.flatMap(({ item }) => known.find('observation', item)?.document ?? []))
  return toCitations(known, evidence).filter(
    ({ evidence: { item }, document }) => !given.has(item) || !given.has(document),
  )
}

async function findOlderCitations(
  run: Run,
  known: KnownRecords,
  changes: Changes,
  given: ReadonlySet<RecordId>,
): Promise<readonly Citation[]> {
  const documents = changes.list.flatMap(({ record, former }) =>
    record.type === 'document' && former?.type === 'document' && record.snapshot?.sha256 !== former.snapshot?.sha256
      ? [record.id]
      : [],
  )
  const rows = [
    ...(await runAll(run, documents, findEvidenceByItem)),
    ...(await runAll(run, documents, findEvidenceByDocument)),
  ]
  const ids = [...new Set(rows.map(([, id]) => String(id)))].filter((id) => !given.has(id)).sort()
  await known.load(ids)
  const evidence = ids.flatMap((id) => known.find('evidence', id) ?? [])
  await known.load(evidence.map(({ item }) => item))
  return toCitations(known, evidence)
}

function toCitations(known: KnownRecords, evidence: readonly EvidenceRecord[]): Citation[] {
  return evidence.flatMap((record) => {
    const document = findCitedDocument(record.item, known.findAny)
    const sha256 = document?.snapshot?.sha256
    if (record.quote === undefined || document === undefined || sha256 === undefined) return []
    return [{ evidence: record, document: document.id, sha256 }]
  })
}

/** Citations whose words the snapshot lacks, or has elsewhere; a snapshot without text tells nothing. */
async function findFailed(run: Run, bundle: Bundle, citations: readonly Citation[]): Promise<readonly Failed[]> {
  const bySnapshot = new Map<Sha256, Citation[]>()
  for (const citation of citations) {
    const list = bySnapshot.get(citation.sha256)
    if (list === undefined) bySnapshot.set(citation.sha256, [citation])
    else list.push(citation)
  }
  const failed: Failed[] = []
  const check = (sha256: Sha256, text: string | undefined): void => {
    if (text === undefined) return
    const page = prepareText(text)
    for (const citation of bySnapshot.get(sha256) ?? []) {
      const { quote } = citation.evidence
      const status = quote === undefined ? 'VERIFIED' : locateIn(page, quote).status
      if (status !== 'VERIFIED') failed.push({ ...citation, status })
    }
  }
  const archived: Sha256[] = []
  for (const sha256 of bySnapshot.keys()) {
    const bytes = bundle.snapshots.get(sha256)
    if (bytes === undefined) archived.push(sha256)
    else check(sha256, findUtf8Text(bytes))
  }
  for (const part of chunksOf(archived, TEXTS_PER_STATEMENT)) {
    for (const [sha256, text] of await run(findSnapshotTexts(part)))
      check(String(sha256), typeof text === 'string' ? text : undefined)
  }
  return failed
}
