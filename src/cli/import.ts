import { Option } from 'commander'
import { ImportRejected, importBundle, previewImports } from '../graph/import.js'
import type { Receipt } from '../graph/receipt.js'
import type { Bundle } from '../seed/bundle.js'
import { checkPaths, listSeedFiles } from '../seed/read.js'
import type { Store } from '../store/store.js'
import { type CliCommand, ROOT_OPTION } from './command.js'
import { countErrors, InputError, UsageError, writeProblems } from './exit.js'
import { openLocalGraph, whoRuns } from './local-session.js'
import { createProgress } from './progress.js'
import { type ReceiptView, renderReceipt, toReceiptView } from './receipt-view.js'
import { importRemotely } from './remote-import.js'
import { createRemoteSession, isRemote } from './remote-session.js'
import type { Terminal } from './terminal.js'
import { toJson, toLine } from './terminal.js'

export interface Batch {
  readonly paths: readonly string[]
  readonly root?: string // that names are relative to and that snapshots come from
}
interface ImportRun {
  readonly by: string
  readonly dryRun: boolean
  readonly terminal: Terminal
}

/** `headwaters import <path…>`: checks, then appends; prints a receipt for each import. */
export const importCommand: CliCommand = {
  name: 'import <paths...>',
  summary: 'import seed files or folders: all as one import, or each file by itself',
  needsStore: true,
  options: [
    new Option('--each', 'make every file an import of its own, in path order').default(false),
    new Option('--dry-run', 'show the receipt and write nothing').default(false),
    ROOT_OPTION,
  ],
  async run(paths, options, terminal) {
    const dryRun = options.dryRun === true
    const given = typeof options.root === 'string' ? { root: options.root } : {}
    const batches: readonly Batch[] =
      options.each === true
        ? listSeedFiles(paths).map(({ path, root }) => ({ paths: [path], root, ...given }))
        : [{ paths, ...given }]
    let done = 0
    const print = (receipt: ReceiptView): void => {
      writeProblems(receipt.problems, terminal)
      terminal.out(options.json ? `${toJson(receipt)}\n` : renderReceipt(receipt, dryRun))
      done += 1
    }
    try {
      const run = { by: whoRuns(terminal), dryRun, terminal }
      if (isRemote(options.store)) await importAllRemotely(options.store, batches, dryRun, print)
      else await importAll(options.store, batches, run, (receipt) => print(toReceiptView(receipt)))
      return 0
    } catch (error) {
      if (!(error instanceof InputError || error instanceof ImportRejected)) throw error
      if (options.json) terminal.out(`${toJson({ import: null, problems: error.problems })}\n`)
      else writeProblems(error.problems, terminal)
      terminal.err(toVerdict(error, dryRun ? 0 : done, batches.length))
      return 1
    }
  },
}

/** What was and was not written, where an import is refused. */
function toVerdict({ message, problems }: InputError | ImportRejected, written: number, batches: number): string {
  const errors = countErrors(problems)
  const what = errors === 0 ? toLine(message) : `${errors} ${errors === 1 ? 'problem' : 'problems'}`
  if (written === 0) return `${what}; nothing was written\n`
  return `${what} in file ${written + 1} of ${batches}; the imports of the ${written} before it stay, nothing of the rest was written\n`
}

async function importAllRemotely(
  where: string,
  batches: readonly Batch[],
  dryRun: boolean,
  onReceipt: (receipt: ReceiptView) => void,
): Promise<void> {
  if (dryRun && batches.length > 1) {
    throw new UsageError('a running Headwaters shows the dry run of one import: leave out --each, or name one file')
  }
  const session = createRemoteSession(where)
  for (const { paths, root } of batches) onReceipt(await importRemotely(session, paths, root, dryRun))
}

async function importAll(
  where: string,
  batches: readonly Batch[],
  run: ImportRun,
  onReceipt: (receipt: Receipt) => void,
): Promise<void> {
  const graph = await openLocalGraph(where, run.terminal, { create: true })
  try {
    if (run.dryRun) {
      const bundles = async function* () {
        for (const batch of batches) yield await checkBatch(batch)
      }
      await previewImports(graph.store, bundles, { by: run.by, now: () => new Date(), onReceipt })
    } else for (const batch of batches) onReceipt(await importBatch(graph.store, batch, run))
  } finally {
    await graph.close()
  }
}

async function checkBatch({ paths, root }: Batch): Promise<Bundle> {
  const checked = await checkPaths(paths, root === undefined ? {} : { root })
  if (!checked.ok) throw new InputError('the files have problems', checked.problems)
  return checked.bundle
}

/** One import. InputError or ImportRejected with every problem, and nothing written. */
export async function importBatch(
  store: Store,
  batch: Batch,
  { by, terminal }: Omit<ImportRun, 'dryRun'>,
): Promise<Receipt> {
  const bundle = await checkBatch(batch)
  const progress = createProgress('importing', terminal)
  try {
    return (await importBundle(store, bundle, { by, now: () => new Date(), onProgress: progress.update })).receipt
  } finally {
    progress.stop()
  }
}
