import type { Assessment } from '../domain/assessment.js'
import type { RecordId } from '../domain/records.js'
import type { Standing } from '../domain/vocabulary.js'
import type { Receipt } from '../graph/receipt.js'
import { toLine } from './terminal.js'

export interface Verdict {
  readonly standing: Standing
  readonly independentOrigins: number
  readonly documents: number // that support it
}
/** A receipt as the command line shows it, from a store or from a server: records by id, assessments by their verdict. */
export interface ReceiptView
  extends Pick<Receipt, 'import' | 'created' | 'changed' | 'unchanged' | 'records' | 'withdrawn' | 'problems'> {
  readonly newOrigins: readonly RecordId[]
  readonly repeats: readonly RecordId[]
  readonly claims: readonly { readonly claim: RecordId; readonly before: Verdict | null; readonly after: Verdict }[]
}

export function toReceiptView({ claims, ...receipt }: Receipt): ReceiptView {
  return {
    ...receipt,
    claims: claims.map(({ claim, before, after }) => ({
      claim,
      before: before === null ? null : toVerdict(before),
      after: toVerdict(after),
    })),
  }
}

function toVerdict({ standing, support }: Assessment): Verdict {
  return { standing, independentOrigins: support.independentOrigins, documents: support.documents.length }
}

const MOST_LINES = 20 // of one kind; the rest is counted

/** What an import did, or would do, for a person. Ends with a line break. */
export function renderReceipt(receipt: ReceiptView, dryRun: boolean): string {
  const { created, changed, unchanged, newOrigins, repeats } = receipt
  const isChange = created + changed > 0
  const counts = `${created} created, ${changed} changed, ${unchanged} unchanged`
  const effect =
    receipt.import !== null
      ? `Import ${receipt.import.number}: ${counts}`
      : `${dryRun && isChange ? 'Dry run, nothing written' : 'Nothing new, nothing written'}: ${counts}`
  const novelty = `${newOrigins.length === 0 ? 'no' : newOrigins.length} new ${newOrigins.length === 1 ? 'origin' : 'origins'}, ${repeats.length} ${repeats.length === 1 ? 'document repeats' : 'documents repeat'} what was known`
  const changes = receipt.claims.map(
    ({ claim, before, after }) => `${claim}: ${before === null ? 'new' : toWords(before)} → ${toWords(after)}`,
  )
  const lines = [
    effect,
    ...(isChange ? [`  ${novelty}`] : []),
    ...some('withdrawn', receipt.withdrawn),
    ...some('new origin', newOrigins),
    ...some('repeats', repeats),
    ...some('claim', changes),
  ]
  return `${lines.join('\n')}\n`
}

function toWords({ standing, independentOrigins, documents }: Verdict): string {
  return `${standing}, origins ${independentOrigins} (documents ${documents})`
}

function some(label: string, lines: readonly string[]): string[] {
  const shown = lines.slice(0, MOST_LINES).map((line) => `  ${label}: ${toLine(line)}`)
  return lines.length > MOST_LINES ? [...shown, `  and ${lines.length - MOST_LINES} more of these`] : shown
}
