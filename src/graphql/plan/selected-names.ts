import type { FieldNode, SelectionSetNode } from 'graphql'

/** The names of all fields selected below a field, at any depth; fragments that are spread count as selecting everything. */
export function collectNames(nodes: readonly FieldNode[]): { has(name: string): boolean } {
  const names = new Set<string>()
  let all = false
  const collect = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === 'Field') names.add(selection.name.value)
      if (selection.kind === 'FragmentSpread') all = true
      else collect(selection.selectionSet)
    }
  }
  for (const node of nodes) collect(node.selectionSet)
  return { has: (name) => all || names.has(name) }
}
