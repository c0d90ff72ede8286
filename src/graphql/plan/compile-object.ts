import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  GraphQLString,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql'
import { argumentsOf } from '../arguments.js'
import type { FieldSpec, TypeSpec } from '../specs/spec.js'
import { toTypeName } from '../specs/type-names.js'
import { compileConnection, cursorOf } from './compile-connection.js'
import { compileDerived, compileReference } from './compile-derived.js'
import { compileLinked } from './compile-linked.js'
import { complete, type Decode, decodeObject, type FieldDecode, leaf, toRow } from './decode.js'
import { collectFields, selectionSetsOf } from './fields.js'
import { propertyColumn } from './plan.js'
import { type Compiling, compositeOf, type Scope, type Selected } from './scope.js'

/** The fields selected of an object, an interface or a union, read from one scope: of each type by its own fields, all from one row. */
export function compileObject(
  compiling: Compiling,
  type: GraphQLCompositeType,
  nodes: readonly FieldNode[],
  scope: Scope,
): Decode {
  if (isObjectType(type)) return decodeObject(compileFields(compiling, type, nodes, scope))
  const column = propertyColumn(scope.read, 'node', 'type')
  const byType = new Map<string, Decode>()
  for (const possible of compiling.schema.getPossibleTypes(type)) {
    if (scope.only !== null && scope.only !== possible.name) continue
    byType.set(possible.name, decodeObject(compileFields(compiling, possible, nodes, scope)))
  }
  return (source, decoding) => {
    const decode = byType.get(toTypeName(toRow(source)[column.index]))
    return decode === undefined ? null : decode(source, decoding)
  }
}

/** The decoders of the fields selected of one object type. */
export function compileFields(
  compiling: Compiling,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  outer: Scope,
): FieldDecode[] {
  const spec = outer.edge ?? compiling.specs[type.name]
  if (spec === undefined) throw new Error(`No spec for the type ${type.name}`)
  const scope = { ...outer, edge: null, ...(type.name === 'Claim' && { closure: outer.read }) }
  return [...collectFields(compiling, type, selectionSetsOf(nodes))].map(([key, same]) =>
    compileField(compiling, type, spec, key, same, scope),
  )
}

function compileField(
  compiling: Compiling,
  parent: GraphQLObjectType,
  typeSpec: TypeSpec,
  key: string,
  nodes: readonly FieldNode[],
  scope: Scope,
): FieldDecode {
  const name = nodes[0]?.name.value ?? ''
  if (name === '__typename') {
    return { key, nodes, type: GraphQLString, decode: () => parent.name }
  }
  // Answered by introspection.ts, which fills in what stands here.
  if (name === '__schema' || name === '__type') return { key, nodes, type: GraphQLString, decode: () => null }
  const definition = parent.getFields()[name]
  const spec = typeSpec.fields[name]
  if (definition === undefined || spec === undefined) throw new Error(`No spec for the field ${parent.name}.${name}`)
  const selected = toSelected(compiling, parent, key, nodes, definition, scope)
  return { key, nodes, type: definition.type, decode: compileSpec(compiling, typeSpec, spec, selected, scope) }
}

export function toSelected(
  compiling: Compiling,
  parent: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
  definition: Selected['definition'],
  scope: Scope,
): Selected {
  const place = scope.place === '' ? key : `${scope.place}.${key}`
  const [node] = nodes
  const source =
    definition.args.length === 0 || node === undefined
      ? -1
      : compiling.sources.push({ place, field: { definition, node }, check: null }) - 1
  const values = source === -1 || node === undefined ? {} : argumentsOf(definition, node, compiling.variables)
  return { key, nodes, parent, definition, source, values, place }
}

function compileSpec(
  compiling: Compiling,
  typeSpec: TypeSpec,
  spec: FieldSpec,
  selected: Selected,
  scope: Scope,
): Decode {
  const { definition, parent, nodes } = selected
  const finish = (get: Decode, named: Decode): Decode => {
    const completed = complete(definition.type, `${parent.name}.${definition.name}`, named)
    return (source, decoding) => completed(get(source, decoding), decoding)
  }
  switch (spec.kind) {
    case 'property': {
      const column = propertyColumn(scope.read, spec.on, spec.property)
      const { decode } = spec
      const get: Decode =
        decode === undefined ? (row) => toRow(row)[column.index] : (row) => decode(toRow(row)[column.index] ?? null)
      return finish(get, compileValue(compiling, selected, scope))
    }
    case 'value': {
      return finish(readValue(definition.name), compileValue(compiling, selected, scope))
    }
    case 'part': {
      const object = compileObject(compiling, compositeOf(definition.type), nodes, scope)
      if (spec.present === undefined) return finish((row) => row, object)
      const column = propertyColumn(scope.read, 'node', spec.present)
      return finish((row) => ((toRow(row)[column.index] ?? null) === null ? null : row), object)
    }
    case 'one':
    case 'list':
    case 'named':
      return compileLinked(compiling, spec, selected, scope, finish)
    case 'connection':
      return compileConnection(compiling, spec, selected, scope, finish)
    case 'derived': {
      const { get, inner } = compileDerived(compiling, spec, selected, scope)
      if (spec.refers === undefined) return finish(get, compileValue(compiling, selected, inner))
      return compileReference(compiling, spec.refers, get, selected, inner, finish)
    }
    case 'reference':
      return compileReference(compiling, spec.pool, readValue(definition.name), selected, scope, finish)
    case 'cursor': {
      const cursor = scope.cursor ?? typeSpec.cursor
      if (cursor === undefined) throw new Error(`No order for the cursor of ${parent.name}`)
      const toCursor = cursorOf(scope.read, cursor.list, cursor.order)
      return finish((row) => toCursor(toRow(row)), leaf(definition.type))
    }
    case 'end':
      return finish(
        (row) => row,
        compileObject(compiling, compositeOf(definition.type), nodes, { ...scope, cursor: null }),
      )
  }
}

/** What a derived value has under a name. */
function readValue(name: string): Decode {
  return (source) => (source !== null && typeof source === 'object' ? Reflect.get(source, name) : null)
}

/** A derived or decoded value: a leaf, or an object whose fields are read from the value itself. */
function compileValue(compiling: Compiling, { definition, nodes }: Selected, scope: Scope): Decode {
  const named = getNamedType(definition.type)
  if (isLeafType(named)) return leaf(named)
  return compileObject(compiling, compositeOf(definition.type), nodes, scope)
}
