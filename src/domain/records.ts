import type { RecordType } from './record-types.js'
import type {
  ActorKind,
  ClaimKind,
  Confidence,
  Credibility,
  DerivationKind,
  DocumentKind,
  Likelihood,
  Lineage,
  Marking,
  Method,
  NameKind,
  ObservationState,
  Reliability,
  ResolutionStatus,
  Role,
  SiteKind,
  SourceKind,
  Stance,
  Strength,
  SummitKind,
  Verdict,
  VotePosition,
} from './vocabulary.js'

/** `kind/slug`: the prefix tells the type of the record (see RECORD_TYPES). */
export type RecordId = string
/** EDTF (ISO 8601-2) text, levels 0 to 2, years 0000 to 9999. */
export type EdtfDate = string
/** Lower-case hexadecimal SHA-256. */
export type Sha256 = string

/** A seed file of an import. */
export interface EntryFile {
  readonly name: string
  readonly sha256: Sha256
}

interface Base {
  readonly id: RecordId
  readonly marking: Marking // default: that of the record it is written under, else CLEAR
  readonly note?: string
}
export interface Name {
  readonly value: string
  readonly lang?: string // BCP 47
  readonly kind: NameKind // default ALIAS
}
interface Named extends Base {
  readonly name: string
  readonly names: readonly Name[] // default none
}
export interface Position {
  readonly title: string
  readonly at?: RecordId // actor
  readonly from?: EdtfDate
  readonly to?: EdtfDate
}
export interface ActorRecord extends Named {
  readonly type: 'actor'
  readonly kind: ActorKind
  readonly partOf?: RecordId // actor
  readonly positions: readonly Position[]
}
export interface SiteRecord extends Named {
  readonly type: 'site'
  readonly kind: SiteKind
  readonly location?: Location
  readonly country?: RecordId // actor
  readonly within?: RecordId // site
}
export interface Location {
  readonly lat: number // degrees, WGS 84
  readonly lon: number // degrees, WGS 84
  readonly precisionMeters?: number // radius
}
export interface SummitRecord extends Named {
  readonly type: 'summit'
  readonly kind: SummitKind
  readonly date: EdtfDate
  readonly site?: RecordId // site
  readonly participants: readonly { readonly actor: RecordId; readonly role?: string }[]
}
export interface ResolutionRecord extends Named {
  readonly type: 'resolution'
  readonly symbol: string
  readonly status: ResolutionStatus
  readonly adopted?: EdtfDate
  readonly meeting?: number
  readonly subject?: string
  readonly chapterVII?: boolean // absent: not recorded
  readonly votes: readonly { readonly actor: RecordId; readonly position: VotePosition }[]
}
/** One paragraph of a resolution; its name is "<symbol of the resolution>, OP<paragraph>". */
export interface ProvisionRecord extends Named {
  readonly type: 'provision'
  readonly resolution: RecordId // resolution
  readonly paragraph: string
  readonly summary: string
}
export interface SourceRecord extends Named {
  readonly type: 'source'
  readonly kind: SourceKind
  readonly partOf?: RecordId // source
  readonly speaksFor?: RecordId // actor
}
export interface RatingRecord extends Base {
  readonly type: 'rating'
  readonly source: RecordId // source
  readonly grade: Reliability
  readonly from?: EdtfDate // absent: always
  readonly by?: string
  readonly why?: string
}
/** What a quote says, as a W3C TextQuoteSelector. */
export interface Quote {
  readonly exact: string
  readonly prefix?: string
  readonly suffix?: string
  readonly page?: number
}
export interface SnapshotRef {
  readonly sha256: Sha256
  readonly bytes: number // size
  readonly mediaType: string
}
export interface Derivation {
  readonly document: RecordId // document
  readonly kind: DerivationKind
  readonly claims: readonly RecordId[] // claims it concerns; empty: all
  readonly quote?: Quote
}
export interface DocumentRecord extends Base {
  readonly type: 'document'
  readonly kind: DocumentKind
  readonly title: string
  readonly source: RecordId // source
  readonly authors: readonly string[]
  readonly published?: EdtfDate
  readonly url?: string
  readonly lang?: string
  readonly snapshot?: SnapshotRef
  readonly lineage: Lineage // default UNRECORDED
  readonly derivesFrom: readonly Derivation[]
}
export interface ObservationRecord extends Base {
  readonly type: 'observation'
  readonly measure: string
  readonly method: Method
  readonly window: EdtfDate
  readonly document: RecordId // document
  readonly value?: number
  readonly low?: number
  readonly high?: number
  readonly unit?: string
  readonly baseline?: string
  readonly site?: RecordId // site
  readonly coverage?: { readonly fraction?: number; readonly obscuredBy?: string } // fraction of the area seen, 0 to 1
  readonly state: ObservationState // follows from value where it can
}
/** That somebody did look at a site in a window, whatever was seen. */
export interface CoverageRecord extends Base {
  readonly type: 'coverage'
  readonly site: RecordId // site
  readonly window: EdtfDate
  readonly source: RecordId // source
  readonly fraction?: number // of the site, 0 to 1
  readonly cloud?: number // fraction of the image, 0 to 1
}
export interface QuestionRecord extends Base {
  readonly type: 'question'
  readonly text: string
}
export interface ClaimRecord extends Base {
  readonly type: 'claim'
  readonly kind: ClaimKind
  readonly statement: string
  readonly when?: EdtfDate
  readonly question?: RecordId // question
  readonly involves: readonly { readonly entity: RecordId; readonly role: Role }[] // entity: see ENTITY_TYPES
}
export interface EvidenceRecord extends Base {
  readonly type: 'evidence'
  readonly claim: RecordId // claim
  readonly item: RecordId // document, observation or another claim
  readonly stance: Stance
  readonly strength?: Strength
  readonly credibility: Credibility // default CANNOT_BE_JUDGED
  readonly likelihood?: Likelihood
  readonly quote?: Quote
}
export interface JudgementRecord extends Base {
  readonly type: 'judgement'
  readonly claim: RecordId // claim
  readonly by: string
  readonly at: EdtfDate
  readonly likelihood?: Likelihood
  readonly confidence?: Confidence
  readonly why?: string
}
/** One person's judgement that two entities are the same or not; never a merge. */
export interface IdentityRecord extends Base {
  readonly type: 'identity'
  readonly a: RecordId // entity
  readonly b: RecordId // entity of the same type
  readonly verdict: Verdict
  readonly likelihood?: Likelihood
  readonly by?: string
  readonly why?: string
}
export interface RetractionRecord extends Base {
  readonly type: 'retraction'
  readonly record: RecordId // any record but a retraction
  readonly reason: string
  readonly by: string
}

/** A checked record in canonical form: defaults filled in, absent optional fields left out, lists in the order given. */
export type AnyRecord =
  | ActorRecord
  | SiteRecord
  | SummitRecord
  | ResolutionRecord
  | ProvisionRecord
  | SourceRecord
  | RatingRecord
  | DocumentRecord
  | ObservationRecord
  | CoverageRecord
  | QuestionRecord
  | ClaimRecord
  | EvidenceRecord
  | JudgementRecord
  | IdentityRecord
  | RetractionRecord
export type RecordOf<T extends RecordType> = Extract<AnyRecord, { type: T }>

/** The id that an evidence record gets where the file gives none. */
export function toEvidenceId(claim: RecordId, item: RecordId): RecordId {
  return `evidence/${claim}~${item}`
}
