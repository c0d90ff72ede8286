import type { Value } from '../store/store.js'
import { toError } from './errors.js'

/** Raised when what a cursor holds changes: older ones are then refused. */
const VERSION = 1
/** A sort key has up to 2,000 UTF-16 units, each up to 3 bytes, or 6 where JSON escapes it; an id up to 200: all in base64, and room to spare. */
const MAX_LENGTH = 24_000

/** A place in a total order: the sort key and the id of a row. `list` names the list and its order. */
export function toCursor(list: string, keys: readonly Value[]): string {
  return Buffer.from(JSON.stringify([VERSION, list, ...keys]), 'utf8').toString('base64url')
}

/** The keys of a cursor, which are of these types. BAD_USER_INPUT where it is not one of this list in this order. */
export function parseCursor(cursor: string, list: string, types: readonly ('string' | 'number')[]): readonly Value[] {
  const parsed = readCursor(cursor)
  const refuse = (why: string) =>
    toError('BAD_USER_INPUT', `after: ${why}; give a cursor that this list returned in this order, or leave it out`)
  if (parsed === undefined) throw refuse('this is not a cursor')
  const [version, name, ...keys] = parsed
  if (version !== VERSION) throw refuse('this cursor is of another version of Headwaters')
  if (name !== list) throw refuse('this cursor is of another list or another order')
  if (keys.length !== types.length || !types.every((type, i) => typeof keys[i] === type)) {
    throw refuse('this is not a cursor')
  }
  return keys as readonly Value[]
}

function readCursor(cursor: string): readonly unknown[] | undefined {
  if (cursor.length > MAX_LENGTH || !/^[\w-]+$/.test(cursor)) return undefined
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}
