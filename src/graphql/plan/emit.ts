import type { Hop, Label, Start } from '../specs/spec.js'
import { type Bind, type Names, readProperty, toOrderBy, toTest } from './conditions.js'
import { hopPattern, match, nodePattern } from './pattern.js'
import type { Column, Condition, Fetch, FetchColumn, Parameter, PropertyColumn, Read } from './plan.js'

export interface Emitted {
  readonly text: string
  readonly parameters: readonly Parameter[] // $p0, $p1 …
}

/** Private marks around the number of a parameter, until all are known and named by their place in the text. */
const OPEN = '\u0001'
const CLOSE = '\u0002'
const MARK = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g')

/**
 * The statement of a plan: one `CALL` for each root fetch and one for the snapshots that rows of one place name, one row of lists. Settles `index` of every column. Columns stand in the
 * order of their text, so neither aliases nor the order of fields, nor the values of arguments, can change it.
 */
export function emit(root: Read): Emitted {
  const found: Parameter[] = []
  const bind: Bind = (parameter) => {
    let number = found.indexOf(parameter)
    if (number === -1) number = found.push(parameter) - 1
    return `${OPEN}${number}${CLOSE}`
  }
  const fetched = emitFetches(root, null, 0, bind)
  const archived = emitArchived(root, fetched.names)
  const calls = [fetched.calls, ...archived.map(({ call }) => call)].join(' ')
  const names = [...fetched.names, ...archived.map(({ name }) => name)]
  const marked = `${calls} RETURN ${names.map((name, position) => `${name} AS f${position}`).join(', ')}`

  const parameters: Parameter[] = []
  const text = marked.replace(MARK, (_mark, digits: string) => {
    const parameter = found[Number(digits)] as Parameter
    let number = parameters.indexOf(parameter)
    if (number === -1) number = parameters.push(parameter) - 1
    return `$p${number}`
  })
  return { text, parameters }
}

/** Calls that bring the snapshots named in rows that are fetched already, each once, by their place in them. */
function emitArchived(root: Read, names: readonly string[]): { call: string; name: string }[] {
  const found: { call: string; name: string }[] = []
  const visit = (read: Read, from: string, unwound: string, depth: number): void => {
    for (const { index } of read.archived) {
      const snapshots = match(nodePattern('t', 'Snapshot'), ['t.sha256 = sha'])
      const name = `t${found.length}`
      const call = `CALL (${from}) { ${unwound} WITH DISTINCT a${depth}[${index}] AS sha ${snapshots} RETURN collect([t.sha256, t.text]) AS ${name} }`
      found.push({ call, name })
    }
    for (const { index, fetch } of fetchesOf(read)) {
      if (fetch.read === null) continue
      visit(fetch.read, from, `${unwound} UNWIND a${depth}[${index}] AS a${depth + 1}`, depth + 1)
    }
  }
  for (const { index, fetch } of fetchesOf(root)) {
    const name = names[index] ?? ''
    if (fetch.read !== null) visit(fetch.read, name, `UNWIND ${name} AS a0`, 0)
  }
  return found
}

/** The fetches of a read in the order of their text. */
function fetchesOf(read: Read): readonly FetchColumn[] {
  return read.columns.filter((column) => column.kind === 'fetch').sort((a, b) => a.index - b.index)
}

/** The calls of a read, each bound to a name; columns get their index behind the properties. */
function emitFetches(read: Read, owner: Names | null, depth: number, bind: Bind): { calls: string; names: string[] } {
  const properties = read.columns.filter(isProperty).length
  const walks = emitWalks(read, owner, depth)
  const emitted = read.columns
    .filter((column) => column.kind === 'fetch')
    .map((column) => ({ column, text: emitFetch(column.fetch, owner, walks, depth, bind) }))
    .map((call) => ({ ...call, shape: call.text.replace(MARK, '?') }))
    .sort((a, b) => compare(a.shape, b.shape))
  const names = emitted.map((_, position) => `c${depth}_${position}`)
  emitted.forEach(({ column }, position) => {
    column.index = properties + position
  })
  const calls = emitted.map(
    ({ column, text }, position) => `CALL ${imports(column, owner, walks)}{ ${text} AS ${names[position]} }`,
  )
  return { calls: [...[...walks.values()].map(({ call }) => call), ...calls].join(' '), names }
}

function imports({ fetch }: FetchColumn, owner: Names | null, walks: Walks): string {
  if (owner === null) return ''
  const walk = findWalk(fetch.start, walks)
  if (walk !== undefined) return `(${owner.node}, ${walk}) `
  return fetch.start.from === 'list' ? `(${owner[fetch.start.on]}) ` : `(${findOwner(fetch, owner)}) `
}

