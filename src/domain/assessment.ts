import type { RecordId } from './records.js'
import type { ReasonCode, Sameness, Standing } from './vocabulary.js'

/** Origin documents that count as one, and why. All lists of ids here are sorted and without repeats. */
export interface OriginGroup {
  readonly documents: readonly RecordId[]
  readonly because: readonly Sameness[]
  /** Documents of the side through which the group is reached, the origins themselves left out. */
  readonly via: readonly RecordId[]
}

/** What stands on one side (supporting or refuting) of a claim. */
export interface Side {
  /** Documents that say it: the live documents of the items of this stance. */
  readonly documents: readonly RecordId[]
  readonly origins: readonly OriginGroup[] // sorted by first document
  readonly independentOrigins: number // origins.length
  readonly independentLines: number
  readonly unrecorded: readonly RecordId[]
  readonly fallen: readonly RecordId[]
  readonly circular: readonly (readonly RecordId[])[]
}

export interface OriginEffect {
  readonly group: number // position in support.origins
  readonly standing: Standing
  readonly independentOrigins: number
}

export interface Reason {
  readonly code: ReasonCode
  readonly message: string
  readonly records: readonly RecordId[]
}

/** Standing, counts and reasons follow from the evidence alone; equal inputs give equal assessments, byte for byte. */
export interface Assessment {
  readonly standing: Standing
  readonly support: Side
  readonly refutation: Side
  readonly limits: readonly RecordId[] // ids of evidence records
  readonly loadBearing: readonly OriginEffect[]
  readonly reasons: readonly Reason[]
}
