import { verifyGraph } from '../graph/verify.js'
import type { CliCommand } from './command.js'
import { openLocalGraph } from './local-session.js'
import { createProgress } from './progress.js'
import { toJson, toLine } from './terminal.js'

/** `headwaters verify`: what was proven, and each finding; exit 3 where the store is not as the ledger says. */
export const verifyCommand: CliCommand = {
  name: 'verify',
  summary: 'check hashes, projection, assessments and citations against the ledger',
  needsStore: true,
  options: [],
  async run(_positional, { store, json }, terminal) {
    const graph = await openLocalGraph(store, terminal)
    const progress = createProgress('verifying', terminal)
    try {
      const { proven, findings } = await verifyGraph(graph.store, { onProgress: progress.update })
      progress.stop()
      if (json) {
        terminal.out(`${toJson({ clean: findings.length === 0, proven, findings }, 2)}\n`)
      } else {
        for (const [what, count] of Object.entries(proven)) terminal.out(`${count} ${what} hold\n`)
        for (const { code, record, message } of findings) terminal.out(`${code} ${toLine(`${record}: ${message}`)}\n`)
        terminal.out(findings.length === 0 ? 'clean\n' : `${findings.length} findings\n`)
      }
      return findings.length === 0 ? 0 : 3
    } finally {
      progress.stop()
      await graph.close()
    }
  },
}
