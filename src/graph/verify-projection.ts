import type { RecordId, Sha256 } from '../domain/records.js'
import { toCanonical } from '../ledger/canonical.js'
import type { Row, Store } from '../store/store.js'
import type { OnProgress } from './apply.js'
import type { Finding, FindingCode, Proven } from './finding.js'
import { COUNTS, chunksOf, findImports, WHOLE, type Whole } from './reads.js'

/** What the entries of a ledger speak of. */
export interface LedgerContent {
  readonly ids: Set<RecordId>
  readonly snapshots: Map<Sha256, Set<RecordId>> // with the documents that name them, or did
  readonly quoting: Set<RecordId> // evidence and documents with quotes
}

const CODES: { readonly [W in Whole]: FindingCode } = {
  records: 'RECORD_DIFFERS',
  versions: 'VERSIONS_DIFFER',
  relationships: 'RELATIONSHIPS_DIFFER',
  assessments: 'ASSESSMENTS_DIFFER',
}
const KINDS = Object.keys(CODES) as Whole[]
const IDS_PER_PART = 1000

/** Compares a graph with another that was made from the ledger just now, record by record. */
export async function verifyProjection(
  store: Store,
  mirror: Store,
  { ids }: LedgerContent,
  onProgress: OnProgress,
): Promise<{ readonly proven: Pick<Proven, Whole>; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = []
  const proven = { records: 0, versions: 0, relationships: 0, assessments: 0 }
  const compared = { records: 0, versions: 0, relationships: 0, assessments: 0 }
  let done = 0
  for (const part of chunksOf([...ids], IDS_PER_PART)) {
    for (const kind of KINDS) {
      const expected = byId(await mirror.read(WHOLE[kind](part)))
      const got = byId(await store.read(WHOLE[kind](part)))
      for (const id of part) {
        const wanted = expected.get(id) ?? []
        const found = got.get(id) ?? []
        compared[kind] += found.length
        const difference = findDifference(wanted, found)
        if (difference === undefined) proven[kind] += found.length
        else findings.push({ code: CODES[kind], record: id, message: difference })
      }
    }
    done += part.length
    onProgress(ids.size + done, ids.size * 2)
  }
  for (const kind of KINDS) {
    const [row] = await store.read(COUNTS[kind])
    const extra = Number(row?.[0]) - compared[kind]
    if (extra !== 0) {
      findings.push({
        code: 'COUNT_DIFFERS',
        record: kind,
        message: `${extra} more than belong to records of the ledger`,
      })
    }
  }
  return { proven, findings: [...findings, ...(await compareImports(store, mirror))] }
}

async function compareImports(store: Store, mirror: Store): Promise<readonly Finding[]> {
  const expected = byId(await mirror.read(findImports()))
  const got = byId(await store.read(findImports()))
  return [...new Set([...expected.keys(), ...got.keys()])].flatMap((number) => {
    const difference = findDifference(expected.get(number) ?? [], got.get(number) ?? [])
    return difference === undefined
      ? []
      : [{ code: 'IMPORT_DIFFERS' as const, record: `import ${number}`, message: difference }]
  })
}

/** Rows by their first column, each as text that is the same for the same content. */
function byId(rows: readonly Row[]): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>()
  for (const [id, ...values] of rows) {
    const text = toCanonical(values.map(toComparable))
    const list = texts.get(String(id))
    if (list === undefined) texts.set(String(id), [text])
    else list.push(text)
  }
  return texts
}

/** Labels in order; properties without those that are not set. */
function toComparable(value: Row[number]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return [...value].sort()
  return Object.fromEntries(Object.entries(value).filter(([, property]) => property !== null))
}

const SHOWN = 300 // characters of each side

function findDifference(expected: readonly string[], got: readonly string[]): string | undefined {
  const missing = subtract(expected, got)
  const extra = subtract(got, expected)
  if (missing.length === 0 && extra.length === 0) return undefined
  return `expected ${shorten(missing)}, got ${shorten(extra)}`
}

function subtract(from: readonly string[], what: readonly string[]): readonly string[] {
  const left = [...what]
  return from.filter((text) => {
    const place = left.indexOf(text)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
}

function shorten(texts: readonly string[]): string {
  if (texts.length === 0) return 'nothing'
  const text = texts.join(' ')
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
