import { checkChain } from '../ledger/chain.js'
import { openStore } from '../store/open.js'
import type { Store } from '../store/store.js'
import type { OnProgress } from './apply.js'
import type { Finding, Proven } from './finding.js'
import { replayEntries } from './replay.js'
import { verifyArchive } from './verify-archive.js'
import { verifyClaims } from './verify-claims.js'
import { type LedgerContent, verifyProjection } from './verify-projection.js'

export interface Verification {
  readonly proven: Proven
  readonly findings: readonly Finding[]
}
export interface VerifyOptions {
  readonly onProgress?: OnProgress // in records, each once on replay and once when compared
}

/**
 * Proves a store: follows the chain of its ledger, projects the ledger once more into a graph in memory and compares the two, every former state
 * included, computes closure and assessment of every claim from the evidence, and reads the archive. Writes nothing. Needs the memory of a second graph.
 */
export async function verifyGraph(store: Store, { onProgress = () => {} }: VerifyOptions = {}): Promise<Verification> {
  const chain = await checkChain(store.entries())
  const findings: Finding[] = chain.breaks.map(({ code, entry, expected, got }) => ({
    code: 'CHAIN',
    record: `import ${entry}`,
    message: `${code}: expected ${expected}, got ${got}`,
  }))
  const content: LedgerContent = { ids: new Set(), snapshots: new Map(), quoting: new Set() }
  const mirror = await openStore('memory:')
  try {
    const replayed = await replay(store, mirror, content, onProgress)
    if (replayed !== undefined) findings.push(replayed)
    const projection = await verifyProjection(store, mirror, content, onProgress)
    const claims = await verifyClaims(store, content)
    const archive = await verifyArchive(store, content)
    findings.push(...projection.findings, ...claims.findings, ...archive.findings)
    const proven = { entries: chain.proven, ...projection.proven, ...claims.proven, ...archive.proven }
    return { proven, findings }
  } finally {
    await mirror.close()
  }
}

async function replay(
  store: Store,
  mirror: Store,
  content: LedgerContent,
  onProgress: OnProgress,
): Promise<Finding | undefined> {
  let last = 0
  try {
    await replayEntries(store, mirror, 0, ({ number, records }) => {
      last = number
      for (const record of records) {
        content.ids.add(record.id)
        if (record.type === 'document' && record.snapshot !== undefined) {
          const { sha256 } = record.snapshot
          content.snapshots.set(sha256, (content.snapshots.get(sha256) ?? new Set()).add(record.id))
        }
        if (record.type === 'evidence' && record.quote !== undefined) content.quoting.add(record.id)
        if (record.type === 'document' && record.derivesFrom.some(({ quote }) => quote)) content.quoting.add(record.id)
      }
      onProgress(content.ids.size, content.ids.size * 2)
    })
    return undefined
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { code: 'REPLAY', record: `import ${last + 1}`, message }
  }
}
