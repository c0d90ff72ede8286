import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  visit,
} from 'graphql'

/**
 * What the variables of an operation decide about its statement: which are given, the truth of those of @skip and @include,
 * and the names of orders. Operations of one shape share one plan; other values are never part of it.
 */
export function createShape(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  deciding: ReadonlySet<string>,
): (variables: { readonly [name: string]: unknown }) => string {
  const parts = (operation.variableDefinitions ?? []).map(({ variable, type }) => {
    const name = variable.name.value
    const inputType = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]) as GraphQLInputType | undefined
    return { name, inputType, isDeciding: deciding.has(name) }
  })
  return (variables) =>
    parts
      .map(({ name, inputType, isDeciding }) =>
        isDeciding ? String(variables[name]) : inputType === undefined ? '' : shapeOf(inputType, variables[name]),
      )
      .join()
}

/** The variables whose values decide, anywhere in a document: those that @skip, @include and `orderBy` name. */
export function findDeciding(document: Parameters<typeof visit>[0]): ReadonlySet<string> {
  const found = new Set<string>()
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return
      for (const { value } of given ?? []) if (value.kind === 'Variable') found.add(value.name.value)
    },
    Argument({ name, value }) {
      if (name.value === 'orderBy' && value.kind === 'Variable') found.add(value.name.value)
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
  return '+'
}
