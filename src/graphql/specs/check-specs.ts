import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import type { ConnectionField, Filters, TypeSpec } from './spec.js'

/** Fields that the compiler itself knows: those of every connection and of its page. */
const CONNECTION_FIELDS = ['edges', 'nodes', 'pageInfo', 'totalCount']
/** Run by execute.ts: what writes is no selection of the graph. */
const RESOLVED_TYPES = ['Mutation']

/** What keeps schema and specs from fitting: fields without a spec, specs without a field, orders and filters that differ. Empty: none. */
export function checkSpecs(schema: GraphQLSchema, specs: { readonly [type: string]: TypeSpec }): readonly string[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType)
  const objects = types.filter(({ name }) => !name.startsWith('__') && !RESOLVED_TYPES.includes(name))
  const known = new Set(objects.map(({ name }) => name))
  return [
    ...Object.keys(specs)
      .filter((name) => !known.has(name))
      .map((name) => `${name} has a spec and is not in the schema`),
    ...objects.flatMap((type) => checkType(type, specs[type.name])),
  ]
}

function checkType(type: GraphQLObjectType, spec: TypeSpec | undefined): string[] {
  const names = Object.keys(type.getFields())
  if (spec === undefined) {
    const isConnection = type.name.endsWith('Connection') && names.every((name) => CONNECTION_FIELDS.includes(name))
    return isConnection ? [] : [`${type.name} has no spec`]
  }
  return [
    ...names.filter((name) => !Object.hasOwn(spec.fields, name)).map((name) => `${type.name}.${name} has no spec`),
    ...Object.keys(spec.fields)
      .filter((name) => !names.includes(name))
      .map((name) => `${type.name}.${name} has a spec and is not in the schema`),
    ...Object.entries(spec.fields).flatMap(([name, field]) =>
      field.kind === 'connection' ? checkConnection(type, name, field) : [],
    ),
  ]
}

const PAGE_ARGUMENTS = ['first', 'after', 'orderBy']

function checkConnection(type: GraphQLObjectType, name: string, field: ConnectionField): string[] {
  const problems: string[] = []
  const given = type.getFields()[name]?.args ?? []
  for (const argument of given) {
    if (!PAGE_ARGUMENTS.includes(argument.name) && !Object.hasOwn(field.filters, argument.name)) {
      problems.push(`${type.name}.${name}: no filter for the argument ${argument.name}`)
    }
    if (argument.name === 'where')
      problems.push(...checkInput(`${type.name}.${name}`, String(argument.type), argument.type, field.filters))
    if (argument.name === 'orderBy') {
      const values = 'getValues' in argument.type ? argument.type.getValues().map((value) => value.name) : []
      const orders = field.orders.map((order) => order.name)
      if (values.toSorted().join() !== orders.toSorted().join() || orders[0] !== argument.defaultValue) {
        problems.push(
          `${type.name}.${name}: orders ${orders.join()} do not fit ${values.join()} with default ${String(argument.defaultValue)}`,
        )
      }
    }
  }
  return problems
}

function checkInput(place: string, typeName: string, type: object, filters: Filters): string[] {
  const where = filters.where
  if (where?.filter !== 'fields' || !('getFields' in type) || typeof type.getFields !== 'function')
    return [`${place}: no filter for ${typeName}`]
  const names: string[] = Object.keys(type.getFields() as object)
  const known = Object.keys(where.fields)
  return names.toSorted().join() === known.toSorted().join()
    ? []
    : [`${place}: filters ${known.join()} do not fit ${typeName}`]
}
