import { findRecordType, RECORD_TYPES, type RecordType } from '../domain/record-types.js'
import type { RecordId } from '../domain/records.js'
import { findNearest } from './nearest.js'
import type { ProblemCode } from './problem.js'
import { describeValue, either, quoted, suggestion } from './wording.js'

export interface Refusal {
  readonly code: ProblemCode
  readonly message: string
}

const MAX_ID = 600 // UTF-16 units
const START = '[\\p{L}\\p{N}]'
const SLUG = `${START}[\\p{L}\\p{N}\\p{M}._~:-]*`
const PAIR = `${START}[\\p{L}\\p{N}\\p{M}._~:/-]*` // evidence: made of the two ids that it joins
const WHOLE_SLUG = new RegExp(`^${SLUG}$`, 'u')
const WHOLE_PAIR = new RegExp(`^${PAIR}$`, 'u')

/** A regular expression (for JSON Schema) of the ids of some types. */
export function idPattern(types: readonly RecordType[]): string {
  const slugged = types.filter((type) => type !== 'evidence').map((type) => RECORD_TYPES[type].prefix)
  const alternatives = slugged.length > 0 ? [`(?:${slugged.join('|')})/${SLUG}`] : []
  if (types.includes('evidence')) alternatives.push(`evidence/${PAIR}`)
  return `^(?:${alternatives.join('|')})$`
}

/** What is wrong with an id, alone or as a reference to one of some types; undefined where nothing is. */
export function findIdFault(id: RecordId, types: readonly RecordType[], use: 'OWN' | 'REFERENCE'): Refusal | undefined {
  if (id.length > MAX_ID) {
    return { code: 'LIMIT_EXCEEDED', message: `expected an id of at most ${MAX_ID} characters, got ${id.length}` }
  }
  const slash = id.indexOf('/')
  const expected = `expected ${either(types.map((type) => `${RECORD_TYPES[type].prefix}/…`))}`
  const type = findRecordType(id)
  if (slash < 0 || type === undefined) {
    const prefixes = types.map((allowed) => RECORD_TYPES[allowed].prefix)
    const nearest = slash < 0 ? undefined : findNearest(id.slice(0, slash), prefixes)
    const meant = nearest === undefined ? undefined : `${nearest}${id.slice(slash)}`
    return { code: 'MALFORMED_ID', message: `${expected}, got ${describeValue(id)}${suggestion(meant)}` }
  }
  const slug = id.slice(slash + 1)
  if (!(type === 'evidence' ? WHOLE_PAIR : WHOLE_SLUG).test(slug)) {
    const rule = 'letters, digits and . _ ~ : - after the slash, a letter or digit first'
    return { code: 'MALFORMED_ID', message: `expected ${rule}, got ${describeValue(id)}` }
  }
  if (id.normalize('NFC') !== id) {
    const message = `expected an id in composed form (Unicode NFC), got ${quoted(id)} in another form`
    return { code: 'MALFORMED_ID', message }
  }
  if (types.includes(type)) return undefined
  return { code: use === 'OWN' ? 'MALFORMED_ID' : 'WRONG_REFERENCE', message: `${expected}, got ${describeValue(id)}` }
}

/** The id that a rating gets where the file gives none; what an id can't hold of the date becomes a hyphen. */
export function toRatingId(source: RecordId, from: string | undefined): RecordId {
  const slug = source.slice(source.indexOf('/') + 1)
  return `rating/${slug}~${(from ?? 'always').replaceAll(/[^\p{L}\p{N}._~:-]/gu, '-')}`
}
