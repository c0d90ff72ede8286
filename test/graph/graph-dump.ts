import { toCanonical } from '../../src/ledger/canonical.js'
import { OTHER_LABELS } from '../../src/store/graph-model.js'
import type { Store, Value } from '../../src/store/store.js'

/** Every node and relationship of a projected graph as sorted lines: equal graphs give equal lines, whatever the engine. */
export async function dumpGraph(store: Pick<Store, 'read'>): Promise<readonly string[]> {
  const lines: string[] = []
  for (const label of ['Record', ...OTHER_LABELS]) {
    const rows = await store.read({
      text: `MATCH (n:${label}) RETURN labels(n) AS labels, properties(n) AS properties`,
      parameters: {},
    })
    for (const [labels, properties] of rows)
      lines.push(`(${[...toTexts(labels)].sort().join(':')} ${toText(properties)})`)
  }
  const edges = await store.read({
    text: `MATCH (a)-[e]->(b) RETURN type(e) AS type, properties(a) AS a, properties(b) AS b, properties(e) AS properties`,
    parameters: {},
  })
  for (const [type, a, b, properties] of edges) lines.push(`${toName(a)}-[${type} ${toText(properties)}]->${toName(b)}`)
  return lines.sort()
}

/** What tells a node from others: a record by its id, a version and an assessment by when it held too. */
function toName(properties: Value | undefined): string {
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return '?'
  const { id, claim, sha256, since, until } = properties as { readonly [name: string]: Value }
  return toCanonical({
    id: id ?? null,
    claim: claim ?? null,
    sha256: sha256 ?? null,
    since: since ?? null,
    until: until ?? null,
  })
}

function toText(properties: Value | undefined): string {
  const entries = Object.entries(properties ?? {}).filter(([, value]) => value !== null)
  return toCanonical(Object.fromEntries(entries))
}

function toTexts(value: Value | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
