import { locateQuote } from '../../src/domain/citation.js'
import type { EvidenceRecord, Quote, RecordId, RecordOf } from '../../src/domain/records.js'
import type { Context, Fields } from './reference-context.js'
import { type Page, sorted } from './reference-order.js'
import { reliabilityOf } from './reference-world.js'

/** What the edges of evidence and derivations show. */
export interface EvidenceViews {
  /** The live document that an item is or was recorded in. */
  documentOf(item: RecordId): RecordOf<'document'> | undefined
  textOf(document: RecordOf<'document'> | undefined): string | undefined
  toQuote(quote: Quote | undefined, document: RecordOf<'document'> | undefined): Fields | null
  derivationFields(
    derivation: Omit<RecordOf<'document'>['derivesFrom'][number], 'document'>,
    from: RecordOf<'document'>,
  ): Fields
  evidenceFields(evidence: EvidenceRecord): Fields
  evidenced(item: RecordId, page: Page): object
}

export function createEvidence({ world, views, list, find, connect, order }: Context): EvidenceViews {
  function documentOf(item: RecordId): RecordOf<'document'> | undefined {
    return find('document', find('observation', item)?.document ?? item)
  }
  function textOf(document: RecordOf<'document'> | undefined): string | undefined {
    const bytes = document?.snapshot && world.snapshots.get(document.snapshot.sha256)
    return bytes && new TextDecoder().decode(bytes)
  }
  function toQuote(quote: Quote | undefined, document: RecordOf<'document'> | undefined): Fields | null {
    if (quote === undefined) return null
    const text = textOf(document)
    return { ...quote, ...(text === undefined ? { status: 'NO_SNAPSHOT' } : locateQuote(text, quote)) }
  }

  function derivationFields(
    { kind, quote, claims }: Omit<RecordOf<'document'>['derivesFrom'][number], 'document'>,
    from: RecordOf<'document'>,
  ): Fields {
    return { kind, quote: toQuote(quote, from), claims: claims.length === 0 ? null : () => views(claims) }
  }

  function evidenceFields(evidence: EvidenceRecord): Fields {
    const document = documentOf(evidence.item)
    return {
      strength: null,
      likelihood: null,
      note: null,
      ...evidence,
      reliability: document === undefined ? 'F' : reliabilityOf(world, document.source, document.published),
      quote: toQuote(evidence.quote, document),
    }
  }

  function evidenced(item: RecordId, page: Page): object {
    const claims = sorted(list('claim'), ...order('WHEN_DESC'))
    const rows = claims.flatMap((claim) =>
      list('evidence')
        .filter((one) => one.item === item && one.claim === claim.id)
        .map((one) => ({ id: claim.id, key: one.id, fields: evidenceFields(one) })),
    )
    return connect(rows, page)
  }

  return { documentOf, textOf, toQuote, derivationFields, evidenceFields, evidenced }
}
