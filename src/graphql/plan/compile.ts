import type { FieldNode, GraphQLObjectType, OperationDefinitionNode } from 'graphql'
import type { Arguments, Pools, TypeSpec } from '../specs/spec.js'
import { checkShape } from './check-shape.js'
import { compileFields, compileObject } from './compile-object.js'
import { type Decode, decodeObject } from './decode.js'
import { type Emitted, emit } from './emit.js'
import type { Selecting } from './fields.js'
import { type ArgumentSource, newRead, type Read } from './plan.js'
import { type Compiling, newScope, type PoolUse } from './scope.js'

/** An operation, or the receipt of a mutation, as one statement and the way from its row to the response. */
export interface Plan {
  readonly statement: Emitted | null // null: nothing is asked of the graph
  readonly root: Read
  readonly sources: readonly ArgumentSource[]
  readonly decode: Decode
}

export type Selection = Pick<Selecting, 'schema' | 'fragments' | 'variables'>

/** The fields of a query, those of introspection left out. */
export function compileQuery(
  shared: Selection,
  specs: { readonly [type: string]: TypeSpec },
  type: GraphQLObjectType,
  operation: OperationDefinitionNode,
): Plan {
  const compiling: Compiling = { ...shared, visited: 0, specs, compileObject, sources: [] }
  const root = newRead()
  const node: FieldNode = {
    kind: 'Field' as FieldNode['kind'],
    name: operation.name ?? { kind: 'Name' as NonNullable<OperationDefinitionNode['name']>['kind'], value: '' },
    selectionSet: operation.selectionSet,
  }
  const fields = compileFields(compiling, type, [node], newScope(root, ''))
  return finish(root, compiling.sources, decodeObject(fields))
}

/** The selection of a value that the program itself gives, with the nodes it names. */
export function compileGiven(
  shared: Selection,
  specs: { readonly [type: string]: TypeSpec },
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  pools: Pools,
  values: Arguments,
): Plan {
  const compiling: Compiling = {
    ...shared,
    visited: 0,
    specs,
    compileObject,
    sources: [{ place: nodes[0]?.name.value ?? '', field: null, check: null }],
  }
  const root = newRead()
  const anchor = newScope(root, '')
  const uses: { [name: string]: PoolUse } = {}
  for (const [name, pool] of Object.entries(pools)) uses[name] = { pool, anchor, source: 0, values }
  root.framed = true
  return finish(root, compiling.sources, compileObject(compiling, type, nodes, { ...anchor, pools: uses }))
}

function finish(root: Read, sources: readonly ArgumentSource[], decode: Decode): Plan {
  checkShape(root)
  return { statement: root.columns.length === 0 ? null : emit(root), root, sources, decode }
}
