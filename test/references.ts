import { ENTITY_TYPES, RECORD_TYPES, type RecordType } from '../src/domain/record-types.js'
import type { AnyRecord, RecordId } from '../src/domain/records.js'

/** A reference from one record to another, the field it stands in, and the types that fit there. */
export interface Reference {
  readonly field: string
  readonly to: RecordId
  readonly types: readonly RecordType[]
}

const RETRACTABLE = (Object.keys(RECORD_TYPES) as RecordType[]).filter((type) => type !== 'retraction')

/** Every reference of a record, in the order of its fields. */
export function referencesOf(record: AnyRecord): readonly Reference[] {
  switch (record.type) {
    case 'actor':
      return [
        ...ref('partOf', record.partOf, 'actor'),
        ...record.positions.flatMap(({ at }, index) => ref(`positions[${index}].at`, at, 'actor')),
      ]
    case 'site':
      return [...ref('country', record.country, 'actor'), ...ref('within', record.within, 'site')]
    case 'summit':
      return [
        ...ref('site', record.site, 'site'),
        ...record.participants.flatMap(({ actor }, index) => ref(`participants[${index}].actor`, actor, 'actor')),
      ]
    case 'resolution':
      return record.votes.flatMap(({ actor }, index) => ref(`votes[${index}].actor`, actor, 'actor'))
    case 'provision':
      return ref('resolution', record.resolution, 'resolution')
    case 'source':
      return [...ref('partOf', record.partOf, 'source'), ...ref('speaksFor', record.speaksFor, 'actor')]
    case 'rating':
      return ref('source', record.source, 'source')
    case 'document':
      return [
        ...ref('source', record.source, 'source'),
        ...record.derivesFrom.flatMap(({ document, claims }, index) => [
          ...ref(`derivesFrom[${index}].document`, document, 'document'),
          ...claims.flatMap((claim, at) => ref(`derivesFrom[${index}].claims[${at}]`, claim, 'claim')),
        ]),
      ]
    case 'observation':
      return [...ref('document', record.document, 'document'), ...ref('site', record.site, 'site')]
    case 'coverage':
      return [...ref('site', record.site, 'site'), ...ref('source', record.source, 'source')]
    case 'question':
      return []
    case 'claim':
      return [
        ...ref('question', record.question, 'question'),
        ...record.involves.flatMap(({ entity }, index) => ref(`involves[${index}].entity`, entity, ...ENTITY_TYPES)),
      ]
    case 'evidence':
      return [...ref('claim', record.claim, 'claim'), ...ref('item', record.item, 'document', 'observation', 'claim')]
    case 'judgement':
      return ref('claim', record.claim, 'claim')
    case 'identity':
      return [...ref('a', record.a, ...ENTITY_TYPES), ...ref('b', record.b, ...ENTITY_TYPES)]
    case 'retraction':
      return ref('record', record.record, ...RETRACTABLE)
  }
}

function ref(field: string, to: RecordId | undefined, ...types: RecordType[]): Reference[] {
  return to === undefined ? [] : [{ field, to, types }]
}
