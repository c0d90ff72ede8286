import { type ImportOptions, ImportRejected, importBundle } from '../graph/import.js'
import type { FilesImporter } from '../graphql/execute.js'
import { checkFiles } from '../seed/read.js'
import type { Store } from '../store/store.js'

/** What `importFiles` does behind GraphQL: the checks of the seed room, then the import; problems are part of the receipt. */
export function createImporter(store: Store, { by, now }: Pick<ImportOptions, 'by' | 'now'>): FilesImporter {
  return async ({ files, dryRun, inspect, rejected }) => {
    const checked = checkFiles(files)
    if (!checked.ok) return rejected(checked.problems)
    try {
      const { inspected } = await importBundle(store, checked.bundle, { by, now, dryRun, inspect })
      return inspected
    } catch (error) {
      if (error instanceof ImportRejected) return rejected(error.problems)
      throw error
    }
  }
}
