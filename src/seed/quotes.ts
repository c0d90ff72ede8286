import { findCitedDocument, locateIn } from '../domain/citation.js'
import type { DocumentRecord, Quote, RecordId } from '../domain/records.js'
import type { Draft } from './drafts.js'
import type { Path } from './path.js'
import type { Report } from './report.js'
import type { Snapshots } from './snapshots.js'
import { quoted } from './wording.js'

/** Holds every quote against the snapshot it should be in, as far as the import has it. */
export function reportQuotes(drafts: ReadonlyMap<RecordId, Draft>, snapshots: Snapshots, report: Report): void {
  for (const draft of drafts.values()) {
    const { record } = draft
    if (record?.type === 'evidence' && record.quote !== undefined) {
      check(
        draft,
        record.quote,
        ['quote'],
        findCitedDocument(record.item, (id) => drafts.get(id)?.record),
      )
    } else if (record?.type === 'document') {
      record.derivesFrom.forEach(({ quote }, index) => {
        if (quote !== undefined) check(draft, quote, ['derivesFrom', index, 'quote'], record)
      })
    }
  }

  function check(draft: Draft, quote: Quote, path: Path, document: DocumentRecord | undefined): void {
    const text = document?.snapshot && snapshots.findText(document.snapshot.sha256)
    if (document === undefined || text === undefined) return
    const { status } = locateIn(text, quote)
    if (status === 'NOT_FOUND') {
      const message = `expected words of the snapshot of ${document.id}, got ${quoted(quote.exact)}, which it does not contain`
      report.add(draft.file, { code: 'QUOTE_NOT_FOUND', message, path: [...path, 'exact'], on: 'VALUE' }, draft.path)
    } else if (status === 'MOVED') {
      const message = `the snapshot of ${document.id} has ${quoted(quote.exact)}, but with other words around it`
      report.warn(draft.file, { code: 'QUOTE_NOT_FOUND', message, path, on: 'VALUE' }, draft.path)
    }
  }
}
