/** Claim → evidence → document → origins: the provenance query, three levels deep. */
export const PROVENANCE = `query Provenance($id: ID!) {
  claim(id: $id) {
    id
    statement
    assessment { standing documents independentOrigins independentLines }
    evidence(first: 50) {
      edges {
        stance
        strength
        credibility
        node {
          __typename
          ... on Document { id title published source { id name } origins { id title source { name } } }
          ... on Observation { id measure value document { id title origins { id title source { name } } } }
        }
      }
    }
  }
}`

/** One document with its neighbours on both sides. */
export const DOCUMENT = `query Document($id: ID!) {
  document(id: $id) {
    id
    title
    source { id name }
    derivesFrom(first: 10) { edges { kind node { id title } } }
    derivatives(first: 10) { edges { kind node { id title } } }
    claims(first: 10) { edges { stance node { id statement } } }
  }
}`

export const SORTED_PAGES = {
  claims:
    '{ claims(first: 20, orderBy: WHEN_DESC) { nodes { id statement when assessment { standing } } pageInfo { hasNextPage } } }',
  documents: '{ documents(first: 20) { nodes { id title published } pageInfo { hasNextPage } } }',
  actors: '{ actors(first: 20) { nodes { id name } pageInfo { hasNextPage } } }',
} as const
