import { RECORD_TYPES, type RecordType } from '../domain/record-types.js'
import { type AnyRecord, type RecordId, toEvidenceId } from '../domain/records.js'
import { findContradictions } from './contradictions.js'
import { explainIssues, type Fault, toUnknownKey } from './explain.js'
import { isMap, type Path } from './path.js'
import { toRatingId } from './record-id.js'
import { NESTINGS, RECORD_KINDS, type RecordKind } from './record-kinds.js'
import type { Placed, Report } from './report.js'
import type { SeedText } from './seed-text.js'
import type { Snapshots } from './snapshots.js'
import type { Surroundings } from './to-record.js'
import { describeValue } from './wording.js'

const MAX_RECORDS = 1_000_000 // of one import

/** One record as a file has it. `record` is missing where it has problems of its own, `id` where it names none. */
export interface Draft {
  readonly type: RecordType
  readonly file: Placed
  readonly path: Path
  readonly raw: Readonly<Record<string, unknown>>
  readonly kind: RecordKind
  readonly id: RecordId | undefined
  readonly record: AnyRecord | undefined
}

const TYPE_OF_KEY: ReadonlyMap<string, keyof typeof RECORD_KINDS> = new Map(
  (Object.keys(RECORD_KINDS) as (keyof typeof RECORD_KINDS)[]).map((type) => [RECORD_TYPES[type].key, type]),
)
const FILE_KEYS = [...TYPE_OF_KEY.keys(), '$schema']

/** The records of one file, the nested ones as records of their own; what is wrong with each goes to the report. */
export function collectDrafts(
  { placed: file, value }: SeedText,
  snapshots: Snapshots,
  report: Report,
): readonly Draft[] {
  if (!isMap(value)) {
    report.add(file, wrongType('a map of lists of records', value, []))
    return []
  }
  const drafts: Draft[] = []
  for (const [key, list] of Object.entries(value)) {
    const type = TYPE_OF_KEY.get(key)
    if (type !== undefined) each(file, list, [key], report, (raw, path) => drafts.push(...toDrafts(type, raw, path)))
    else if (key !== '$schema') report.add(file, toUnknownKey(key, [key], FILE_KEYS))
    else if (typeof list !== 'string') report.add(file, wrongType('text', list, [key]))
  }
  return drafts

  function toDrafts(type: keyof typeof RECORD_KINDS, raw: Draft['raw'], path: Path): readonly Draft[] {
    const nesting = NESTINGS[type]
    if (nesting === undefined || !Object.hasOwn(raw, nesting.key)) {
      return [toDraft(type, RECORD_KINDS[type], raw, path, undefined)]
    }
    const { [nesting.key]: entries, ...own } = raw
    const owner = toDraft(type, RECORD_KINDS[type], own, path, undefined)
    const nested: Draft[] = []
    const parent = {
      id: owner.id ?? '',
      symbol: typeof raw.symbol === 'string' ? raw.symbol.trim() : '',
      marking: owner.record?.marking ?? 'CLEAR',
    }
    each(file, entries, [...path, nesting.key], report, (entry, at) => {
      nested.push(toDraft(nesting.type, nesting.kind, entry, at, parent))
    })
    return [owner, ...nested]
  }

  function toDraft(
    type: RecordType,
    kind: RecordKind,
    raw: Draft['raw'],
    path: Path,
    parent: Surroundings['parent'],
  ): Draft {
    const faults: Fault[] = [...findContradictions(type, raw, parent?.id)]
    let around: Surroundings = parent === undefined ? {} : { parent }
    if (type === 'document' && typeof raw.snapshot === 'string') {
      const snapshot = snapshots.take(file.name, raw.snapshot)
      if ('sha256' in snapshot) around = { ...around, snapshot }
      else faults.push({ ...snapshot, path: ['snapshot'], on: 'VALUE' })
    }
    const parsed = kind.parse(raw, around)
    const record = 'type' in parsed ? parsed : undefined
    if (!('type' in parsed)) faults.unshift(...explainIssues(parsed, kind.schema, raw))
    for (const fault of faults) report.add(file, fault, path)
    const id = record?.id ?? impliedId(type, raw, parent?.id)
    return { type, file, path, raw, kind, id, record: parent?.id === '' ? undefined : record }
  }
}

function each(
  file: Placed,
  list: unknown,
  path: Path,
  report: Report,
  visit: (raw: Draft['raw'], path: Path) => void,
): void {
  if (!Array.isArray(list)) {
    report.add(file, wrongType('a list of records, each with "- " before it', list, path))
  } else if (list.length > MAX_RECORDS) {
    const message = `expected at most ${MAX_RECORDS} records, got ${list.length}`
    report.add(file, { code: 'LIMIT_EXCEEDED', message, path, on: 'VALUE' })
  } else {
    list.forEach((raw: unknown, index) => {
      const at = [...path, index]
      if (isMap(raw)) visit(raw, at)
      else report.add(file, wrongType('a map of the fields of one record', raw, at))
    })
  }
}

/** The id of a record that has other faults, so that references to it are not reported as well. */
function impliedId(type: RecordType, raw: Draft['raw'], parentId: string | undefined): RecordId | undefined {
  if (typeof raw.id === 'string') return raw.id
  const owner = parentId ?? raw[type === 'rating' ? 'source' : 'claim']
  if (typeof owner !== 'string') return undefined
  if (type === 'rating') return toRatingId(owner, raw.from === undefined ? undefined : String(raw.from))
  return type === 'evidence' && typeof raw.item === 'string' ? toEvidenceId(owner, raw.item) : undefined
}

function wrongType(expected: string, value: unknown, path: Path): Fault {
  return { code: 'WRONG_TYPE', message: `expected ${expected}, got ${describeValue(value)}`, path, on: 'VALUE' }
}
