import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  validate,
} from 'graphql'
import type { Store } from '../store/store.js'
import { toError, toGraphQLErrors } from './errors.js'
import { type FilesImporter, runMutation } from './import-files.js'
import { checkIntrospection, introspect, isIntrospection } from './introspection.js'
import { compileQuery, type Plan, type Selection } from './plan/compile.js'
import { BUDGET } from './plan/cost.js'
import { collectFields } from './plan/fields.js'
import { runPlan } from './plan/run.js'
import { createShape, findDeciding } from './plan/shape.js'
import { SPECS } from './specs/specs.js'

export type { FilesImporter } from './import-files.js'

export interface ExecutorOptions {
  readonly schema: GraphQLSchema
  readonly store: Store
  /** What `importFiles` runs; left out: the store is for reading alone. */
  readonly importFiles?: FilesImporter
  readonly budget?: number // rows an operation may read; default 100,000
  /** Told of every error that is not the client's. Default: console.error. */
  readonly onError?: (error: unknown) => void
}
export interface ExecutionRequest {
  readonly document: DocumentNode
  readonly operationName?: string
  readonly variables?: { readonly [name: string]: unknown }
}
export type Executor = (request: ExecutionRequest) => Promise<ExecutionResult>

/** Tokens that a document may have, for whoever parses: some 15,000 nested ones overflow the stack of `parse`. */
export const MAX_TOKENS = 5_000

/**
 * Answers operations. A query is one read statement; a mutation runs in the transaction of its import. Plans are kept with the
 * document, one for each operation and shape of variables. Never throws: what goes wrong is among the errors, with a code.
 */
export function createExecutor(options: ExecutorOptions): Executor {
  const { schema, onError = (error: unknown) => console.error(error) } = options
  const known = new WeakMap<DocumentNode, Prepared>()
  return async (request) => {
    try {
      let prepared = known.get(request.document)
      if (prepared === undefined) {
        prepared = prepare(schema, request.document)
        known.set(request.document, prepared)
      }
      const { errors, ...result } = await run(options, prepared, request)
      return errors === undefined ? result : { ...result, errors: toGraphQLErrors(errors, onError) }
    } catch (error) {
      return { errors: toGraphQLErrors(error, onError) }
    }
  }
}

/** A valid document with what was compiled of it. */
interface Prepared {
  readonly operations: readonly Operation[]
}
interface Operation {
  readonly definition: OperationDefinitionNode
  readonly fragments: ReadonlyMap<
    string,
    Extract<DocumentNode['definitions'][number], { kind: Kind.FRAGMENT_DEFINITION }>
  >
  readonly shapeOf: ReturnType<typeof createShape>
  readonly plans: Map<string, Compiled>
}
/** `asked`: the fields that ask about the schema. */
interface Compiled {
  readonly plan: Plan
  readonly asked: readonly FieldNode[]
}

/** Steps from a document to its innermost names and values; a field and its selection are two. */
const MAX_NESTING = 200
/** Plans kept of one operation: shapes beyond that are compiled each time. */
const MAX_PLANS = 256

function prepare(schema: GraphQLSchema, document: DocumentNode): Prepared {
  checkNesting(document)
  const errors = validate(schema, document)
  if (errors.length > 0) throw new AggregateError(errors.map(toValidationError))
  const deciding = findDeciding(document)
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  const operations = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? [{ definition, fragments, shapeOf: createShape(schema, definition, deciding), plans: new Map() }]
      : [],
  )
  return { operations }
}

/** Before anything walks the document by recursion, and runs out of stack. */
function checkNesting(document: DocumentNode): void {
  let level: readonly object[] = [document]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING) {
      throw toError('GRAPHQL_VALIDATION_FAILED', `The document is nested deeper than ${MAX_NESTING} brackets`)
    }
    level = level.flatMap((node) =>
      Object.entries(node).flatMap(([name, value]) => (name === 'loc' ? [] : [value].flat().filter(isObject))),
    )
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function toValidationError(error: GraphQLError): GraphQLError {
  return toError('GRAPHQL_VALIDATION_FAILED', error.message, { nodes: error.nodes ?? [] })
}

function findOperation({ operations }: Prepared, name: string | undefined): Operation {
  const named = name === undefined ? operations : operations.filter(({ definition }) => definition.name?.value === name)
  const [operation, second] = named
  if (operation !== undefined && second === undefined) return operation
  throw toError(
    'BAD_USER_INPUT',
    name === undefined
      ? 'The document holds several operations, or none: say which one with operationName'
      : `The document has no operation named ${name}`,
  )
}

function toVariables(schema: GraphQLSchema, definition: OperationDefinitionNode, given: ExecutionRequest['variables']) {
  const { coerced, errors } = getVariableValues(schema, definition.variableDefinitions ?? [], given ?? {})
  if (coerced !== undefined) return coerced
  throw new AggregateError(
    errors.map((error) => toError('BAD_USER_INPUT', error.message, { nodes: error.nodes ?? [] })),
  )
}

async function run(options: ExecutorOptions, prepared: Prepared, request: ExecutionRequest): Promise<ExecutionResult> {
  const { schema, store, importFiles, budget = BUDGET } = options
  const operation = findOperation(prepared, request.operationName)
  const { definition, fragments } = operation
  const variables = toVariables(schema, definition, request.variables)
  const selecting = { schema, fragments, variables }
  switch (definition.operation) {
    case OperationTypeNode.QUERY: {
      const { plan, asked } = findCompiled(selecting, operation)
      const { data, errors, cost } = await runPlan(plan, variables, (statement) => store.read(statement), budget)
      const told = asked.length === 0 ? {} : introspect(schema, request.document, definition, asked, variables)
      return toResult(data === null ? null : Object.assign(data, told.data), [...errors, ...(told.errors ?? [])], {
        cost,
      })
    }
    case OperationTypeNode.MUTATION: {
      const { data, errors } = await runMutation(selecting, definition, importFiles, budget)
      return toResult(data, errors)
    }
    case OperationTypeNode.SUBSCRIPTION:
      throw toError('GRAPHQL_VALIDATION_FAILED', 'There are no subscriptions')
  }
}

function toResult(
  data: ExecutionResult['data'],
  errors: readonly GraphQLError[],
  extensions?: ExecutionResult['extensions'],
): ExecutionResult {
  return { ...(errors.length > 0 && { errors }), data: data ?? null, ...(extensions && { extensions }) }
}

function findCompiled(selecting: Selection, { definition, shapeOf, plans }: Operation): Compiled {
  const shape = shapeOf(selecting.variables)
  const known = plans.get(shape)
  if (known !== undefined) return known
  const type = selecting.schema.getQueryType()
  if (type == null) throw new Error('The schema has no queries')
  const fields = collectFields({ ...selecting, visited: 0 }, type, [definition.selectionSet])
  const asked = [...fields.values()].flat().filter(isIntrospection)
  checkIntrospection(asked, selecting.fragments)
  const compiled: Compiled = { plan: compileQuery(selecting, SPECS, type, definition), asked }
  if (plans.size < MAX_PLANS) plans.set(shape, compiled)
  return compiled
}
