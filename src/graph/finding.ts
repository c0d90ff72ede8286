/**
 * CHAIN: an entry's number, previous hash or hash is not what the chain asks for. REPLAY: the ledger can't be projected. The rest: the graph is not
 * the projection of the ledger, an assessment or a closure is not what the evidence gives, an archived snapshot or a quote in it is not there.
 */
export type FindingCode =
  | 'CHAIN'
  | 'REPLAY'
  | 'IMPORT_DIFFERS'
  | 'RECORD_DIFFERS'
  | 'VERSIONS_DIFFER'
  | 'RELATIONSHIPS_DIFFER'
  | 'ASSESSMENTS_DIFFER'
  | 'COUNT_DIFFERS'
  | 'CLOSURE_STALE'
  | 'ASSESSMENT_STALE'
  | 'SNAPSHOT_MISSING'
  | 'SNAPSHOT_DIFFERS'
  | 'QUOTE_NOT_FOUND'
export interface Finding {
  readonly code: FindingCode
  readonly record: string // id, or what else it is about: `import 3`, a SHA-256
  readonly message: string
}

/** How many of each were found to be as the ledger says. */
export interface Proven {
  readonly entries: number
  readonly records: number
  readonly versions: number
  readonly relationships: number
  readonly assessments: number // all that were ever made
  readonly claims: number // whose closure and assessment were computed anew
  readonly snapshots: number
  readonly quotes: number
}
