/** Every type of record, in the order in which a bundle lists them, with the prefix of its ids and its key in a seed file (null: only nested). */
export const RECORD_TYPES = {
  actor: { prefix: 'actor', key: 'actors' },
  site: { prefix: 'site', key: 'sites' },
  summit: { prefix: 'summit', key: 'summits' },
  resolution: { prefix: 'resolution', key: 'resolutions' },
  provision: { prefix: 'provision', key: null },
  source: { prefix: 'source', key: 'sources' },
  rating: { prefix: 'rating', key: 'ratings' },
  document: { prefix: 'doc', key: 'documents' },
  observation: { prefix: 'obs', key: 'observations' },
  coverage: { prefix: 'coverage', key: 'coverages' },
  question: { prefix: 'question', key: 'questions' },
  claim: { prefix: 'claim', key: 'claims' },
  evidence: { prefix: 'evidence', key: 'evidence' },
  judgement: { prefix: 'judgement', key: 'judgements' },
  identity: { prefix: 'identity', key: 'identities' },
  retraction: { prefix: 'retraction', key: 'retractions' },
} as const
export type RecordType = keyof typeof RECORD_TYPES

/** What a claim can involve. */
export const ENTITY_TYPES = [
  'actor',
  'site',
  'summit',
  'resolution',
  'provision',
  'source',
] as const satisfies readonly RecordType[]

const TYPE_BY_PREFIX: ReadonlyMap<string, RecordType> = new Map(
  Object.entries(RECORD_TYPES).map(([type, { prefix }]) => [prefix, type as RecordType]),
)

/** The type that an id's prefix names; undefined where it names none. */
export function findRecordType(id: string): RecordType | undefined {
  return TYPE_BY_PREFIX.get(id.slice(0, id.indexOf('/')))
}
