import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'
import { toError } from './errors.js'

/** Fields that ask about the schema: answered by graphql-js, never from the graph. */
export function isIntrospection({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type'
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
