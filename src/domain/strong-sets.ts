import { type Graph, visitEdges } from './graph.js'

/** Strongly connected sets of a graph, numbered so that every edge leads to a set of the same or a smaller number. */
export interface StrongSets {
  readonly setOf: Int32Array // of each node
  readonly count: number
  readonly nodes: Int32Array // grouped by set, in the order of the numbers
  readonly startOf: Int32Array // set n holds nodes[startOf[n]] to before nodes[startOf[n + 1]]
}

/** Tarjan 1972, with a stack of its own instead of recursion; only edges that `follows` accepts count. */
export function findStrongSets(graph: Graph, follows: (edge: number) => boolean): StrongSets {
  const size = graph.size
  const setOf = new Int32Array(size).fill(-1)
  const order = new Int32Array(size) // of discovery, from 1; 0: not yet seen
  const lowest = new Int32Array(size) // order of the earliest open node that the node reaches
  const nextEdge = graph.edgesFrom.slice(0, size)
  const nodes: number[] = []
  const startOf = [0]
  const open: number[] = [] // seen, their set not yet known
  let seen = 0

  const enter = (node: number, path: number[]): void => {
    order[node] = lowest[node] = ++seen
    open.push(node)
    path.push(node)
  }
  const close = (root: number): void => {
    let member: number | undefined
    do {
      member = open.pop() ?? root
      setOf[member] = startOf.length - 1
      nodes.push(member)
    } while (member !== root)
    startOf.push(nodes.length)
  }

  for (let first = 0; first < size; first++) {
    if (order[first] !== 0) continue
    const path: number[] = []
    enter(first, path)
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const edge = nextEdge[node] ?? 0
      if (edge < (graph.edgesFrom[node + 1] ?? 0)) {
        nextEdge[node] = edge + 1
        if (!follows(edge)) continue
        const target = graph.targets[edge] ?? 0
        if (order[target] === 0) enter(target, path)
        else if (setOf[target] === -1) lowest[node] = Math.min(lowest[node] ?? 0, order[target] ?? 0)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) lowest[parent] = Math.min(lowest[parent] ?? 0, lowest[node] ?? 0)
      if (lowest[node] === order[node]) close(node)
    }
  }
  return { setOf, count: startOf.length - 1, nodes: Int32Array.from(nodes), startOf: Int32Array.from(startOf) }
}

/** The members of a set. */
export function getMembers(sets: StrongSets, set: number): Int32Array {
  return sets.nodes.subarray(sets.startOf[set], sets.startOf[set + 1])
}

/** The sets that hold a loop: more than one node, or a node with an accepted edge to itself. */
export function findLoops(graph: Graph, sets: StrongSets, follows: (edge: number) => boolean): number[] {
  const looped = new Set<number>()
  for (let set = 0; set < sets.count; set++) {
    const members = getMembers(sets, set)
    if (members.length > 1) looped.add(set)
    for (const node of members) {
      visitEdges(graph, node, (target, edge) => {
        if (target === node && follows(edge)) looped.add(set)
      })
    }
  }
  return [...looped]
}
