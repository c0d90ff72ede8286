import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { refused } from '../arguments.js'
import { toError } from '../errors.js'

/** What the selections of an operation depend on. Of the variables, only those of @skip and @include are read. */
export interface Selecting {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: { readonly [name: string]: unknown }
  visited: number
}

/** Selections looked at in one operation, fragments counted wherever they are spread. */
const MAX_SELECTIONS = 5_000

/** The fields selected of one object type, by response key, in the order in which the response has them. */
export function collectFields(
  selecting: Selecting,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const collected = new Map<string, FieldNode[]>()
  const spread = new Set<string>()
  for (const set of sets) collect(set.selections)
  return collected

  function collect(selections: readonly SelectionNode[]): void {
    for (const selection of selections) {
      if (++selecting.visited > MAX_SELECTIONS) {
        throw toError(
          'GRAPHQL_VALIDATION_FAILED',
          `The operation selects more than ${MAX_SELECTIONS} fields: ask for them in several operations`,
        )
      }
      if (!isIncluded(selecting, selection)) continue
      switch (selection.kind) {
        case 'Field': {
          const key = (selection.alias ?? selection.name).value
          const nodes = collected.get(key)
          if (nodes === undefined) collected.set(key, [selection])
          else nodes.push(selection)
          break
        }
        case 'InlineFragment':
          if (applies(selecting.schema, type, selection.typeCondition?.name.value))
            collect(selection.selectionSet.selections)
          break
        case 'FragmentSpread': {
          const fragment = selecting.fragments.get(selection.name.value)
          if (fragment === undefined || spread.has(selection.name.value)) break
          spread.add(selection.name.value)
          if (applies(selecting.schema, type, fragment.typeCondition.name.value))
            collect(fragment.selectionSet.selections)
        }
      }
    }
  }
}

/** The selection sets below fields of one response key, to be read as one. */
export function selectionSetsOf(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]))
}

function isIncluded(selecting: Selecting, node: SelectionNode): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true
  const { variables } = selecting
  return refused(
    () =>
      getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false,
  )
}

function applies(schema: GraphQLSchema, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true
  const named = schema.getType(condition)
  return isAbstractType(named) && schema.isSubType(named, type)
}
