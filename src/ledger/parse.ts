import { findRecordType, RECORD_TYPES } from '../domain/record-types.js'
import type { AnyRecord, EntryFile } from '../domain/records.js'
import { MARKINGS } from '../domain/vocabulary.js'
import type { Entry } from './entry.js'

export type ParsedEntry =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly path: string; readonly reason: string }

/**
 * Reads the text of one entry. Checks the envelope whole, and of each record what tells its type: the hash chain, not this, proves that
 * the rest is as it was checked on import. `path` says where the first mistake is (`records[3].id`; empty: the text itself).
 */
export function parseEntry(text: string): ParsedEntry {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, path: '', reason: 'expected JSON' }
  }
  const mistake = findMistake(value)
  return mistake === undefined ? { ok: true, entry: value as Entry } : { ok: false, ...mistake }
}

const KEYS = ['at', 'by', 'files', 'hash', 'number', 'previous', 'records', 'unchanged'] as const
type Fields = { readonly [key in (typeof KEYS)[number]]?: unknown }
type Mistake = { readonly path: string; readonly reason: string }

const SHA256 = /^[0-9a-f]{64}$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

function findMistake(value: unknown): Mistake | undefined {
  if (!isObject(value)) return { path: '', reason: 'expected an object' }
  const unknownKey = Object.keys(value).find((key) => !KEYS.some((known) => known === key))
  if (unknownKey !== undefined) return { path: unknownKey, reason: 'unknown key' }
  const { at, by, files, hash, number, previous, records, unchanged }: Fields = value
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1)
    return { path: 'number', reason: 'expected a whole number from 1' }
  if (typeof at !== 'string' || !TIME.test(at))
    return { path: 'at', reason: 'expected a time like 2023-10-06T09:30:00.000Z' }
  if (typeof by !== 'string') return { path: 'by', reason: 'expected a string' }
  if (typeof hash !== 'string' || !SHA256.test(hash)) return { path: 'hash', reason: 'expected a SHA-256' }
  if (typeof previous !== 'string' || !SHA256.test(previous)) return { path: 'previous', reason: 'expected a SHA-256' }
  return (
    findInList('files', files, (file) =>
      isFile(file) ? undefined : { path: '', reason: 'expected {name, sha256}' },
    ) ??
    findInList('records', records, findRecordMistake) ??
    findInList('unchanged', unchanged, (id) =>
      typeof id === 'string' && findRecordType(id) !== undefined
        ? undefined
        : { path: '', reason: 'expected a record id' },
    )
  )
}

function findRecordMistake(value: unknown): Mistake | undefined {
  if (!isObject(value)) return { path: '', reason: 'expected a record' }
  const { id, type, marking }: { [key in keyof AnyRecord]?: unknown } = value
  if (typeof id !== 'string') return { path: '.id', reason: 'expected a string' }
  if (typeof type !== 'string' || !Object.hasOwn(RECORD_TYPES, type))
    return { path: '.type', reason: 'expected a type of record' }
  if (findRecordType(id) !== type) return { path: '.id', reason: `expected an id of a ${type}` }
  if (!MARKINGS.some((known) => known === marking)) return { path: '.marking', reason: 'expected a marking' }
  return undefined
}

function findInList(path: string, list: unknown, find: (item: unknown) => Mistake | undefined): Mistake | undefined {
  if (!Array.isArray(list)) return { path, reason: 'expected a list' }
  for (const [index, item] of list.entries()) {
    const mistake = find(item)
    if (mistake !== undefined) return { path: `${path}[${index}]${mistake.path}`, reason: mistake.reason }
  }
  return undefined
}

function isFile(value: unknown): value is EntryFile {
  if (!isObject(value)) return false
  const { name, sha256 }: { [key in keyof EntryFile]?: unknown } = value
  return typeof name === 'string' && typeof sha256 === 'string' && SHA256.test(sha256)
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
