import type { Path } from './path.js'
import { quoted } from './wording.js'

/** What keeps a text from being read, at an offset of it. */
export interface TextFault {
  readonly code: 'SYNTAX' | 'LIMIT_EXCEEDED'
  readonly offset: number
  readonly path: Path
  readonly message: string
}
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly faults: readonly TextFault[] }

/** A value of a text, with the offsets at which it and its parts begin. */
export interface TextNode {
  readonly start: number
  readonly entries: readonly { readonly key: string; readonly keyStart: number; readonly value: TextNode }[]
  readonly items: readonly TextNode[]
}

export const MAX_DEPTH = 32

/** Strict JSON (RFC 8259), keys of a map once each, at most MAX_DEPTH deep. */
export function parseJson(text: string): Parsed {
  const shape = measure(text)
  if (shape.deepest > MAX_DEPTH) {
    const message = `expected at most ${MAX_DEPTH} levels of lists and maps`
    return { ok: false, faults: [{ code: 'LIMIT_EXCEEDED', offset: shape.tooDeepAt, path: [], message }] }
  }
  try {
    const value: unknown = JSON.parse(text)
    if (countKeys(value) === shape.keys) return { ok: true, value }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return { ok: false, faults: locateJson(text).faults }
}

/** Colons outside strings and the depth, which JSON.parse does not tell. */
function measure(text: string): { keys: number; deepest: number; tooDeepAt: number } {
  let keys = 0
  let depth = 0
  let deepest = 0
  let tooDeepAt = -1
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x22) {
      for (index++; index < text.length; index++) {
        const inside = text.charCodeAt(index)
        if (inside === 0x5c) index++
        else if (inside === 0x22) break
      }
    } else if (code === 0x3a) keys++
    else if (code === 0x7b || code === 0x5b) {
      depth++
      if (depth > deepest) deepest = depth
      if (depth > MAX_DEPTH && tooDeepAt < 0) tooDeepAt = index
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return { keys, deepest, tooDeepAt }
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countKeys(item), 0)
  let count = 0
  for (const part of Object.values(value)) count += 1 + countKeys(part)
  return count
}

class JsonFault extends Error {
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const NONE: readonly never[] = [] // shared: most values have no parts

/** Reads JSON once more to tell where each value stands; slower than JSON.parse, so only for a text that has a problem. */
export function locateJson(text: string): {
  readonly root: TextNode | undefined
  readonly faults: readonly TextFault[]
} {
  let at = 0
  const faults: TextFault[] = []
  const space = () => {
    while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++
  }
  const fail = (expected: string): never => {
    const got = at < text.length ? quoted(String.fromCodePoint(text.codePointAt(at) ?? 0)) : 'the end of the file'
    throw new JsonFault(`expected ${expected}, got ${got}`, at)
  }
  const match = (pattern: RegExp, expected: string): string => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? fail(expected)
    at += found.length
    return found
  }
  const string = (expected: string): string => {
    const start = at
    if (text.charAt(at) !== '"') fail(expected)
    for (at++; at < text.length && text.charAt(at) !== '"'; at++) if (text.charAt(at) === '\\') at++
    at++
    try {
      return String(JSON.parse(text.slice(start, at)))
    } catch {
      at = start
      return fail('a text that ends with a double quote and escapes control characters and backslashes')
    }
  }
  const take = (character: string) => {
    space()
    if (text.charAt(at) !== character) return false
    at++
    return true
  }
  const map = (start: number, path: Path): TextNode => {
    const entries: { key: string; keyStart: number; value: TextNode }[] = []
    const keys = new Set<string>()
    if (take('}')) return { start, entries, items: NONE }
    do {
      space()
      const keyStart = at
      const key = string('a key in double quotes')
      if (keys.has(key)) {
        const message = `the key ${quoted(key)} is written twice in one map; keep one`
        faults.push({ code: 'SYNTAX', offset: keyStart, path: [...path, key], message })
      }
      keys.add(key)
      if (!take(':')) fail('":"')
      entries.push({ key, keyStart, value: read([...path, key]) })
    } while (take(','))
    if (!take('}')) fail('"," or "}"')
    return { start, entries, items: NONE }
  }
  const list = (start: number, path: Path): TextNode => {
    const items: TextNode[] = []
    if (take(']')) return { start, entries: NONE, items }
    do items.push(read([...path, items.length]))
    while (take(','))
    if (!take(']')) fail('"," or "]"')
    return { start, entries: NONE, items }
  }
  const read = (path: Path): TextNode => {
    space()
    const start = at
    if (take('{')) return map(start, path)
    if (take('[')) return list(start, path)
    if (text.charAt(at) === '"') string('a text')
    else match(LITERAL, 'a value')
    return { start, entries: NONE, items: NONE }
  }
  try {
    const root = read([])
    space()
    if (at < text.length) fail('the end of the file')
    return { root, faults }
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    faults.push({ code: 'SYNTAX', offset: error.offset, path: [], message: error.message })
    return { root: undefined, faults }
  }
}
