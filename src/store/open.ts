import { withoutCredentials } from './address.js'
import { openFolderStore, openMemoryStore } from './grafeo.js'
import type { StoreOptions } from './options.js'
import type { Store } from './store.js'
import { StoreError } from './store-error.js'

/**
 * Opens the store that `where` names: `memory:`, the address of a Neo4j (`bolt://`, `neo4j://`, with `+s` or `+ssc` for TLS), or else a
 * folder. What the graph lacks of the ledger is not replayed here. Throws StoreError.
 */
export async function openStore(where: string, options: StoreOptions = {}): Promise<Store> {
  if (where === 'memory:') return openMemoryStore(options)
  if (/^(?:bolt|neo4j)(?:\+s|\+ssc)?:\/\//.test(where)) {
    const { openNeo4jStore } = await import('./neo4j.js') // its driver doubles the time that a command takes to start
    return openNeo4jStore(where, options)
  }
  if (where === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(where))
    throw new StoreError(
      'UNAVAILABLE',
      `Expected a folder, memory:, bolt://… or neo4j://… as the store, got ${JSON.stringify(withoutCredentials(where))}`,
    )
  return openFolderStore(where, options)
}
