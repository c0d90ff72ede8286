import { RECORD_TYPES } from '../domain/record-types.js'
import type { AnyRecord, RecordId } from '../domain/records.js'
import type { Bundle, Checked, OpenReference } from './bundle.js'
import { reportCycles } from './cycles.js'
import { collectDrafts, type Draft } from './drafts.js'
import { type Path, parsePath } from './path.js'
import { reportQuotes } from './quotes.js'
import { findIdFault } from './record-id.js'
import { findReferences } from './references.js'
import { createReport, placeOf, type Report } from './report.js'
import { readSeedText, type SeedInput } from './seed-text.js'
import { collectSnapshots, type SnapshotReader } from './snapshots.js'
import { quoted } from './wording.js'

/** Files → problems or Bundle. */
export function checkInputs(inputs: readonly SeedInput[], read: SnapshotReader): Checked {
  const report = createReport(inputs.map(({ name }) => name))
  const texts = inputs.flatMap((input) => readSeedText(input, report) ?? [])
  const snapshots = collectSnapshots(read)
  const drafts = texts.flatMap((text) => [...collectDrafts(text, snapshots, report)])
  const byId = indexDrafts(drafts, report)
  const open = findOpen(drafts, byId)
  reportCycles(byId, report)
  reportQuotes(byId, snapshots, report)
  const errors = report.errors()
  if (errors.length > 0) return { ok: false, problems: [...errors, ...report.warnings()] }
  const bundle: Bundle = {
    files: texts.map(({ placed, sha256 }) => ({ name: placed.name, sha256 })),
    records: drafts.flatMap(({ record }) => record ?? []).sort(compareRecords),
    snapshots: snapshots.bytes,
    open,
    warnings: report.warnings(),
    placeOf: findPlaces(drafts, texts[0]?.placed.name ?? ''),
  }
  return { ok: true, bundle }
}

function indexDrafts(drafts: readonly Draft[], report: Report): ReadonlyMap<RecordId, Draft> {
  const byId = new Map<RecordId, Draft>()
  for (const draft of drafts) {
    if (draft.id === undefined) continue
    const first = byId.get(draft.id)
    if (first === undefined) {
      byId.set(draft.id, draft)
      continue
    }
    const { file, line, column, path } = placeOf(first.file, first.path)
    const named = typeof draft.raw.id === 'string'
    const advice = named ? 'give one of them another' : 'what they join is the same, so give them ids of their own'
    const message = `the id ${quoted(draft.id)} is already taken at ${file}:${line}:${column} (${path}); ${advice}`
    report.add(draft.file, { code: 'DUPLICATE_ID', message, path: named ? ['id'] : [], on: 'VALUE' }, draft.path)
  }
  return byId
}

function findOpen(drafts: readonly Draft[], byId: ReadonlyMap<RecordId, Draft>): readonly OpenReference[] {
  const open: OpenReference[] = []
  for (const { id, raw, kind, file, path: before } of drafts) {
    for (const { to, types, path } of findReferences(raw, kind.schema)) {
      if (byId.has(to) || findIdFault(to, types, 'REFERENCE') !== undefined) continue
      open.push({ from: id ?? '', to, types, place: () => placeOf(file, [...before, ...path]) })
    }
  }
  return open
}

const RANK: ReadonlyMap<string, number> = new Map(Object.keys(RECORD_TYPES).map((type, index) => [type, index]))

function compareRecords(a: AnyRecord, b: AnyRecord): number {
  return (RANK.get(a.type) ?? 0) - (RANK.get(b.type) ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** Answers without the raw values, so that a bundle does not keep them. */
function findPlaces(drafts: readonly Draft[], firstFile: string): Bundle['placeOf'] {
  const written = new Map<RecordId | undefined, Pick<Draft, 'file' | 'path' | 'record'>>(
    drafts.map(({ id, file, path, record }) => [id, { file, path, record }]),
  )
  return (id, field) => {
    const at = written.get(id)
    if (at === undefined) return { file: firstFile, line: 1, column: 1, path: '' }
    const path = field === undefined ? [] : toWrittenPath(at.record, parsePath(field))
    return placeOf(at.file, [...at.path, ...path])
  }
}

/** Where a field of a record is written: votes are one list in the record and four in the file. */
function toWrittenPath(record: AnyRecord | undefined, path: Path): Path {
  const [field, index] = path
  if (record?.type !== 'resolution' || field !== 'votes' || typeof index !== 'number') return path
  const position = record.votes[index]?.position
  const before = record.votes.slice(0, index).filter((vote) => vote.position === position).length
  return position === undefined ? ['votes'] : ['votes', position.toLowerCase(), before]
}
