import { rebuildGraph } from '../graph/rebuild.js'
import type { CliCommand } from './command.js'
import { openLocalGraph } from './local-session.js'
import { createProgress } from './progress.js'
import { toJson } from './terminal.js'

/** `headwaters rebuild`: the graph made anew from the ledger. */
export const rebuildCommand: CliCommand = {
  name: 'rebuild',
  summary: 'make the graph anew from the ledger',
  needsStore: true,
  options: [],
  async run(_positional, { store, json }, terminal) {
    const graph = await openLocalGraph(store, terminal)
    const progress = createProgress('rebuilding', terminal)
    try {
      const { entries, records } = await rebuildGraph(graph.store, { onProgress: progress.update })
      progress.stop()
      terminal.out(
        json ? `${toJson({ entries, records })}\n` : `rebuilt from ${entries} imports with ${records} records\n`,
      )
      return 0
    } finally {
      progress.stop()
      await graph.close()
    }
  },
}
