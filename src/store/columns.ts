import type { RecordType } from '../domain/record-types.js'
import type { RelationshipType } from './graph-model.js'

const BASE = ['id', 'marking', 'note', 'record'] as const
const NAMED = [...BASE, 'kind', 'name', 'sortName', 'searchNames', 'names'] as const
const QUOTE = ['quoteExact', 'quotePrefix', 'quoteSuffix', 'quotePage'] as const
const STANCE = ['stance', 'strength', 'credibility', 'likelihood', ...QUOTE] as const

/** The properties that a record's node can have when it is made, beside `type` and `since` (`until` comes later). */
export const RECORD_COLUMNS = {
  actor: [...NAMED, 'positions'],
  site: [...NAMED, 'lat', 'lon', 'precisionMeters'],
  summit: [...NAMED, 'date', 'dateFrom', 'dateTo'],
  resolution: [...NAMED, 'symbol', 'status', 'adopted', 'adoptedFrom', 'adoptedTo', 'meeting', 'subject', 'chapterVII'],
  provision: [...NAMED, 'paragraph', 'summary'],
  source: NAMED,
  rating: [...BASE, 'grade', 'from', 'fromFrom', 'by', 'why'],
  document: [
    ...BASE,
    'kind',
    'title',
    'sortTitle',
    'authors',
    'published',
    'publishedFrom',
    'publishedTo',
    'url',
    'lang',
    'lineage',
    'sha256',
    'bytes',
    'mediaType',
  ],
  observation: [
    ...BASE,
    'measure',
    'method',
    'window',
    'windowFrom',
    'windowTo',
    'value',
    'low',
    'high',
    'unit',
    'baseline',
    'state',
    'coverageFraction',
    'obscuredBy',
  ],
  coverage: [...BASE, 'window', 'windowFrom', 'windowTo', 'fraction', 'cloud'],
  question: [...BASE, 'text', 'sortText', 'foldedText'],
  claim: [...BASE, 'kind', 'statement', 'sortStatement', 'foldedStatement', 'when', 'whenFrom', 'whenTo'],
  evidence: BASE, // its relationship holds the rest
  judgement: [...BASE, 'by', 'at', 'atFrom', 'atTo', 'likelihood', 'confidence', 'why'],
  identity: [...BASE, 'verdict', 'likelihood', 'by', 'why'],
  retraction: [...BASE, 'reason', 'by'],
} as const satisfies Record<RecordType, readonly string[]>

/** The properties that a relationship can have when it is made, beside `since` and `key` (`until` comes later). */
export const EDGE_COLUMNS = {
  PART_OF: [],
  HOLDS: ['position'],
  IN: [],
  WITHIN: [],
  HELD_AT: [],
  TOOK_PART: ['role', 'position'],
  VOTED: ['position'],
  CONTAINS: [],
  SPEAKS_FOR: [],
  RATES: [],
  PUBLISHED_BY: [],
  DERIVES_FROM: ['kind', 'claims', ...QUOTE, 'position'],
  RECORDED_IN: [],
  AT: [],
  MADE_BY: [],
  INVOLVES: ['role', 'position'],
  ANSWERS: [],
  BEARS_ON: ['id', ...STANCE, 'note', 'marking', 'itemFrom'],
  OF: [],
  JUDGES: ['side'],
  RETRACTS: [],
} as const satisfies Record<RelationshipType, readonly string[]>

/** The properties that an assessment can have when it is made, beside `since` (`until` comes later). */
export const ASSESSMENT_COLUMNS = [
  'claim',
  'standing',
  'documents',
  'independentOrigins',
  'independentLines',
  'body',
] as const
