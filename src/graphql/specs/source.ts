import { reliabilityOn } from '../../domain/reliability.js'
import { RELIABILITIES, type Reliability } from '../../domain/vocabulary.js'
import type { Value } from '../../store/store.js'
import { toDay, toText } from '../arguments.js'
import { NAME_CONTAINS } from './actor.js'
import {
  along,
  ascending,
  derived,
  inFrom,
  isIn,
  latest,
  linked,
  order,
  outTo,
  property,
  rows,
  text,
  textOrNull,
} from './make.js'
import { ENTITY_FIELDS, NODE_FIELDS } from './node.js'
import type { Filters, Order, PropertyNeed, TypeSpec } from './spec.js'

export const SOURCE_FILTERS: Filters = {
  kind: isIn('kind'),
  ...NAME_CONTAINS,
  partOf: linked(outTo('PART_OF', 'Source')),
  speaksFor: linked(outTo('SPEAKS_FOR', 'Actor')),
}

const GRADE: PropertyNeed<Reliability> = { need: 'property', on: 'node', property: 'grade', decode: toGrade }
/** Of a rating, what its grade depends on. */
export const RATING = { id: text('id'), grade: GRADE, from: textOrNull('from'), firstDay: textOrNull('fromFrom') }

interface Rated {
  readonly id: string
  readonly grade: Reliability
  readonly from: string | null
  readonly firstDay: string | null // of `from`
}

/** The grade that ratings give on a date; null: the newest of all. First days that are known spare the parsing of dates. */
export function gradeOn(ratings: readonly Rated[], date: string | null): Reliability {
  if (ratings.length === 0) return 'F'
  const known = ratings.map(({ id, grade, from, firstDay }) =>
    from === null ? { id, grade } : { id, grade, from: firstDay ?? from },
  )
  return date === null ? reliabilityOn(known) : reliabilityOn(known, date)
}

function toGrade(value: Value): Reliability {
  return RELIABILITIES.find((grade) => grade === value) ?? 'F'
}

const NEWEST_RATING: Order = order('FROM_DESC', latest('fromFrom'), ascending('id'))

export const Source: TypeSpec = {
  fields: {
    ...ENTITY_FIELDS,
    kind: property('kind'),
    partOf: { kind: 'one', start: along(outTo('PART_OF', 'Source')) },
    speaksFor: { kind: 'one', start: along(outTo('SPEAKS_FOR', 'Actor')) },
    reliability: derived({
      own: { ratings: rows(along(inFrom('RATES', 'Rating')), RATING) },
      check: ({ on }) => {
        toDay(on, 'to', 'on')
      },
      compute: (_needs, { ratings }, { on }) => gradeOn(ratings, on === null || on === undefined ? null : toText(on)),
    }),
    ratings: { kind: 'list', start: along(inFrom('RATES', 'Rating')), order: NEWEST_RATING },
    documents: {
      kind: 'connection',
      start: along(inFrom('PUBLISHED_BY', 'Document')),
      orders: [order('PUBLISHED_DESC', latest('publishedFrom'), ascending('id'))],
      filters: {},
    },
  },
}

export const Rating: TypeSpec = {
  fields: {
    ...NODE_FIELDS,
    source: { kind: 'one', start: along(outTo('RATES', 'Source')) },
    grade: property('grade'),
    from: property('from'),
    by: property('by'),
    why: property('why'),
  },
}
