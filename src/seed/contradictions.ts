import { findRecordType, type RecordType } from '../domain/record-types.js'
import type { Fault } from './explain.js'
import { isMap, type Path, valueAt } from './path.js'
import type { ProblemCode } from './problem.js'
import { impliedState } from './to-record.js'
import { describeValue, quoted } from './wording.js'

type Raw = Readonly<Record<string, unknown>>

/** What a raw record says against itself; fields of a wrong type are left to the schema. */
export function findContradictions(type: RecordType, raw: Raw, parentId: string | undefined): readonly Fault[] {
  if (type === 'observation') return inObservation(raw)
  if (type === 'document') return inDocument(raw)
  if (type === 'identity') return inIdentity(raw)
  if (type === 'evidence') return inEvidence(raw, parentId)
  if (type === 'resolution')
    return repeats(
      raw,
      ['yes', 'no', 'abstain', 'absent'].map((key) => ['votes', key]),
      (vote) => vote,
    )
  if (type === 'claim') return repeats(raw, [['involves']], (entry) => pair(entry, 'entity', 'role'))
  if (type === 'summit') return repeats(raw, [['participants']], (entry) => pair(entry, 'actor', 'role'))
  if (type === 'actor') return inActor(raw)
  return []
}

function fault(code: ProblemCode, path: Path, message: string): Fault {
  return { code, message, path, on: 'VALUE' }
}

function inObservation(raw: Raw): readonly Fault[] {
  const value = toNumber(raw.value)
  const low = toNumber(raw.low)
  const high = toNumber(raw.high)
  const faults: Fault[] = []
  if (low !== undefined && value !== undefined && low > value) {
    faults.push(fault('OUT_OF_RANGE', ['low'], `expected low to be at most value (${value}), got ${low}`))
  }
  if (high !== undefined && value !== undefined && high < value) {
    faults.push(fault('OUT_OF_RANGE', ['high'], `expected high to be at least value (${value}), got ${high}`))
  }
  if (value === undefined && low !== undefined && high !== undefined && low > high) {
    faults.push(fault('OUT_OF_RANGE', ['low'], `expected low to be at most high (${high}), got ${low}`))
  }
  const { state } = raw
  const anyNumber = value ?? low ?? high
  const implied = impliedState({
    ...(value !== undefined && { value }),
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
  })
  if (state === undefined && implied === undefined && !('value' in raw || 'low' in raw || 'high' in raw)) {
    const message = '"state" is missing: without a number it can\'t be told; expected SEEN, SEEN_ZERO or NOT_COVERED'
    faults.push(fault('MISSING_FIELD', ['state'], message))
  } else if (state === undefined && implied === undefined && anyNumber !== undefined) {
    const message = `"state" is missing: ${anyNumber} leaves open whether anything was seen; expected SEEN or SEEN_ZERO`
    faults.push(fault('MISSING_FIELD', ['state'], message))
  } else if (state === 'NOT_COVERED' && anyNumber !== undefined) {
    const message = `expected no number where nobody looked, got NOT_COVERED with ${anyNumber}`
    faults.push(fault('OUT_OF_RANGE', ['state'], message))
  } else if ((state === 'SEEN' || state === 'SEEN_ZERO') && implied !== undefined && state !== implied) {
    faults.push(fault('OUT_OF_RANGE', ['state'], `expected ${implied}, which ${anyNumber} proves, got ${state}`))
  }
  return faults
}

function inDocument(raw: Raw): readonly Fault[] {
  const derivations = Array.isArray(raw.derivesFrom) ? raw.derivesFrom : []
  const faults: Fault[] = []
  if (raw.lineage === 'COMPLETE' && derivations.length === 0) {
    const message =
      'expected what it draws on in derivesFrom, got nothing; write ORIGINAL if it has what it says from nowhere else'
    faults.push(fault('LINEAGE_CONTRADICTION', ['lineage'], message))
  }
  derivations.forEach((derivation, index) => {
    const { id } = raw
    if (id !== undefined && valueAt(derivation, ['document']) === id) {
      const message = `expected another document, got ${describeValue(id)} itself`
      faults.push(fault('LINEAGE_CONTRADICTION', ['derivesFrom', index, 'document'], message))
    }
  })
  return faults
}

function inIdentity({ a, b }: Raw): readonly Fault[] {
  if (typeof a !== 'string' || typeof b !== 'string') return []
  if (a === b) return [fault('WRONG_REFERENCE', ['b'], `expected another entity than a, got ${quoted(b)} again`)]
  const type = findRecordType(a)
  const other = findRecordType(b)
  if (type === undefined || other === undefined || type === other) return []
  return [fault('WRONG_REFERENCE', ['b'], `expected the same kind of entity as a (${type}), got ${quoted(b)}`)]
}

function inEvidence(raw: Raw, parentId: string | undefined): readonly Fault[] {
  const claim = parentId ?? raw.claim
  if (claim === undefined || raw.item !== claim) return []
  return [fault('WRONG_REFERENCE', ['item'], `expected another claim, got ${describeValue(claim)} itself`)]
}

function inActor(raw: Raw): readonly Fault[] {
  const positions = Array.isArray(raw.positions) ? raw.positions : []
  return positions.flatMap((position, index) => {
    if (raw.id === undefined || valueAt(position, ['at']) !== raw.id) return []
    return [
      fault(
        'WRONG_REFERENCE',
        ['positions', index, 'at'],
        `expected another actor, got ${describeValue(raw.id)} itself`,
      ),
    ]
  })
}

/** Entries that say the same again, over all the given lists together. */
function repeats(raw: Raw, lists: readonly Path[], toKey: (entry: unknown) => unknown): readonly Fault[] {
  const seen = new Set<string>()
  const faults: Fault[] = []
  for (const path of lists) {
    const entries = valueAt(raw, path)
    if (!Array.isArray(entries)) continue
    entries.forEach((entry, index) => {
      const key = toKey(entry)
      if (typeof key !== 'string') return
      if (seen.has(key)) {
        faults.push(fault('DUPLICATE_ID', [...path, index], `${quoted(key)} is listed twice here; keep one`))
      }
      seen.add(key)
    })
  }
  return faults
}

function pair(entry: unknown, key: string, other: string): string | undefined {
  if (!isMap(entry) || typeof entry[key] !== 'string') return undefined
  return typeof entry[other] === 'string' ? `${entry[key]} ${entry[other]}` : entry[key]
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
