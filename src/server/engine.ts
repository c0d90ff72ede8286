import type { GraphQLSchema } from 'graphql'
import { createExecutor, type Executor } from '../graphql/execute.js'
import { loadSchema } from '../graphql/schema.js'
import type { Store } from '../store/store.js'
import { createImporter } from './importer.js'

/** What answers GraphQL on a store, with HTTP before it or without. */
export interface Engine {
  readonly schema: GraphQLSchema
  readonly execute: Executor
}

/** `by`: whose imports these are; left out, the engine takes none. */
export function createEngine(store: Store, by?: string): Engine {
  const schema = loadSchema()
  const imports = by === undefined ? {} : { importFiles: createImporter(store, { by, now: () => new Date() }) }
  return { schema, execute: createExecutor({ schema, store, ...imports }) }
}
