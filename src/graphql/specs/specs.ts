import * as actor from './actor.js'
import * as assessment from './assessment.js'
import * as claim from './claim.js'
import * as document from './document.js'
import * as evidence from './evidence.js'
import * as imports from './import.js'
import * as lineage from './lineage.js'
import { property } from './make.js'
import * as observation from './observation.js'
import { Query } from './query.js'
import { Question } from './question.js'
import { Quote } from './quote.js'
import * as resolution from './resolution.js'
import * as site from './site.js'
import * as source from './source.js'
import type { FieldSpec, TypeSpec } from './spec.js'
import * as summit from './summit.js'

/** An edge that shows nothing but its node. */
const PLAIN_EDGE: TypeSpec = { fields: { cursor: { kind: 'cursor' }, node: { kind: 'end' } } }
const VALUE: FieldSpec = { kind: 'value' }

/** Where each field of each object type comes from. Connections need none: see plan/compile-connection.ts. */
export const SPECS: { readonly [type: string]: TypeSpec } = {
  Query,
  Actor: actor.Actor,
  Position: actor.Position,
  ParticipationEdge: actor.ParticipationEdge,
  VoteEdge: actor.VoteEdge,
  Identity: actor.Identity,
  Name: { fields: { value: VALUE, lang: VALUE, kind: VALUE } },
  Site: site.Site,
  Location: site.Location,
  NearbyConnection: site.NearbyConnection,
  NearbyEdge: site.NearbyEdge,
  PageInfo: site.PageInfo,
  Summit: summit.Summit,
  ParticipantEdge: summit.ParticipantEdge,
  Resolution: resolution.Resolution,
  ResolutionVoteEdge: resolution.ResolutionVoteEdge,
  Provision: resolution.Provision,
  Source: source.Source,
  Rating: source.Rating,
  Document: document.Document,
  DerivationEdge: document.DerivationEdge,
  Snapshot: {
    fields: {
      sha256: property('sha256'),
      bytes: property('bytes'),
      mediaType: property('mediaType'),
      text: property('text'),
    },
  },
  Quote,
  Observation: observation.Observation,
  Coverage: observation.Coverage,
  Claim: claim.Claim,
  InvolvedEdge: claim.InvolvedEdge,
  InvolvementEdge: claim.InvolvedEdge,
  Judgement: claim.Judgement,
  EvidenceEdge: evidence.EvidenceEdge,
  EvidencedClaimEdge: evidence.EvidencedClaimEdge,
  Assessment: assessment.Assessment,
  AssessmentSide: assessment.AssessmentSide,
  OriginGroup: assessment.OriginGroup,
  OriginEffect: assessment.OriginEffect,
  Reason: assessment.Reason,
  LineageGraph: lineage.LineageGraph,
  LineageNode: lineage.LineageNode,
  LineageEdge: lineage.LineageEdge,
  Question,
  Import: imports.Import,
  ImportCounts: imports.ImportCounts,
  ImportedFile: imports.ImportedFile,
  ImportReceipt: imports.ImportReceipt,
  RecordChange: imports.RecordChange,
  FieldChange: imports.FieldChange,
  ClaimChange: imports.ClaimChange,
  Problem: imports.Problem,
  ActorEdge: PLAIN_EDGE,
  SiteEdge: PLAIN_EDGE,
  SummitEdge: PLAIN_EDGE,
  ResolutionEdge: PLAIN_EDGE,
  SourceEdge: PLAIN_EDGE,
  DocumentEdge: PLAIN_EDGE,
  ObservationEdge: PLAIN_EDGE,
  ClaimEdge: PLAIN_EDGE,
  QuestionEdge: PLAIN_EDGE,
  ImportEdge: PLAIN_EDGE,
  AssessmentEdge: PLAIN_EDGE,
}
