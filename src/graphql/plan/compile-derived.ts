import type { Value } from '../../store/store.js'
import type { AnyNeeds, Arguments, Computation, DerivedField, Pool, Shape, Start } from '../specs/spec.js'
import { type Decode, type Decoding, findFrame, framed, toRow, toRows } from './decode.js'
import { startConditions, toConditions } from './filters.js'
import { addNeeds, type ReadNeeds } from './needs.js'
import { type Condition, type FetchColumn, type PropertyColumn, propertyColumn, type Read } from './plan.js'
import {
  addFetch,
  type Compiling,
  compositeOf,
  type Finish,
  newScope,
  type PoolUse,
  type Scope,
  type Selected,
  typeOfStart,
} from './scope.js'
import { collectNames } from './selected-names.js'

/** A field computed from what it needs of its node, or of the claim whose closure its node lies in. */
export function compileDerived(
  compiling: Compiling,
  spec: DerivedField,
  selected: Selected,
  scope: Scope,
): { get: Decode; inner: Scope } {
  const inClosure = scope.closure !== null && spec.inClosure !== undefined
  const computation: Computation = inClosure ? spec.inClosure : spec
  const anchor: Scope = inClosure && scope.closure !== null ? { ...scope, read: scope.closure } : scope
  const own = withWanted(computation, selected)
  const readNeeds = addNeeds(anchor.read, computation.needs, selected.place, selected.source)
  const readOwn = addNeeds(scope.read, own, selected.place, selected.source)
  const { source } = selected
  const argument = compiling.sources[source]
  if (argument !== undefined && computation.check !== null) argument.check = computation.check
  if (inClosure || Object.keys(computation.pools).length > 0) anchor.read.framed = true

  const get: Decode = (row, decoding) => {
    const needs = once(
      decoding,
      inClosure ? findFrame(decoding, anchor.read).row : toRow(row),
      computation.needs,
      readNeeds,
    )
    const values: Arguments = decoding.values[source] ?? {}
    return computation.compute(needs, once(decoding, toRow(row), own, readOwn), values)
  }
  const pools: { [name: string]: PoolUse } = {}
  for (const [name, pool] of Object.entries(computation.pools)) {
    pools[name] = { pool, anchor, source, values: selected.values }
  }
  return { get, inner: { ...scope, cursor: null, pools, only: null } }
}

/** The same shape of the same row is read once, so that fields of one derived value share what was computed from it. */
function once(decoding: Decoding, row: readonly Value[], shape: Shape, read: ReadNeeds): AnyNeeds {
  let known = decoding.needs.get(row)
  if (known === undefined) {
    known = new Map()
    decoding.needs.set(row, known)
  }
  let needs = known.get(shape)
  if (needs === undefined) {
    needs = read(row, decoding.archive)
    known.set(shape, needs)
  }
  return needs
}

function withWanted({ own, onlyFor }: Computation, { nodes }: Selected): Shape {
  if (onlyFor === null) return own
  const names = collectNames(nodes)
  return onlyFor.fields.some((field) => names.has(field)) ? { ...own, ...onlyFor.own } : own
}

/** Rows of a pool under one of its starts, and how to decode them. */
interface Arm {
  readonly column: FetchColumn
  readonly key: PropertyColumn
  readonly decode: Decode
}
interface Found {
  readonly arm: Arm
  readonly row: readonly Value[]
}

/** Keys that `get` gives become the nodes, or edges, of a pool. */
export function compileReference(
  compiling: Compiling,
  name: string,
  get: Decode,
  selected: Selected,
  scope: Scope,
  finish: Finish,
): Decode {
  const use = scope.pools?.[name]
  const { definition, nodes, parent } = selected
  if (use === undefined) throw new Error(`${parent.name}.${definition.name}: no pool ${name} here`)
  const { pool, anchor } = use
  anchor.read.framed = true
  const arms = pool.starts.map((start): Arm => {
    const { column, read } = addPool(use, start, scope.place)
    const closure = pool.within === 'closure' ? anchor.closure : null
    const inner = newScope(read, selected.place, { closure, only: pool.of === 'node' ? typeOfStart(start) : null })
    const object = compiling.compileObject(compiling, compositeOf(definition.type), nodes, inner)
    return { column, key: propertyColumn(read, pool.key.on, pool.key.property), decode: framed(read, object) }
  })
  const find = (key: Value, decoding: Decoding): Found | null => {
    for (const arm of arms) {
      const row = poolOf(decoding, anchor.read, arm).get(key)
      if (row !== undefined) return { arm, row }
    }
    return null
  }
  return finish(
    (source, decoding) => resolve(get(source, decoding), (key) => find(key, decoding)),
    (found, decoding) => {
      const { arm, row } = found as Found
      return arm.decode(row, decoding)
    },
  )
}

function addPool({ pool, anchor, source, values }: PoolUse, start: Start, place: string): ReturnType<typeof addFetch> {
  const { limit } = pool
  const conditions: Condition[] = pool.where === undefined ? [] : toConditions(pool.where, source, values)
  if (pool.only !== undefined) conditions.push({ test: 'constant', ...pool.only })
  conditions.push(...startConditions(start, source))
  return addFetch(
    anchor,
    keyOf(pool, start, source),
    place,
    {
      start,
      order: pool.order,
      conditions,
      limit: limit === undefined ? null : { source, read: limit },
      many: true,
    },
    start.from === 'argument' ? { source, read: (given) => toStrings(given[start.argument]) } : null,
  )
}

/** All rows of a start serve a pool and a need for them alike. */
function keyOf(pool: Pool, start: Start, source: number): readonly unknown[] {
  const { limit, where, order, only } = pool
  if (limit !== undefined || where !== undefined || start.from === 'near' || start.from === 'argument') {
    return [pool, start, source]
  }
  return order === undefined && only === undefined ? [start] : [pool, start]
}

function toStrings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

type PoolRows = ReadonlyMap<Value, readonly Value[]>

function poolOf(decoding: Decoding, anchor: Read, { column, key }: Arm): PoolRows {
  const frame = findFrame(decoding, anchor)
  const known = frame.pools.get(column)
  if (known !== undefined) return known
  const rows = new Map(toRows(frame.row[column.index]).map((row) => [row[key.index] ?? null, row]))
  frame.pools.set(column, rows)
  return rows
}

/** Keys become what is found of them, in lists and lists of lists; what is not there is null, and left out of lists. */
function resolve(keys: unknown, find: (key: Value) => Found | null): unknown {
  if (Array.isArray(keys)) return keys.map((key: unknown) => resolve(key, find)).filter((found) => found !== null)
  return typeof keys === 'string' || typeof keys === 'number' ? find(keys) : null
}
