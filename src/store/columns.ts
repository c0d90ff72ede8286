import type { RecordType } from '../domain/record-types.js'
import type { RelationshipType } from './graph-model.js'

/** Relationships between two records: those they own and the kept closure. */
export type RecordEdgeType = RelationshipType | 'RESTS_ON'

const BASE = ['id', 'type', 'marking', 'note', 'since', 'record'] as const
const NAMED = [...BASE, 'kind', 'name', 'sortName', 'searchNames', 'names'] as const
const QUOTE = ['quoteExact', 'quotePrefix', 'quoteSuffix', 'quotePage'] as const
const STANCE = ['stance', 'strength', 'credibility', 'likelihood', ...QUOTE] as const

/** The properties that a record's node can have when it is made (`until` comes later). */
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
  evidence: [...BASE, ...STANCE],
  judgement: [...BASE, 'by', 'at', 'atFrom', 'atTo', 'likelihood', 'confidence', 'why'],
  identity: [...BASE, 'verdict', 'likelihood', 'by', 'why'],
  retraction: [...BASE, 'reason', 'by'],
} as const satisfies Record<RecordType, readonly string[]>

const EDGE = ['since', 'key'] as const
/** The properties that a relationship can have when it is made (`until` comes later). */
export const EDGE_COLUMNS = {
  PART_OF: EDGE,
  HOLDS: [...EDGE, 'position'],
  IN: EDGE,
  WITHIN: EDGE,
  HELD_AT: EDGE,
  TOOK_PART: [...EDGE, 'role', 'position'],
  VOTED: [...EDGE, 'position'],
  CONTAINS: EDGE,
  SPEAKS_FOR: EDGE,
  RATES: EDGE,
  PUBLISHED_BY: EDGE,
  DERIVES_FROM: [...EDGE, 'kind', 'claims', ...QUOTE, 'position'],
  RECORDED_IN: EDGE,
  AT: EDGE,
  MADE_BY: EDGE,
  INVOLVES: [...EDGE, 'role', 'position'],
  ANSWERS: EDGE,
  BEARS_ON: [...EDGE, 'id', ...STANCE, 'note', 'marking', 'itemFrom'],
  OF: EDGE,
  JUDGES: [...EDGE, 'side'],
  RETRACTS: EDGE,
  RESTS_ON: EDGE,
} as const satisfies Record<RecordEdgeType, readonly string[]>
