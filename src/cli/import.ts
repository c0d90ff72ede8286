import { Option } from 'commander'
import { ImportRejected, importBundle } from '../graph/import.js'
import type { Receipt } from '../graph/receipt.js'
import { checkPaths, listSeedFiles } from '../seed/read.js'
import type { Store } from '../store/store.js'
import type { CliCommand } from './command.js'
import { countErrors, InputError, writeProblems } from './exit.js'
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
export interface ImportRun {
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
  ],
  async run(paths, options, terminal) {
    const dryRun = options.dryRun === true
    const batches: readonly Batch[] =
      options.each === true ? listSeedFiles(paths).map(({ path, root }) => ({ paths: [path], root })) : [{ paths }]
    const target = await openTarget(options.store, { by: whoRuns(terminal), dryRun, terminal })
    let done = 0
    try {
      for (const batch of batches) {
        const receipt = await target.take(batch)
        writeProblems(receipt.problems, terminal)
        terminal.out(options.json ? `${toJson(receipt)}\n` : renderReceipt(receipt, dryRun))
        done += 1
      }
      return 0
    } catch (error) {
      if (!(error instanceof InputError || error instanceof ImportRejected)) throw error
      if (options.json) terminal.out(`${toJson({ import: null, problems: error.problems })}\n`)
      else writeProblems(error.problems, terminal)
      terminal.err(toVerdict(error, done, batches.length))
      return 1
    } finally {
      await target.close()
    }
  },
}

/** What was and was not written, where an import is refused. */
function toVerdict({ message, problems }: InputError | ImportRejected, done: number, batches: number): string {
  const errors = countErrors(problems)
  const what = errors === 0 ? toLine(message) : `${errors} ${errors === 1 ? 'problem' : 'problems'}`
  if (batches === 1) return `${what}; nothing was written\n`
  return `${what} in file ${done + 1} of ${batches}; the imports of the ${done} before it stay, nothing of the rest was written\n`
}

/** Where imports go: a store in this process, or a running Headwaters. */
interface Target {
  take(batch: Batch): Promise<ReceiptView>
  close(): Promise<void>
}

async function openTarget(where: string, run: ImportRun): Promise<Target> {
  if (isRemote(where)) {
    const session = createRemoteSession(where)
    return { take: ({ paths, root }) => importRemotely(session, paths, root, run.dryRun), close: () => session.close() }
  }
  const graph = await openLocalGraph(where, run.terminal)
  return {
    take: async (batch) => toReceiptView(await importBatch(graph.store, batch, run)),
    close: () => graph.close(),
  }
}

/** One import. InputError or ImportRejected with every problem, and nothing written. */
export async function importBatch(
  store: Store,
  { paths, root }: Batch,
  { by, dryRun, terminal }: ImportRun,
): Promise<Receipt> {
  const checked = await checkPaths(paths, root === undefined ? {} : { root })
  if (!checked.ok) throw new InputError('the files have problems', checked.problems)
  const progress = createProgress('importing', terminal)
  try {
    const options = { by, now: () => new Date(), dryRun, onProgress: progress.update }
    return (await importBundle(store, checked.bundle, options)).receipt
  } finally {
    progress.stop()
  }
}
