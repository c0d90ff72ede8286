import { createHash } from 'node:crypto'
import type { Sha256 } from '../domain/records.js'
import { findUtf8Text } from '../domain/utf8-text.js'
import { type Parsed, parseJson } from './json-text.js'
import { formatPath } from './path.js'
import { findForbidden } from './raw-values.js'
import type { Placed, Report } from './report.js'
import { textPlaces } from './text-places.js'
import { printable } from './wording.js'
import { parseYaml } from './yaml-text.js'

export const MAX_FILE_BYTES = 64 * 1024 * 1024
const MAX_YAML_BYTES = 24 * 1024 * 1024 // to locate faults takes 80 times as much memory
const MAX_YAML_PARTS = 3_000_000 // line ends, commas and brackets: what a file's tree grows with
const MAX_NAME = 1_000

/** A seed file as it came: its bytes, or why there are none. */
export interface SeedInput {
  readonly name: string // relative, with slashes
  readonly content: string | Uint8Array | { readonly unreadable: string }
}

/** A seed file that could be read as plain data; nothing is known of its meaning yet. */
export interface SeedText {
  readonly placed: Placed
  readonly sha256: Sha256
  readonly value: unknown
}

/** Reads one file; undefined where its problems are in the report. */
export function readSeedText({ name: given, content }: SeedInput, report: Report): SeedText | undefined {
  const name = printable(given)
  if (name !== given || name.length > MAX_NAME) {
    report.addToFile(name.slice(0, MAX_NAME), 'UNREADABLE_FILE', 'expected a file name without control characters')
    return undefined
  }
  if (typeof content === 'object' && 'unreadable' in content) {
    report.addToFile(name, 'UNREADABLE_FILE', content.unreadable)
    return undefined
  }
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const format = name.toLowerCase().endsWith('.json') ? 'JSON' : 'YAML'
  const most = format === 'JSON' ? MAX_FILE_BYTES : MAX_YAML_BYTES
  if (bytes.byteLength > most) {
    const advice = format === 'JSON' ? 'split the file' : 'split the file or write it in JSON'
    report.addToFile(name, 'LIMIT_EXCEEDED', `expected at most ${most} bytes, got ${bytes.byteLength}; ${advice}`)
    return undefined
  }
  const text = findUtf8Text(bytes)?.replace(/^\uFEFF/, '')
  if (text === undefined) {
    report.addToFile(name, 'UNREADABLE_FILE', 'expected text in UTF-8, got other bytes; save it in UTF-8')
    return undefined
  }
  if (format === 'YAML' && countParts(text) > MAX_YAML_PARTS) {
    const message = `expected at most ${MAX_YAML_PARTS} lines and parts of lines; split the file or write it in JSON`
    report.addToFile(name, 'LIMIT_EXCEEDED', message)
    return undefined
  }
  const places = textPlaces(text, format)
  const placed = { name, places }
  const parsed: Parsed = format === 'JSON' ? parseJson(text) : parseYaml(text)
  if (!parsed.ok) {
    for (const { code, message, offset, path } of parsed.faults) {
      report.addToFile(name, code, message, { ...places.atOffset(offset), path: formatPath(path) })
    }
    return undefined
  }
  const forbidden = findForbidden(parsed.value)
  for (const fault of forbidden) {
    if (fault.path.length > 0) report.add(placed, fault)
    else report.addToFile(name, fault.code, fault.message) // of the whole file: locating would read it all again
  }
  if (forbidden.some(({ code }) => code === 'LIMIT_EXCEEDED')) return undefined
  return { placed, sha256: createHash('sha256').update(bytes).digest('hex'), value: parsed.value }
}

function countParts(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x0a || code === 0x2c || code === 0x5b || code === 0x7b) count++
  }
  return count
}
