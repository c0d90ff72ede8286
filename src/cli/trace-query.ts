import { gql } from 'graphql-tag'
import type { DerivationKind, LineagePlace, ReasonCode, Sameness, Stance, Standing } from '../domain/vocabulary.js'

const SAID = gql`fragment Said on EvidenceConnection {
  edges { stance strength note node { __typename ... on Document { id } ... on Observation { id } ... on Claim { id } } }
  pageInfo { hasNextPage endCursor }
}`

/** A further page of what was said of the evidence. */
export const EVIDENCE_QUERY = gql`query Evidence($id: ID!, $after: String) {
  claim(id: $id) {
    evidence(first: 100, after: $after) {
      ...Said
    }
  }
}
${SAID}`

/** All that the trace of a claim shows, in one operation. */
export const TRACE_QUERY = gql`query Trace($id: ID!) {
  claim(id: $id) {
    id
    kind
    statement
    when
    note
    question { id text }
    assessment {
      standing
      documents
      independentOrigins
      independentLines
      origins { documents { id } because via { id } }
      unrecorded { id }
      fallen { id }
      circular { id }
      refuting { documents independentOrigins independentLines origins { documents { id } } unrecorded { id } }
      limits { id note quote { exact status } node { __typename ... on Document { id } ... on Observation { id document { id } } ... on Claim { id } } }
      loadBearing { group { documents { id } } standing independentOrigins }
      reasons { code message records }
    }
    judgements { by at likelihood confidence why }
    evidence(first: 100) {
      ...Said
    }
    lineage {
      nodes {
        place
        steps
        groups
        node {
          __typename
          id
          note
          ... on Document { kind title published lineage source { name kind } }
          ... on Observation { measure value low high unit method window state baseline coverage { fraction obscuredBy } }
          ... on Claim { statement }
        }
      }
      edges { from to stance kind quote { exact status } }
    }
  }
}
${SAID}`

interface Ref {
  readonly id: string
}
export interface TracedNode {
  readonly __typename: string
  readonly id: string
  readonly note: string | null
  readonly kind?: string
  readonly title?: string
  readonly published?: string | null
  readonly lineage?: string
  readonly source?: { readonly name: string; readonly kind: string }
  readonly measure?: string
  readonly value?: number | null
  readonly low?: number | null
  readonly high?: number | null
  readonly unit?: string | null
  readonly method?: string
  readonly window?: string
  readonly state?: string
  readonly baseline?: string | null
  readonly coverage?: { readonly fraction: number | null; readonly obscuredBy: string | null } | null
  readonly statement?: string
}
export interface TracedEdge {
  readonly from: string
  readonly to: string
  readonly stance: Stance | null
  readonly kind: DerivationKind | null
  readonly quote: { readonly exact: string; readonly status: string } | null
}
export interface TracedClaim {
  readonly id: string
  readonly kind: string
  readonly statement: string
  readonly when: string | null
  readonly note: string | null
  readonly question: { readonly id: string; readonly text: string } | null
  readonly assessment: {
    readonly standing: Standing
    readonly documents: number
    readonly independentOrigins: number
    readonly independentLines: number
    readonly origins: readonly {
      readonly documents: readonly Ref[]
      readonly because: readonly Sameness[]
      readonly via: readonly Ref[]
    }[]
    readonly unrecorded: readonly Ref[]
    readonly fallen: readonly Ref[]
    readonly circular: readonly (readonly Ref[])[]
    readonly refuting: {
      readonly documents: number
      readonly independentOrigins: number
      readonly independentLines: number
      readonly origins: readonly { readonly documents: readonly Ref[] }[]
      readonly unrecorded: readonly Ref[]
    }
    readonly limits: readonly {
      readonly id: string
      readonly note: string | null
      readonly quote: { readonly exact: string; readonly status: string } | null
      readonly node: { readonly id: string; readonly document?: Ref }
    }[]
    readonly loadBearing: readonly {
      readonly group: { readonly documents: readonly Ref[] }
      readonly standing: Standing
      readonly independentOrigins: number
    }[]
    readonly reasons: readonly {
      readonly code: ReasonCode
      readonly message: string
      readonly records: readonly string[]
    }[]
  }
  readonly judgements: readonly {
    readonly by: string
    readonly at: string
    readonly likelihood: string | null
    readonly confidence: string | null
    readonly why: string | null
  }[]
  readonly evidence: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly edges: readonly {
      readonly stance: Stance
      readonly strength: string | null
      readonly note: string | null
      readonly node: Ref
    }[]
  }
  readonly lineage: {
    readonly nodes: readonly {
      readonly place: LineagePlace
      readonly steps: number | null
      readonly groups: readonly number[]
      readonly node: TracedNode
    }[]
    readonly edges: readonly TracedEdge[]
  }
}
