import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildSchema, type ExecutionResult, graphql } from 'graphql'
import { ENTITY_TYPES, type RecordType } from '../../src/domain/record-types.js'
import type { Sha256 } from '../../src/domain/records.js'
import type { Entry } from '../../src/ledger/entry.js'
import type { View } from './reference-context.js'
import type { Where } from './reference-filters.js'
import { type Page, sorted, toConnection } from './reference-order.js'
import { createViews } from './reference-views.js'
import { toWorld } from './reference-world.js'

const SCHEMA = resolve(import.meta.dirname, '../../schema')
const NOUNS = [...ENTITY_TYPES, 'document', 'observation', 'claim', 'question'].filter((type) => type !== 'provision')
const DEFAULT_ORDERS: { readonly [noun: string]: string } = {
  summit: 'DATE_DESC',
  resolution: 'ADOPTED_DESC',
  document: 'PUBLISHED_DESC',
  observation: 'WINDOW_DESC',
  claim: 'WHEN_DESC',
  question: 'TEXT_ASC',
}

export interface Request {
  readonly source: string
  readonly operationName?: string
  readonly variables?: { readonly [name: string]: unknown }
}

/** The schema as the files say it, without any resolver. */
export const referenceSchema = buildSchema(
  readdirSync(SCHEMA)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(join(SCHEMA, file), 'utf8'))
    .join('\n'),
)

/**
 * Answers queries over a ledger as the schema's descriptions say: plain objects, sorted and filtered in memory. Slow, and independent of the
 * compiler and of Cypher; only the reasoning of the domain is shared. Its cursors are its own.
 */
export function createReference(
  entries: readonly Entry[],
  snapshots: ReadonlyMap<Sha256, Uint8Array>,
): (request: Request) => Promise<ExecutionResult> {
  const views = createViews(toWorld(entries, snapshots))
  const root: { [field: string]: unknown } = {
    node: ({ id }: { id: string }) => views.node(id),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => views.node(id)),
    imports: (page: Page) => {
      const edges = [...entries].reverse().map(({ number }) => ({ node: views.imported(number), number }))
      return toConnection(edges, ({ number }) => String(number), page)
    },
  }
  for (const noun of NOUNS as RecordType[]) {
    const typeName = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`
    root[noun] = ({ id }: { id: string }) => {
      const found = views.node(id)
      return found?.__typename === typeName ? found : null
    }
    root[`${noun}s`] = ({ where, orderBy, ...page }: Page & { where?: Where; orderBy?: string | null }) => {
      const fitting = views.list(noun).filter((record) => views.matches(record, where))
      const inOrder = sorted(fitting, ...views.order(orderBy ?? DEFAULT_ORDERS[noun] ?? 'NAME_ASC'))
      const edges = inOrder.map(({ id }) => ({ node: views.node(id) as View, id }))
      return toConnection(edges, ({ id }) => id, page)
    }
  }
  return ({ source, operationName, variables }) =>
    graphql({
      schema: referenceSchema,
      source,
      rootValue: root,
      variableValues: variables ?? {},
      ...(operationName === undefined ? {} : { operationName }),
    }) as Promise<ExecutionResult>
}
