import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  parse,
  print,
  validate,
} from 'graphql'
import { createRandom, type Random } from './random.js'

/** What random arguments are taken from. */
export interface ArgumentPool {
  readonly ids: readonly string[]
  readonly texts: readonly string[] // names, titles, statements: parts of them are searched for
  readonly measures: readonly string[]
  readonly dates: readonly string[]
}

/** A variable for `after`, and where a first answer holds the cursor to set it to. */
export interface CursorVariable {
  readonly name: string
  readonly path: readonly string[] // to an `endCursor`
}

export interface RandomOperation {
  readonly source: string
  readonly variables: { readonly [name: string]: unknown }
  readonly cursors: readonly CursorVariable[]
}

const DEPTH = 4 // objects below each other, connections and edges not counted
const FIELDS = 44 // selected in one operation at most
const ID_TYPES: { readonly [argument: string]: string } = {
  partOf: 'actor/',
  country: 'actor/',
  speaksFor: 'actor/',
  participant: 'actor/',
  actor: 'actor/',
  within: 'site/',
  site: 'site/',
  source: 'source/',
  document: 'doc/',
  observation: 'obs/',
  claim: 'claim/',
  question: 'question/',
}

/**
 * A valid query that the seed determines: any fields, real and unreal arguments, aliases, variables, fragments, conditions. The same schema,
 * pool and seed give the same operation; another `variant` of it differs in the values of its arguments alone.
 */
export function createOperation(schema: GraphQLSchema, pool: ArgumentPool, seed: number, variant = 0): RandomOperation {
  for (let attempt = 0; attempt < 50; attempt++) {
    const shape = createRandom(seed * 50 + attempt)
    const operation = writeOperation(schema, pool, shape, createRandom(seed * 50 + attempt + 7919 * (variant + 1)))
    // Fields of one name that can't be merged are easier to throw away than to avoid.
    if (validate(schema, parse(operation.source)).length === 0) return operation
  }
  throw new Error(`no valid operation for seed ${seed}`)
}

/** Where a selection stands. `path`: of response names from the root; undefined inside a list. */
interface Place {
  readonly depth: number
  readonly path: readonly string[] | undefined
}

