import type { AnyRecord, EvidenceRecord, RecordId } from '../src/domain/records.js'
import { type Drafts, LOST } from './record-drafts.js'
import { referencesOf } from './references.js'

/** First import, second (late evidence and ratings, changes), third (retractions). */
export function divide(records: readonly AnyRecord[], draft: Drafts): AnyRecord[][] {
  const late = new Set(
    draft.late.flatMap(
      (index) =>
        pick(
          records.filter((record) => record.type === 'rating' || (record.type === 'evidence' && !isLost(record))),
          index,
        )?.id ?? [],
    ),
  )
  const first = records.filter(({ id }) => !late.has(id))
  const second = [...records.filter(({ id }) => late.has(id))]
  const changed = new Set<RecordId>()
  for (const { record, note, published, title } of draft.changes) {
    const found = pick(first, record)
    if (found === undefined || changed.has(found.id)) continue
    changed.add(found.id)
    second.push(change(found, note, published, title))
  }
  const current = new Map([...first, ...second].map((record) => [record.id, record]))
  const third: AnyRecord[] = []
  const retractable = [...current.values()].filter((record) => isRetractable(record, current))
  draft.retractions.forEach((row, index) => {
    const target = pick(retractable, row.record)
    if (target === undefined || third.some((other) => other.type === 'retraction' && other.record === target.id)) return
    const { note, ...rest } = row
    const fields = { ...rest, ...(note === undefined ? {} : { note }) }
    third.push({ id: `retraction/r${index}`, type: 'retraction', ...fields, record: target.id })
  })
  return [first, second, third]
}

/** Evidence for a document that is known already must quote it rightly. */
function isLost({ quote }: EvidenceRecord): boolean {
  return quote?.exact === LOST
}

function change(record: AnyRecord, note: string, published: string | undefined, title: string): AnyRecord {
  switch (record.type) {
    case 'document': {
      const { published: _, snapshot, ...rest } = record
      const [, ...derivesFrom] = record.derivesFrom
      const lineage = record.lineage === 'COMPLETE' && derivesFrom.length === 0 ? 'UNRECORDED' : record.lineage
      return {
        ...rest,
        note,
        title,
        lineage,
        derivesFrom,
        ...(published === undefined ? {} : { published }),
        ...(snapshot === undefined || note.length % 2 === 0 ? {} : { snapshot }),
      }
    }
    case 'evidence': {
      const { quote, ...rest } = record
      return { ...rest, note, stance: 'REFUTES', ...(quote === undefined || isLost(record) ? {} : { quote }) }
    }
    case 'claim':
      return { ...record, note, statement: title, involves: record.involves.slice(1) }
    case 'actor':
    case 'site':
    case 'summit':
    case 'resolution':
    case 'provision':
    case 'source':
      return { ...record, note, name: title }
    case 'rating':
    case 'observation':
    case 'coverage':
    case 'question':
    case 'judgement':
    case 'identity':
    case 'retraction':
      return { ...record, note }
  }
}

/** What can go without any live record still needing it: reports, and sources that only documents and ratings refer to. */
function isRetractable(record: AnyRecord, current: ReadonlyMap<RecordId, AnyRecord>): boolean {
  switch (record.type) {
    case 'document':
    case 'observation':
    case 'claim':
    case 'evidence':
    case 'rating':
    case 'coverage':
    case 'judgement':
    case 'identity':
      return true
    case 'source':
      return [...current.values()].every(
        (other) =>
          other.type === 'document' ||
          other.type === 'rating' ||
          referencesOf(other).every(({ to }) => to !== record.id),
      )
    case 'actor':
    case 'site':
    case 'summit':
    case 'resolution':
    case 'provision':
    case 'question':
      return [...current.values()].every((other) => referencesOf(other).every(({ to }) => to !== record.id))
    case 'retraction':
      return false
  }
}

/** The value at an index, taken modulo their number; undefined where there is none. */
export function pick<T>(values: readonly T[], index: number | undefined): T | undefined {
  return index === undefined || values.length === 0 ? undefined : values[index % values.length]
}
