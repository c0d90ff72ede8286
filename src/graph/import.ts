import type { Entry, EntryDraft } from '../ledger/entry.js'
import { NO_PREVIOUS, sealEntry } from '../ledger/seal.js'
import type { Bundle } from '../seed/bundle.js'
import type { Problem } from '../seed/problem.js'
import type { Head, Store, WriteTransaction } from '../store/store.js'
import { applyEntry, type OnProgress, recordEntry } from './apply.js'
import { type Changes, findChanges } from './changes.js'
import { checkImport } from './check-import.js'
import { putBackTexts } from './put-back.js'
import { type Receipt, toReceipt } from './receipt.js'

export interface ImportOptions {
  readonly by: string
  readonly now: () => Date
  readonly dryRun?: boolean // default false: does everything, then rolls back
  readonly onProgress?: OnProgress
}
/** Sees the graph as the import leaves it, inside its transaction. */
export type Inspect<T> = (transaction: WriteTransaction, receipt: Receipt) => Promise<T>
export interface Imported<T> {
  readonly receipt: Receipt
  readonly inspected: T
}

/** The graph refuses a bundle, for every reason at once. Nothing was written. */
export class ImportRejected extends Error {
  readonly problems: readonly Problem[] // errors and warnings, by file, line and column

  constructor(problems: readonly Problem[]) {
    super('The import was rejected; nothing was written')
    this.name = 'ImportRejected'
    this.problems = problems
  }
}

/**
 * The whole way of an import: compare with the graph, check what only the graph can tell, project, assess, append, commit. Throws ImportRejected,
 * or StoreError. What changes nothing appends nothing, but puts back what the archive has lost of the documents that it brings again.
 */
export async function importBundle(
  store: Store,
  bundle: Bundle,
  options: ImportOptions,
): Promise<Pick<Imported<undefined>, 'receipt'>>
export async function importBundle<T>(
  store: Store,
  bundle: Bundle,
  options: ImportOptions & { readonly inspect: Inspect<T> },
): Promise<Imported<T>>
export async function importBundle<T>(
  store: Store,
  bundle: Bundle,
  options: ImportOptions & { readonly inspect?: Inspect<T> },
): Promise<Imported<T | undefined>> {
  const { dryRun = false, inspect } = options
  const { imported, known } = await store.write(async (transaction) => {
    const { changes, applied, entry, problems } = await takeBundle(transaction, transaction.head, bundle, options)
    if (entry !== null && !dryRun) await transaction.append(entry, pickSnapshots(bundle, entry))
    const receipt = toReceipt(changes, applied, dryRun ? null : entry, problems)
    const inspected = await inspect?.(transaction, receipt)
    const known = await putBackTexts(transaction.run.bind(transaction), bundle, changes)
    return { commit: (entry !== null || known.isChange) && !dryRun, value: { imported: { receipt, inspected }, known } }
  })
  if (!dryRun && known.snapshots.size > 0) await store.putBackSnapshots(known.snapshots)
  return imported
}

/**
 * What imports one after the other would do, the later ones on the ground of the earlier. `bundles` is asked for the next when `onReceipt` has had
 * the one before. Writes nothing. Throws as importBundle does.
 */
export async function previewImports(
  store: Store,
  bundles: () => AsyncIterable<Bundle>,
  options: Omit<ImportOptions, 'dryRun'> & { readonly onReceipt: (receipt: Receipt) => void },
): Promise<void> {
  await store.write(async (transaction) => {
    let head = transaction.head
    for await (const bundle of bundles()) {
      const { changes, applied, entry, problems } = await takeBundle(transaction, head, bundle, options)
      options.onReceipt(toReceipt(changes, applied, null, problems))
      head = entry ?? head
    }
    return { commit: false, value: undefined }
  })
}

/** Brings a bundle into the graph within a transaction. `entry` is null where it changes nothing. Throws ImportRejected. */
async function takeBundle(
  transaction: WriteTransaction,
  head: Head,
  bundle: Bundle,
  { by, now, onProgress }: ImportOptions,
) {
  const run = transaction.run.bind(transaction)
  const changes = await findChanges(run, bundle.records)
  const problems = await checkImport(run, bundle, changes)
  if (problems.some(({ severity }) => severity === 'ERROR')) throw new ImportRejected(problems)
  if (changes.list.length === 0) return { changes, problems, applied: null, entry: null }
  const draft = toDraft(head, bundle, changes, by, now())
  const applied = await applyEntry(run, draft, changes, bundle.snapshots, onProgress)
  // Sealed last: what the projection makes of the records while the engine works is half of what the hash needs.
  const entry = sealEntry(draft)
  await recordEntry(run, entry, changes)
  return { changes, problems, applied, entry }
}

function toDraft(head: Head, bundle: Bundle, { list, unchanged }: Changes, by: string, now: Date): EntryDraft {
  const at = now.toISOString()
  return {
    number: (head?.number ?? 0) + 1,
    at: head !== null && head.at > at ? head.at : at, // a clock that was set back must not reorder the ledger
    by,
    files: bundle.files,
    records: list.map(({ record }) => record),
    unchanged,
    previous: head?.hash ?? NO_PREVIOUS,
  }
}

/** The snapshots of the documents that an entry makes or changes. */
function pickSnapshots(bundle: Bundle, entry: Entry): ReadonlyMap<string, Uint8Array> {
  const picked = new Map<string, Uint8Array>()
  if (bundle.snapshots.size === 0) return picked
  for (const record of entry.records) {
    const sha256 = record.type === 'document' ? record.snapshot?.sha256 : undefined
    const bytes = sha256 === undefined ? undefined : bundle.snapshots.get(sha256)
    if (sha256 !== undefined && bytes !== undefined) picked.set(sha256, bytes)
  }
  return picked
}