/** The node that the rows of a fetch are reached from; empty where they come from a list or from nowhere. */
function findOwner({ start }: Fetch, owner: Names | null): string {
  if (owner === null || start.from === 'list') return ''
  return start.from === 'hops' && start.of === 'owner' ? owner.owner : owner.node
}

/** `MATCH … WITH … ORDER BY … LIMIT … CALL … RETURN collect([…])`: sorted and limited before its children are expanded. */
function emitFetch(fetch: Fetch, owner: Names | null, walks: Walks, depth: number, bind: Bind): string {
  const names: Names = {
    node: `n${depth}`,
    edge: `r${depth}`,
    beside: `b${depth}`,
    owner: findOwner(fetch, owner),
  }
  const parts = [emitStart(fetch, owner, names, findWalk(fetch.start, walks), depth, bind)]
  if (fetch.order?.beside !== undefined) {
    const pattern = hopPattern(names.node, `${names.beside}e`, names.beside, fetch.order.beside)
    parts.push(match(pattern, testsOf(fetch, 'beside', names, bind)))
  }
  if (fetch.read === null) return [...parts, 'RETURN count(*)'].join(' ')

  if (fetch.order !== null) {
    parts.push(`WITH ${carried(fetch, names).join(', ')} ORDER BY ${toOrderBy(fetch.order, names)}`)
    if (fetch.limit !== null) parts.push(`LIMIT ${typeof fetch.limit === 'number' ? fetch.limit : bind(fetch.limit)}`)
  }
  const children = emitFetches(fetch.read, names, depth + 1, bind)
  if (children.calls !== '') parts.push(children.calls)
  parts.push(`RETURN collect([${[...emitProperties(fetch.read, names), ...children.names].join(', ') || '1'}])`)
  return parts.join(' ')
}

/** The tests that need the node beside, or those that don't. */
function testsOf({ conditions, order }: Fetch, of: 'node' | 'beside', names: Names, bind: Bind): string[] {
  return conditions
    .filter(({ test }) => (test === 'after' && order?.beside !== undefined) === (of === 'beside'))
    .map((condition) => toTest(condition, names, bind))
}

function carried(fetch: Fetch, names: Names): string[] {
  const { start } = fetch
  const variables = [names.node]
  if (start.from === 'hops' || ('next' in start && start.next !== undefined)) variables.unshift(names.edge)
  if (names.owner !== '') variables.unshift(names.owner)
  if (fetch.order?.beside !== undefined) variables.push(names.beside)
  return variables
}

function emitProperties(read: Read, names: Names): string[] {
  const properties = read.columns
    .filter(isProperty)
    .map((column) => ({ column, text: readProperty(names, column.on, column.property) }))
    .sort((a, b) => compare(a.text, b.text))
  properties.forEach(({ column }, position) => {
    column.index = position
  })
  return properties.map(({ text }) => text)
}

function emitStart(
  fetch: Fetch,
  owner: Names | null,
  names: Names,
  walk: string | undefined,
  depth: number,
  bind: Bind,
): string {
  const { start } = fetch
  const tests = testsOf(fetch, 'node', names, bind)
  const node = (label: Label, ...first: string[]) => match(nodePattern(names.node, label), [...first, ...tests])
  switch (start.from) {
    case 'hops': {
      let from = names.owner
      const last = start.hops.length - 1
      const steps = start.hops.map((hop, position) => {
        const to = position === last ? names.node : `n${depth}_${position}`
        const pattern = hopPattern(from, position === last ? names.edge : `r${depth}_${position}`, to, hop)
        from = to
        return match(pattern, position === last ? tests : [])
      })
      return steps.join(' ')
    }
    case 'reach': {
      const { next } = start
      const reached = next === undefined ? names.node : `n${depth}_0`
      const all = `UNWIND ${walk} AS ${reached}`
      if (next !== undefined) return `${all} ${match(hopPattern(reached, names.edge, names.node, next), tests)}`
      return tests.length === 0 ? all : `${all} WITH ${reached} WHERE ${tests.join(' AND ')}`
    }
    case 'label':
      return emitLabel(fetch, start.label, names, bind)
    case 'near':
      return node(start.label)
    case 'argument': {
      const label =
        start.label === 'Record' ? [] : [`${start.next === undefined ? names.node : `n${depth}_0`}:${start.label}`]
      const parameter = fetch.named === null ? 'null' : bind(fetch.named)
      // Only `:Record` has an index on `id`, and only `=` makes use of it.
      const { next } = start
      const named = next === undefined ? names.node : `n${depth}_0`
      const byId = (id: string) =>
        match(nodePattern(named, 'Record'), [`${named}.id = ${id}`, ...label, ...(next === undefined ? tests : [])])
      const found = start.many ? `UNWIND ${parameter} AS i ${byId('i')}` : byId(parameter)
      return next === undefined ? found : `${found} ${match(hopPattern(named, names.edge, names.node, next), tests)}`
    }
    case 'list': {
      const list = owner === null ? 'null' : readProperty(owner, start.on, start.property)
      return `UNWIND ${list} AS i ${match(nodePattern(names.node, 'Record'), [`${names.node}.id = i`, `${names.node}:${start.label}`, ...tests])}`
    }
    case 'import':
      return node('Import', `${names.node}.number = ${names.owner}.since`)
  }
}

