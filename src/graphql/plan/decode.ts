import {
  type FieldNode,
  GraphQLError,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  locatedError,
} from 'graphql'
import type { Value } from '../../store/store.js'
import type { AnyNeeds, Archived, Arguments, Shape } from '../specs/spec.js'
import type { FetchColumn, Read } from './plan.js'

/** A row whose pools, or whose closure, fields below it look things up in. */
export interface Frame {
  readonly read: Read
  readonly row: readonly Value[]
  readonly parent: Frame | null
  readonly pools: Map<FetchColumn, ReadonlyMap<Value, readonly Value[]>>
}
/** The snapshots that a statement brought, by their SHA-256. */
export type Archive = ReadonlyMap<Value, Archived>
/** The state of decoding one result. */
export interface Decoding {
  readonly values: readonly Arguments[]
  readonly archive: Archive
  readonly errors: GraphQLError[]
  readonly path: (string | number)[]
  readonly needs: WeakMap<object, Map<Shape, AnyNeeds>>
  frame: Frame | null
}
/** Turns a row, or a derived value, into a part of the response. Throws for null where none may be. */
export type Decode = (source: unknown, decoding: Decoding) => unknown

export interface FieldDecode {
  readonly key: string
  readonly nodes: readonly FieldNode[]
  readonly type: GraphQLOutputType
  readonly decode: Decode
}

export function newDecoding(values: readonly Arguments[], archive: Archive): Decoding {
  return { values, archive, errors: [], path: [], needs: new WeakMap(), frame: null }
}

/** An object of the response: a field that fails becomes null where it may, else the object fails with it. */
export function decodeObject(fields: readonly FieldDecode[]): Decode {
  return (source, decoding) => {
    const object: { [key: string]: unknown } = Object.create(null)
    for (const field of fields) {
      const depth = decoding.path.push(field.key) - 1
      try {
        object[field.key] = field.decode(source, decoding)
      } catch (error) {
        const located = locatedError(error, field.nodes, [...decoding.path])
        if (isNonNullType(field.type)) throw located
        decoding.errors.push(located)
        object[field.key] = null
      } finally {
        decoding.path.length = depth
      }
    }
    return object
  }
}

/** Completes what a field gives as its type asks: lists, null, non-null; `named` decodes what is neither. */
export function complete(type: GraphQLOutputType, name: string, named: Decode): Decode {
  if (isNonNullType(type)) {
    const inner = complete(type.ofType, name, named)
    return (source, decoding) => {
      const value = inner(source, decoding)
      if (value === null) throw new GraphQLError(`Cannot return null for non-nullable field ${name}.`)
      return value
    }
  }
  if (isListType(type)) return completeList(type.ofType, name, named)
  return (source, decoding) => (source === null || source === undefined ? null : (named(source, decoding) ?? null))
}

function completeList(itemType: GraphQLOutputType, name: string, named: Decode): Decode {
  const item = complete(itemType, name, named)
  return (source, decoding) => {
    if (source === null || source === undefined) return null
    if (!Array.isArray(source)) throw new GraphQLError(`Expected a list for field ${name}.`)
    return source.map((each: unknown, position) => {
      const depth = decoding.path.push(position) - 1
      try {
        return item(each, decoding)
      } catch (error) {
        const located = locatedError(error, undefined, [...decoding.path])
        if (isNonNullType(itemType)) throw located
        decoding.errors.push(located)
        return null
      } finally {
        decoding.path.length = depth
      }
    })
  }
}

/** Leaf values as their scalar or enum gives them out. */
export function leaf(type: GraphQLOutputType): Decode {
  let inner: GraphQLOutputType = type
  while (isNonNullType(inner) || isListType(inner)) inner = inner.ofType
  if (!isLeafType(inner)) throw new Error(`${String(type)} has fields of its own`)
  const scalar = inner
  return (source) => scalar.serialize(source)
}

/** Decodes a row in a frame of its own, where fields below it look things up in it. */
export function framed(read: Read, decode: Decode): Decode {
  return (source, decoding) => {
    if (!read.framed) return decode(source, decoding)
    const parent = decoding.frame
    decoding.frame = { read, row: toRow(source), parent, pools: new Map() }
    try {
      return decode(source, decoding)
    } finally {
      decoding.frame = parent
    }
  }
}

export function findFrame(decoding: Decoding, read: Read): Frame {
  for (let frame = decoding.frame; frame !== null; frame = frame.parent) if (frame.read === read) return frame
  throw new Error('No row encloses this one that holds what it refers to')
}

export function toRow(value: unknown): readonly Value[] {
  if (!Array.isArray(value)) throw new Error('A statement gave something else than a row')
  return value
}

export function toRows(value: unknown): readonly (readonly Value[])[] {
  if (!Array.isArray(value)) throw new Error('A statement gave something else than rows')
  return value
}
