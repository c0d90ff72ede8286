import { isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import { locateJson, type TextNode } from './json-text.js'
import type { Path } from './path.js'

interface TextPosition {
  readonly line: number // from 1
  readonly column: number // from 1, in UTF-16 units
}

/** Tells where in a text a value, or the key that leads to it, is written. Reads the text only when first asked. */
export interface TextPlaces {
  readonly atOffset: (offset: number) => TextPosition
  /** The deepest value on the path that the text has. */
  readonly ofValue: (path: Path) => TextPosition
  /** The last key of the path; its value's place where there is no such key. */
  readonly ofKey: (path: Path) => TextPosition
}

type Reading = { readonly start: number; readonly keyStart: number | undefined }
type Find = (path: Path) => Reading

export function textPlaces(text: string, format: 'JSON' | 'YAML'): TextPlaces {
  let lineStarts: readonly number[] | undefined
  let find: Find | undefined
  const atOffset = (offset: number): TextPosition => {
    lineStarts ??= toLineStarts(text)
    const line = countUpTo(lineStarts, offset)
    return { line, column: offset - (lineStarts[line - 1] ?? 0) + 1 }
  }
  const read = (path: Path): Reading => {
    find ??= format === 'JSON' ? findInJson(text) : findInYaml(text)
    return find(path)
  }
  return {
    atOffset,
    ofValue: (path) => atOffset(read(path).start),
    ofKey: (path) => {
      const { start, keyStart } = read(path)
      return atOffset(keyStart ?? start)
    },
  }
}

function findInJson(text: string): Find {
  const { root } = locateJson(text)
  return (path) => {
    let node: TextNode | undefined = root
    let keyStart: number | undefined
    for (const step of path) {
      const entry = typeof step === 'string' ? node?.entries.find(({ key }) => key === step) : undefined
      const next: TextNode | undefined = typeof step === 'number' ? node?.items[step] : entry?.value
      if (next === undefined) return { start: node?.start ?? 0, keyStart: undefined }
      keyStart = entry?.keyStart
      node = next
    }
    return { start: node?.start ?? 0, keyStart }
  }
}

function findInYaml(text: string): Find {
  const document = parseDocument(text, { schema: 'core', merge: false, resolveKnownTags: false, logLevel: 'silent' })
  const resolve = (value: unknown): Node | undefined => {
    if (isAlias(value)) return value.resolve(document)
    return isNode(value) ? value : undefined
  }
  return (path) => {
    let start = document.contents?.range?.[0] ?? 0
    let node = resolve(document.contents)
    let keyStart: number | undefined
    for (const step of path) {
      let next: unknown
      keyStart = undefined
      if (isSeq(node) && typeof step === 'number') next = node.items[step]
      else if (isMap(node)) {
        const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step))
        if (isNode(pair?.key)) keyStart = pair.key.range?.[0]
        next = pair?.value ?? pair?.key
      }
      if (!isNode(next)) return { start, keyStart: undefined }
      start = next.range?.[0] ?? start
      node = resolve(next)
    }
    return { start, keyStart }
  }
}

function toLineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) starts.push(index + 1)
  return starts
}

/** How many of the sorted numbers are at most `limit`. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
