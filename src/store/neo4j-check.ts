import { GRAPH_LABELS } from './graph-model.js'
import type { Row, Statement } from './store.js'
import { StoreError } from './store-error.js'

type Read = (statement: Statement) => Promise<readonly Row[]>

const COUNT_LEDGER: Statement = {
  text: `CALL () { MATCH (e:LedgerEntry) RETURN count(e) AS entries, coalesce(max(e.number), 0) AS last }
CALL () { MATCH (p:LedgerPart) RETURN coalesce(max(p.entry), 0) AS lastPart } RETURN entries, last, lastPart`,
  parameters: {},
}
const COUNT_LABELS: Statement = {
  text: `MATCH (n:${GRAPH_LABELS.join('|')}) UNWIND labels(n) AS label WITH label WHERE label IN $labels
RETURN label, count(*) AS nodes ORDER BY label`,
  parameters: { labels: GRAPH_LABELS },
}

/**
 * Whether a database may hold a store: it has a whole ledger, or nothing under the labels of the graph. Other nodes are none of ours. Writes nothing.
 * Throws DAMAGED; UNAVAILABLE where there is no store and none may be made.
 */
export async function assertDatabase(read: Read, name: string, create: boolean): Promise<void> {
  const ledger = await read(COUNT_LEDGER)
  if (toCounts(ledger).entries === 0) {
    const labels = await read(COUNT_LABELS)
    // Asked once more: a first import that was committed between the two is no stranger's.
    if (labels.length > 0 && toCounts(await read(COUNT_LEDGER)).entries === 0) throw toStrange(name, labels)
    if (!create && labels.length === 0 && toCounts(ledger).lastPart === 0)
      throw new StoreError(
        'UNAVAILABLE',
        `there is no store at ${name}: import into it first, or name another with --store`,
      )
  }
  const { entries, last, lastPart } = toCounts(ledger)
  if (entries !== last)
    throw new StoreError(
      'DAMAGED',
      `The ledger in ${name} ends at import ${last}, but holds ${entries} entries: put the database back from a backup`,
    )
  if (lastPart > last)
    throw new StoreError(
      'DAMAGED',
      `The ledger in ${name} ends at import ${last}, but there is text of import ${lastPart} without its entry: put the database back from a backup. ` +
        `To give that import up, delete what is left of it: MATCH (p:LedgerPart) WHERE p.entry > ${last} DELETE p`,
    )
}

function toStrange(name: string, labels: readonly Row[]): StoreError {
  const found = labels.map(([label, nodes]) => `${label} (${nodes})`).join(', ')
  return new StoreError(
    'DAMAGED',
    `${name} holds no ledger, but nodes under labels that the graph needs for itself: ${found}. If they are another application's, name another ` +
      'database; if the ledger was lost, put the database back from a backup. Nothing was changed',
  )
}

function toCounts([row]: readonly Row[]): {
  readonly entries: number
  readonly last: number
  readonly lastPart: number
} {
  const [entries, last, lastPart] = row ?? []
  return { entries: Number(entries), last: Number(last), lastPart: Number(lastPart) }
}
