/** What is wrong with a file, and where. Lines and columns count from 1; path is as in `documents[2].source`. */
export interface Problem {
  readonly severity: 'ERROR' | 'WARNING'
  readonly code: ProblemCode
  readonly message: string // expected and got, and what to do
  readonly file: string
  readonly line: number
  readonly column: number
  readonly path: string
}

export const PROBLEM_CODES = [
  'UNREADABLE_FILE',
  'SYNTAX',
  'UNKNOWN_KEY',
  'MISSING_FIELD',
  'WRONG_TYPE',
  'UNKNOWN_VALUE',
  'OUT_OF_RANGE',
  'MALFORMED_ID',
  'MALFORMED_DATE',
  'MALFORMED_URL',
  'DUPLICATE_ID',
  'UNKNOWN_REFERENCE',
  'WRONG_REFERENCE',
  'CYCLE',
  'LINEAGE_CONTRADICTION',
  'SNAPSHOT_MISSING',
  'SNAPSHOT_OUTSIDE',
  'QUOTE_NOT_FOUND',
  'STILL_REFERRED_TO',
  'STAYS_RETRACTED',
  'LIMIT_EXCEEDED',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]