function writeOperation(schema: GraphQLSchema, pool: ArgumentPool, random: Random, values: Random): RandomOperation {
  const query = schema.getQueryType()
  if (query == null) throw new Error('the schema has no query type')
  const declared: string[] = []
  const variables: { [name: string]: unknown } = {}
  const cursors: CursorVariable[] = []
  const fragments: string[] = []
  let remaining = FIELDS
  let names = 0
  const fresh = (stem: string): string => `${stem}${++names}`

  function selection(type: GraphQLCompositeType, place: Place): string {
    const parts: string[] = []
    if (random.chance(0.15) || isUnionType(type)) parts.push('__typename')
    if (!isUnionType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => place.depth > 0 || isLeafLike(field))
      const wanted = place.path?.length === 0 ? 1 + random.integer(3) : 2 + random.integer(4)
      const chosen = Array.from({ length: fields.length === 0 ? 0 : wanted }, () => random.pick(fields))
      if (type.name.endsWith('Connection')) chosen[0] = random.pick(fields.slice(0, 2)) // edges, nodes
      for (const definition of new Set(chosen)) {
        if (remaining-- > 0) parts.push(field(definition, place))
      }
    }
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type)
      for (const concrete of possible) {
        if (random.chance(Math.min(0.6, 3 / possible.length))) {
          parts.push(`... on ${concrete.name}${condition()} ${selection(concrete, place)}`)
        }
      }
    } else if (random.chance(0.08)) {
      parts.push(`...${random.chance(0.5) ? ` on ${type.name}` : ''}${condition()} ${selection(type, place)}`)
    } else if (random.chance(0.06) && type !== query) {
      const name = fresh('F')
      fragments.push(`fragment ${name} on ${type.name} ${selection(type, place)}`)
      parts.push(`...${name}${condition()}`)
      if (random.chance(0.3)) parts.push(`...${name}`)
    }
    if (parts.length === 0) parts.push('__typename')
    return `{ ${parts.join(' ')} }`
  }

  function field(definition: GraphQLField<unknown, unknown>, { depth, path }: Place): string {
    const type = getNamedType(definition.type)
    const isCursor = /cursor/i.test(definition.name)
    const named = definition.args.length > 0 || random.chance(0.15)
    const response = named && !isCursor ? fresh('a') : definition.name
    const below = path === undefined || hasList(definition) ? undefined : [...path, response]
    const written = definition.args.flatMap((argument) => {
      const value = writeArgument(argument, definition, below)
      return value === undefined ? [] : [`${argument.name}: ${value}`]
    })
    const head = `${response === definition.name ? '' : `${response}: `}${definition.name}`
    const args = written.length === 0 ? '' : `(${written.join(', ')})`
    if (!isCompositeType(type)) return `${head}${args}${condition()}`
    const isStep = /(Connection|Edge|PageInfo)$/.test(type.name)
    const inner = selection(type, { depth: isStep ? depth : depth - 1, path: below })
    const hasCursor = cursors.some((cursor) => below !== undefined && isPrefix(below, cursor.path))
    if (!hasCursor || !type.name.endsWith('Connection')) return `${head}${args}${condition()} ${inner}`
    return `${head}${args} { pageInfo { endCursor } ... ${inner} }`
  }

  function writeArgument(
    argument: GraphQLArgument,
    definition: GraphQLField<unknown, unknown>,
    path: readonly string[] | undefined,
  ): string | undefined {
    if (argument.name === 'after') {
      if (path === undefined || random.chance(0.3)) return random.chance(0.1) ? 'null' : undefined
      const name = fresh('c')
      declared.push(`$${name}: String`)
      cursors.push({ name, path: [...path, 'pageInfo', 'endCursor'] })
      return `$${name}`
    }
    if (argument.name !== 'first' && !isNonNullType(argument.type) && random.chance(0.5)) return undefined
    const value = toValue(argument.type, argument.name, definition.name)
    if (random.chance(0.65)) return literal(value, argument.type)
    const name = fresh('v')
    const isOmitted = !isNonNullType(argument.type) && random.chance(0.15)
    const fallback = random.chance(0.3)
      ? ` = ${literal(toValue(argument.type, argument.name, definition.name), argument.type)}`
      : ''
    declared.push(`$${name}: ${argument.type}${fallback}`)
    if (!isOmitted) variables[name] = value
    return `$${name}`
  }

  /** What the statement depends on is drawn from `random`, the rest from `values`. */
  function toValue(type: GraphQLInputType, name: string, parent: string): unknown {
    if (isNonNullType(type)) return toPresent(type.ofType, name, parent)
    return name !== 'first' && random.chance(0.03) ? null : toPresent(type, name, parent)
  }
  function toPresent(type: GraphQLInputType, name: string, parent: string): unknown {
    if (name === 'first') return 1 + values.integer(parent.endsWith('s') ? 4 : 2)
    if (isEnumType(type) && type.name.endsWith('Order')) return random.pick(type.getValues()).name
    if (isListType(type)) return Array.from({ length: values.integer(4) }, () => toLeaf(type.ofType, name, parent))
    if (!isInputObjectType(type)) return toLeaf(type, name, parent)
    const fields = Object.values(type.getFields()).filter(() => random.chance(0.3))
    return Object.fromEntries(fields.map((input) => [input.name, toValue(input.type, input.name, name)]))
  }
  function toLeaf(type: GraphQLInputType, name: string, parent: string): unknown {
    if (isNonNullType(type)) return toLeaf(type.ofType, name, parent)
    if (isEnumType(type)) return values.pick(type.getValues()).name
    switch (String(type)) {
      case 'ID':
        return toId(name, parent)
      case 'Int':
        return values.integer(4)
      case 'Float':
        return values.pick([0, 10, 60.5, 700, 20_037])
      case 'Boolean':
        return values.chance(0.5)
      case 'Date':
        return values.pick(pool.dates)
      case 'String':
        return name === 'measure' ? values.pick(pool.measures) : toPart(values.pick(pool.texts))
      default:
        throw new Error(`no values for ${type}`)
    }
  }
  function toId(name: string, parent: string): string {
    if (values.chance(0.07))
      return values.pick(['actor/none', 'none', '', 'claim/__proto__', 'retraction/r0', 'evidence/r0'])
    const prefix = ID_TYPES[name] ?? ID_TYPES[parent] ?? `${parent}/`
    const fitting = values.chance(0.9) ? pool.ids.filter((id) => id.startsWith(prefix)) : []
    return values.pick(fitting.length === 0 ? pool.ids : fitting)
  }
  /** Some characters of a text, in either case. */
  function toPart(text: string): string {
    const characters = [...text]
    const from = values.integer(characters.length + 1)
    const part = characters.slice(from, from + values.integer(4)).join('')
    return values.chance(0.5) ? part : part.toUpperCase()
  }

  function condition(): string {
    if (!random.chance(0.08)) return ''
    const directive = random.pick(['include', 'skip'])
    if (random.chance(0.4)) return ` @${directive}(if: ${random.chance(0.7)})`
    const name = fresh('b')
    declared.push(`$${name}: Boolean!`)
    variables[name] = random.chance(0.7)
    return ` @${directive}(if: $${name})`
  }

  const body = selection(query, { depth: DEPTH, path: [] })
  const head = declared.length === 0 ? 'query' : `query Q(${declared.join(', ')})`
  return { source: print(parse([`${head} ${body}`, ...fragments].join('\n'))), variables, cursors }
}

/** Whether a field can stand at the end of a way: a value, or what holds values alone. */
function isLeafLike({ type }: GraphQLField<unknown, unknown>): boolean {
  return !isCompositeType(getNamedType(type)) || getNamedType(type).name === 'PageInfo'
}

function hasList({ type }: GraphQLField<unknown, unknown>): boolean {
  return String(type).includes('[')
}

function isPrefix(path: readonly string[], of: readonly string[]): boolean {
  return path.length === of.length - 2 && path.every((name, index) => of[index] === name)
}

function literal(value: unknown, type: GraphQLInputType): string {
  const node = astFromValue(value, type)
  if (node == null) throw new Error(`no literal for ${JSON.stringify(value)}`)
  return print(node)
}