/** All nodes of a label; where a filter names a node that they are linked to, only those that lead to it: by its index, not by a scan. */
function emitLabel(fetch: Fetch, label: Label, names: Names, bind: Bind): string {
  const lead = fetch.conditions.find(isLinkedToId)
  const others = { ...fetch, conditions: fetch.conditions.filter((condition) => condition !== lead) }
  const tests = testsOf(others, 'node', names, bind)
  if (lead === undefined) return match(nodePattern(names.node, label), tests)
  const inner: Names = { node: `${names.node}y`, edge: `${names.edge}y`, beside: '', owner: '' }
  const [onNode, onEdge] = [lead.conditions.filter(isOnNode), lead.conditions.filter((test) => !isOnNode(test))]
  const back: Hop = { ...lead.hop, direction: lead.hop.direction === 'OUT' ? 'IN' : 'OUT', label }
  const byId = match(nodePattern(inner.node, 'Record'), [
    ...onNode.map((test) => toTest(test, inner, bind)),
    ...(lead.hop.label === 'Record' ? [] : [`${inner.node}:${lead.hop.label}`]),
  ])
  const linked = match(hopPattern(inner.node, inner.edge, names.node, back), [
    ...onEdge.map((test) => toTest(test, inner, bind)),
    ...tests,
  ])
  return `${byId} ${linked} WITH DISTINCT ${names.node}`
}

type Linked = Extract<Condition, { test: 'linked' }>

function isLinkedToId(condition: Condition): condition is Linked {
  return (
    condition.test === 'linked' &&
    condition.conditions.some((inner) => inner.test === '=' && inner.on === 'node' && inner.property === 'id')
  )
}

function isOnNode(condition: Condition): boolean {
  return !('on' in condition) || condition.on === 'node'
}

type Reach = Extract<Start, { from: 'reach' }>
/** The walks from one node, by what they follow: each is made once, whatever reads what it reached. */
type Walks = ReadonlyMap<string, { readonly name: string; readonly call: string }>

function keyOfWalk({ hop, levels }: Reach): string {
  return JSON.stringify([hop.type, hop.direction, hop.label, hop.only, hop.closed, levels])
}

function findWalk(start: Start, walks: Walks): string | undefined {
  return start.from === 'reach' ? walks.get(keyOfWalk(start))?.name : undefined
}

function emitWalks(read: Read, owner: Names | null, depth: number): Walks {
  const wanted = new Map<string, Reach>()
  for (const { fetch } of fetchesOf(read))
    if (fetch.start.from === 'reach') wanted.set(keyOfWalk(fetch.start), fetch.start)
  const sorted = [...wanted].sort(([a], [b]) => compare(a, b))
  return new Map(
    sorted.map(([key, start], position) => {
      const name = `w${depth}_${position}`
      return [key, { name, call: emitWalk(start, owner?.node ?? 'null', name) }]
    }),
  )
}

/**
 * Level by level, so that no path is walked twice: a pattern of variable length would enumerate every path here. Cycles end
 * with the levels.
 */
function emitWalk({ hop, levels }: Reach, from: string, name: string): string {
  const calls: string[] = []
  for (let level = 1; level <= levels; level++) {
    const step = match(hopPattern('f', 'e', 't', hop))
    calls.push(`CALL (s${level - 1}) { UNWIND s${level - 1} AS f ${step} RETURN collect(DISTINCT t) AS s${level} }`)
  }
  const sets = Array.from({ length: levels + 1 }, (_, level) => `s${level}`)
  return `CALL (${from}) { WITH [${from}] AS s0 ${calls.join(' ')} UNWIND ${sets.join(' + ')} AS x WITH DISTINCT x RETURN collect(x) AS ${name} }`
}

function isProperty(column: Column): column is PropertyColumn {
  return column.kind === 'property'
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
