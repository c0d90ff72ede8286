/** Disjoint sets of the numbers below `size`; a set is named by its smallest member. */
export interface UnionFind {
  find(member: number): number
  unite(a: number, b: number): void
}

export function createUnionFind(size: number): UnionFind {
  const parents = Int32Array.from({ length: size }, (_, member) => member)
  const parentOf = (member: number) => parents[member] ?? member

  function find(member: number): number {
    let top = member
    while (parentOf(top) !== top) {
      parents[top] = parentOf(parentOf(top)) // path halving
      top = parentOf(top)
    }
    return top
  }

  function unite(a: number, b: number): void {
    const [first, second] = [find(a), find(b)]
    if (first < second) parents[second] = first
    else parents[first] = second
  }

  return { find, unite }
}
