import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { toError } from './errors.js'

/** Fields that ask about the schema: answered by graphql-js, never from the graph. */
export function isIntrospection({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type'
}

/** Fields that an operation may ask of the schema, fragments counted wherever they are spread; GraphiQL asks for some 200. */
const MAX_FIELDS = 500

/** Refuses an operation that asks the schema for too much: each field can stand for hundreds of types. */
export function checkIntrospection(
  asked: readonly FieldNode[],
  fragments: ReadonlyMap<string, { readonly selectionSet: SelectionSetNode }>,
): void {
  let fields = 0
  const visit = (selection: SelectionNode): void => {
    if (++fields > MAX_FIELDS) {
      throw toError(
        'GRAPHQL_VALIDATION_FAILED',
        `The operation asks the schema for more than ${MAX_FIELDS} fields: ask in several operations`,
      )
    }
    const set =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? fragments.get(selection.name.value)?.selectionSet
        : selection.selectionSet
    for (const inner of set?.selections ?? []) visit(inner)
  }
  for (const field of asked) visit(field)
}

/** Answers the introspection fields of an operation. BAD_USER_INPUT for null where an argument may not be null: all else is validated. */
export function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  fields: readonly FieldNode[],
  variables: { readonly [name: string]: unknown },
): ExecutionResult {
  const asked: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
  }
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const result = execute({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [asked, ...fragments] },
    variableValues: variables,
  })
  if (result instanceof Promise) throw new Error('Introspection needs nothing to wait for')
  const errors = result.errors?.map(({ message, nodes, path }) =>
    toError('BAD_USER_INPUT', message, { nodes: nodes ?? null, path: path ?? null }),
  )
  return errors === undefined ? result : { ...result, errors }
}
