import { Option } from 'commander'
import { importBundle } from '../graph/import.js'
import type { Receipt } from '../graph/receipt.js'
import { checkPaths, listSeedFiles } from '../seed/read.js'
import type { Store } from '../store/store.js'
import { InputError, writeProblems } from './exit.js'
import { openLocalGraph, whoRuns } from './local-session.js'
import type { CliCommand } from './program.js'
import { createProgress } from './progress.js'
import { type ReceiptView, renderReceipt, toReceiptView } from './receipt-view.js'
import { importRemotely } from './remote-import.js'
import { createRemoteSession, isRemote } from './remote-session.js'
import type { Terminal } from './terminal.js'

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
    const print = (receipt: ReceiptView): void => {
      writeProblems(receipt.problems, terminal)
      terminal.out(options.json ? `${JSON.stringify(receipt)}\n` : renderReceipt(receipt, dryRun))
    }
    if (isRemote(options.store)) {
      const session = createRemoteSession(options.store)
      for (const batch of batches) print(await importRemotely(session, batch.paths, batch.root, dryRun))
      return 0
    }
    const graph = await openLocalGraph(options.store, terminal)
    try {
      const run = { by: whoRuns(terminal), dryRun, terminal }
      for (const batch of batches) print(toReceiptView(await importBatch(graph.store, batch, run)))
      return 0
    } finally {
      await graph.close()
    }
  },
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
