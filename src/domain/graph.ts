/** A directed graph over the numbers below `size`: node n has the edges from `edgesFrom[n]` to before `edgesFrom[n + 1]`. */
export interface Graph {
  readonly size: number
  readonly edgesFrom: Int32Array // one more than nodes
  readonly targets: Int32Array // of each edge
}

/** Calls `visit` with each edge that leaves the node. */
export function visitEdges(graph: Graph, node: number, visit: (target: number, edge: number) => void): void {
  const end = graph.edgesFrom[node + 1] ?? 0
  for (let edge = graph.edgesFrom[node] ?? 0; edge < end; edge++) visit(graph.targets[edge] ?? 0, edge)
}
