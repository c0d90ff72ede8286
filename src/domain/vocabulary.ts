/** The closed vocabularies of the records, in their natural order. The GraphQL enums and the seed schema are checked against them. */

/** Traffic Light Protocol 2.0 (FIRST, 2022), least to most restricted. */
export const MARKINGS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'] as const
export const NAME_KINDS = ['OFFICIAL', 'ALIAS', 'ROMANIZATION', 'ABBREVIATION', 'MISTAKEN'] as const
export const ACTOR_KINDS = ['STATE', 'GOVERNMENT_BODY', 'PERSON', 'ORGANIZATION', 'MILITARY_UNIT', 'VESSEL'] as const
export const SITE_KINDS = [
  'RAIL_STATION',
  'PORT',
  'NAVAL_BASE',
  'COSMODROME',
  'DEPOT',
  'BORDER_CROSSING',
  'CITY',
  'REGION',
  'OTHER',
] as const
export const SUMMIT_KINDS = ['LEADERS', 'MINISTERIAL', 'MULTILATERAL'] as const
export const RESOLUTION_STATUSES = ['ADOPTED', 'VETOED', 'NOT_ADOPTED'] as const
export const VOTE_POSITIONS = ['YES', 'NO', 'ABSTAIN', 'ABSENT'] as const
export const SOURCE_KINDS = [
  'NEWS_AGENCY',
  'NEWSPAPER',
  'BROADCASTER',
  'THINK_TANK',
  'GOVERNMENT',
  'OFFICIAL',
  'UNNAMED_OFFICIAL',
  'IMAGERY_PROVIDER',
  'STATE_MEDIA',
  'AGGREGATOR',
  'MACHINE_REWRITE',
  'MONITORING_BODY',
  'DATASET',
  'OTHER',
] as const
export const DOCUMENT_KINDS = ['ARTICLE', 'REPORT', 'STATEMENT', 'IMAGE', 'DATASET', 'BROADCAST', 'POST'] as const
/** ORIGINAL: first-hand. COMPLETE: all it draws on is in `derivesFrom`. UNRECORDED: nobody wrote it down. */
export const LINEAGES = ['ORIGINAL', 'COMPLETE', 'UNRECORDED'] as const
export const DERIVATION_KINDS = [
  'CITES',
  'QUOTES',
  'REPEATS',
  'TRANSLATES',
  'ANALYSES_IMAGERY',
  'SAME_IMAGERY',
  'SAME_DATASET',
  'SAME_UNNAMED_OFFICIAL',
  'UPDATES',
] as const
export const METHODS = ['COUNTED', 'ESTIMATED', 'CAPACITY', 'REPORTED'] as const
export const OBSERVATION_STATES = ['SEEN', 'SEEN_ZERO', 'NOT_COVERED'] as const
export const CLAIM_KINDS = [
  'ARMS_TRANSFER',
  'TROOP_DEPLOYMENT',
  'MEETING',
  'AGREEMENT',
  'BREACH',
  'ATTRIBUTION',
  'MOVEMENT',
  'CONSTRUCTION',
  'OTHER',
] as const
/** What an entity is to a claim. */
export const ROLES = [
  'SUPPLIER',
  'RECIPIENT',
  'CARRIER',
  'ROUTE',
  'PLACE',
  'PARTICIPANT',
  'SUBJECT',
  'SPEAKER',
  'OCCASION',
  'WOULD_BREACH',
  'OTHER',
] as const
export const STANCES = ['SUPPORTS', 'REFUTES', 'LIMITS', 'MENTIONS'] as const
export const STRENGTHS = ['WEAK', 'STRONG'] as const
/** NATO AJP-2.1 reliability of a source, best first; F: cannot be judged. */
export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const
/** NATO AJP-2.1 credibility of an item, 1 to 6 in this order. */
export const CREDIBILITIES = [
  'CONFIRMED',
  'PROBABLY_TRUE',
  'POSSIBLY_TRUE',
  'DOUBTFUL',
  'IMPROBABLE',
  'CANNOT_BE_JUDGED',
] as const
/** ICD 203 (US ODNI, 2015) expressions of likelihood, least to most likely. */
export const LIKELIHOODS = [
  'ALMOST_NO_CHANCE',
  'VERY_UNLIKELY',
  'UNLIKELY',
  'ROUGHLY_EVEN',
  'LIKELY',
  'VERY_LIKELY',
  'ALMOST_CERTAIN',
] as const
export const CONFIDENCES = ['LOW', 'MODERATE', 'HIGH'] as const
export const VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE'] as const

export const STANDINGS = [
  'CORROBORATED',
  'SINGLE_ORIGIN',
  'CONTESTED',
  'UNTRACED',
  'CIRCULAR',
  'FALLEN',
  'REFUTED',
  'UNSUPPORTED',
] as const
/** Why origin documents are one group. */
export const SAMENESSES = [
  'SAME_SOURCE',
  'SAME_PARENT',
  'SAME_IMAGERY',
  'SAME_DATASET',
  'SAME_UNNAMED_OFFICIAL',
  'SAME_BYTES',
] as const
export const REASON_CODES = [
  'SUPPORT_STANDS',
  'SUPPORT_UNRECORDED',
  'SUPPORT_CIRCULAR',
  'SUPPORT_FALLEN',
  'NO_SUPPORT',
  'REFUTATION_STANDS',
  'LIMITED',
  'CREDIBILITY_WITHOUT_CORROBORATION',
  'JUDGEMENT_STRONGER_THAN_EVIDENCE',
  'LIMITED_BY_ITS_OWN_SOURCE',
  'ONE_LINE_OF_REPORTING',
  'ABSENCE_WITHOUT_COVERAGE',
  'RELIABILITY_NOT_JUDGED',
] as const
export const LINEAGE_PLACES = ['CLAIM', 'EVIDENCE', 'VIA', 'ORIGIN', 'UNRECORDED', 'CIRCULAR', 'FALLEN'] as const

export type Marking = (typeof MARKINGS)[number]
export type NameKind = (typeof NAME_KINDS)[number]
export type ActorKind = (typeof ACTOR_KINDS)[number]
export type SiteKind = (typeof SITE_KINDS)[number]
export type SummitKind = (typeof SUMMIT_KINDS)[number]
export type ResolutionStatus = (typeof RESOLUTION_STATUSES)[number]
export type VotePosition = (typeof VOTE_POSITIONS)[number]
export type SourceKind = (typeof SOURCE_KINDS)[number]
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export type Lineage = (typeof LINEAGES)[number]
export type DerivationKind = (typeof DERIVATION_KINDS)[number]
export type Method = (typeof METHODS)[number]
export type ObservationState = (typeof OBSERVATION_STATES)[number]
export type ClaimKind = (typeof CLAIM_KINDS)[number]
export type Role = (typeof ROLES)[number]
export type Stance = (typeof STANCES)[number]
export type Strength = (typeof STRENGTHS)[number]
export type Reliability = (typeof RELIABILITIES)[number]
export type Credibility = (typeof CREDIBILITIES)[number]
export type Likelihood = (typeof LIKELIHOODS)[number]
export type Confidence = (typeof CONFIDENCES)[number]
export type Verdict = (typeof VERDICTS)[number]
export type Standing = (typeof STANDINGS)[number]
export type Sameness = (typeof SAMENESSES)[number]
export type ReasonCode = (typeof REASON_CODES)[number]
export type LineagePlace = (typeof LINEAGE_PLACES)[number]
