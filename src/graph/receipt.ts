import type { Assessment } from '../domain/assessment.js'
import type { AnyRecord, RecordId } from '../domain/records.js'
import { toCanonical } from '../ledger/canonical.js'
import type { Entry } from '../ledger/entry.js'
import type { Problem } from '../seed/problem.js'
import type { Applied } from './apply.js'
import type { Change, Changes } from './changes.js'

export interface FieldChange {
  readonly name: string
  readonly before: string | null // text as it is, anything else as JSON; null: not set
  readonly after: string | null
}
export interface RecordChange {
  readonly id: RecordId
  readonly change: 'CREATED' | 'CHANGED' | 'UNCHANGED'
  readonly fields: readonly FieldChange[] // of changed records alone
}
export interface ClaimChange {
  readonly claim: RecordId
  readonly before: Assessment | null // null: the claim is new
  readonly after: Assessment
}

/** What an import did, or would do. */
export interface Receipt {
  /** Null where nothing was created or changed, and for a dry run. */
  readonly import: Pick<Entry, 'number' | 'at' | 'by' | 'files' | 'hash'> | null
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  readonly records: readonly RecordChange[] // created and changed in the order of RECORD_TYPES, then unchanged, by id
  /** Documents of this import that are an origin of a claim in a group none of which was one before. */
  readonly newOrigins: readonly RecordId[]
  /** Other documents made by this import that a claim rests on: they bring no new origin. */
  readonly repeats: readonly RecordId[]
  readonly claims: readonly ClaimChange[] // whose assessment is new or another; withdrawn ones are in `withdrawn`
  /** What its retractions withdrew: the records that they name, and all that can't be without them. */
  readonly withdrawn: readonly RecordId[] // sorted
  readonly problems: readonly Problem[] // warnings
}

/** `applied` and `entry` are null where the import changes nothing. */
export function toReceipt(
  changes: Changes,
  applied: Applied | null,
  entry: Entry | null,
  problems: readonly Problem[],
): Receipt {
  const created = changes.list.filter(({ former }) => former === undefined).length
  const newOrigins = findNewOrigins(changes, applied)
  const arrived = new Set(applied?.claims.flatMap((claim) => claim.arrived))
  return {
    import:
      entry === null
        ? null
        : { number: entry.number, at: entry.at, by: entry.by, files: entry.files, hash: entry.hash },
    created,
    changed: changes.list.length - created,
    unchanged: changes.unchanged.length,
    records: [
      ...changes.list.map(toRecordChange),
      ...changes.unchanged.map((id) => ({ id, change: 'UNCHANGED' as const, fields: NONE })),
    ],
    newOrigins: [...newOrigins].sort(),
    repeats: [...arrived].filter((id) => !newOrigins.has(id)).sort(),
    claims: (applied?.claims ?? []).flatMap(({ claim, before, after, isChanged }) =>
      isChanged && after !== null ? [{ claim, before, after }] : [],
    ),
    withdrawn: applied?.withdrawn ?? [],
    problems,
  }
}

const NONE: readonly FieldChange[] = []

function findNewOrigins(changes: Changes, applied: Applied | null): ReadonlySet<RecordId> {
  const found = new Set<RecordId>()
  for (const { before, after, isChanged } of applied?.claims ?? []) {
    if (!isChanged || after === null) continue
    const known = new Set(originsOf(before).flat())
    for (const group of originsOf(after)) {
      if (group.some((id) => known.has(id))) continue
      for (const id of group) if (changes.byId.has(id)) found.add(id)
    }
  }
  return found
}

/** The origin documents of both sides, by group. */
function originsOf(assessment: Assessment | null): readonly (readonly RecordId[])[] {
  if (assessment === null) return []
  return [...assessment.support.origins, ...assessment.refutation.origins].map(({ documents }) => documents)
}

function toRecordChange({ record, former }: Change): RecordChange {
  if (former === undefined) return { id: record.id, change: 'CREATED', fields: NONE }
  return { id: record.id, change: 'CHANGED', fields: toFieldChanges(former, record) }
}

function toFieldChanges(former: AnyRecord, record: AnyRecord): readonly FieldChange[] {
  const before = new Map(Object.entries(former))
  const after = new Map(Object.entries(record))
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  return names
    .map((name) => ({ name, before: toText(before.get(name)), after: toText(after.get(name)) }))
    .filter((field) => field.before !== field.after)
}

function toText(value: unknown): string | null {
  if (value === undefined) return null
  return typeof value === 'string' ? value : toCanonical(value)
}
