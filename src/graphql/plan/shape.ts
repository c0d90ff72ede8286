import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  visit,
} from 'graphql'

/**
 * What the variables of an operation decide about its statement: which are given, the truth of those of @skip and @include,
 * and the names of orders. Operations of one shape share one plan; values are never part of it.
 */
export function createShape(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  conditions: ReadonlySet<string>,
): (variables: { readonly [name: string]: unknown }) => string {
  const parts = (operation.variableDefinitions ?? []).map(({ variable, type }) => {
    const name = variable.name.value
    const inputType = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]) as GraphQLInputType | undefined
    return { name, inputType, isCondition: conditions.has(name) }
  })
  return (variables) =>
    parts
      .map(({ name, inputType, isCondition }) =>
        isCondition ? String(variables[name]) : inputType === undefined ? '' : shapeOf(inputType, variables[name]),
      )
      .join()
}

/** The variables that @skip and @include name, anywhere in a document. */
export function findConditions(document: Parameters<typeof visit>[0]): ReadonlySet<string> {
  const found = new Set<string>()
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return
      for (const { value } of given ?? []) if (value.kind === 'Variable') found.add(value.name.value)
    },
  })
  return found
}

function shapeOf(type: GraphQLInputType, value: unknown): string {
  if (isNonNullType(type)) return shapeOf(type.ofType, value)
  if (value === undefined || value === null) return '-'
  if (isInputObjectType(type)) {
    const given = value as { readonly [name: string]: unknown }
    const fields = Object.values(type.getFields()).map((field) => shapeOf(field.type, given[field.name]))
    return `{${fields.join()}}`
  }
  if (isListType(type)) return '+'
  return isEnumType(type) && type.name.endsWith('Order') ? String(value) : '+'
}
