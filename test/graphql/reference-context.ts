import type { RecordType } from '../../src/domain/record-types.js'
import type { AnyRecord, RecordId, RecordOf } from '../../src/domain/records.js'
import { createFilters, type Filters } from './reference-filters.js'
import { type Page, toConnection } from './reference-order.js'
import { liveOf, type World } from './reference-world.js'

export type Fields = { readonly [field: string]: unknown }
/** An object whose fields are values or functions of (arguments): what graphql-js resolves by itself. */
export type View = { readonly __typename?: string; readonly [field: string]: unknown }
/** An edge of a connection. `key` tells it from all others of its list. */
export interface Row {
  readonly id: RecordId
  readonly key: string
  readonly fields?: Fields
}

/** What the fields of a record are made with. */
export interface Context extends Filters {
  readonly world: World
  /** The view of a live record of a type that the schema shows; null for any other. */
  node(id: RecordId | undefined): View | null
  views(ids: readonly RecordId[]): View[]
  imported(number: number): View
  list<T extends RecordType>(type: T): RecordOf<T>[]
  find<T extends RecordType>(type: T, id: RecordId | undefined): RecordOf<T> | undefined
  /** Edges to records, those to withdrawn ones dropped. */
  connect(rows: readonly Row[], page: Page): object
  plain(records: readonly AnyRecord[], page: Page): object
}

export function createContext(world: World, toView: (record: AnyRecord, context: Context) => View | null): Context {
  function find<T extends RecordType>(type: T, id: RecordId | undefined): RecordOf<T> | undefined {
    const record = id === undefined || world.withdrawn.has(id) ? undefined : world.known.get(id)
    return record?.type === type ? (record as RecordOf<T>) : undefined
  }
  function node(id: RecordId | undefined): View | null {
    const record = id === undefined || world.withdrawn.has(id) ? undefined : world.known.get(id)
    return record === undefined ? null : toView(record, context)
  }
  function imported(number: number): View {
    const entry = world.entries.find((one) => one.number === number)
    if (entry === undefined) throw new Error(`no import ${number}`)
    return { ...entry, counts: world.counts.get(number) }
  }
  function connect(rows: readonly Row[], page: Page): object {
    const edges = rows.flatMap(({ id, key, fields }) => {
      const view = node(id)
      return view === null ? [] : [{ ...fields, key, node: view }]
    })
    return toConnection(edges, ({ key }) => key, page)
  }
  const context: Context = {
    world,
    ...createFilters(world),
    node,
    imported,
    find,
    connect,
    views: (ids) => ids.map(node).filter((view) => view !== null),
    list: (type) => liveOf(world, type),
    plain: (records, page) =>
      connect(
        records.map(({ id }) => ({ id, key: id })),
        page,
      ),
  }
  return context
}
