import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import * as vocabulary from '../../src/domain/vocabulary.js'
import { ERROR_CODES } from '../../src/graphql/errors.js'
import { PROBLEM_CODES } from '../../src/seed/problem.js'

const SCHEMA = resolve(import.meta.dirname, '../../schema')
const schema: GraphQLSchema = buildSchema(
  readdirSync(SCHEMA)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(join(SCHEMA, file), 'utf8'))
    .join('\n'),
)
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
)

/** The vocabulary of the domain that each enum of records must equal, value by value and in order. */
const ENUMS: Record<string, readonly string[]> = {
  Marking: vocabulary.MARKINGS,
  NameKind: vocabulary.NAME_KINDS,
  ActorKind: vocabulary.ACTOR_KINDS,
  SiteKind: vocabulary.SITE_KINDS,
  SummitKind: vocabulary.SUMMIT_KINDS,
  ResolutionStatus: vocabulary.RESOLUTION_STATUSES,
  VotePosition: vocabulary.VOTE_POSITIONS,
  SourceKind: vocabulary.SOURCE_KINDS,
  DocumentKind: vocabulary.DOCUMENT_KINDS,
  Lineage: vocabulary.LINEAGES,
  DerivationKind: vocabulary.DERIVATION_KINDS,
  Method: vocabulary.METHODS,
  ObservationState: vocabulary.OBSERVATION_STATES,
  ClaimKind: vocabulary.CLAIM_KINDS,
  Role: vocabulary.ROLES,
  Stance: vocabulary.STANCES,
  Strength: vocabulary.STRENGTHS,
  Reliability: vocabulary.RELIABILITIES,
  Credibility: vocabulary.CREDIBILITIES,
  Likelihood: vocabulary.LIKELIHOODS,
  Confidence: vocabulary.CONFIDENCES,
  Verdict: vocabulary.VERDICTS,
  Standing: vocabulary.STANDINGS,
  Sameness: vocabulary.SAMENESSES,
  ReasonCode: vocabulary.REASON_CODES,
  LineagePlace: vocabulary.LINEAGE_PLACES,
  QuoteStatus: ['VERIFIED', 'MOVED', 'NOT_FOUND', 'NO_SNAPSHOT', 'HASH_MISMATCH'],
  ProblemCode: PROBLEM_CODES,
  Severity: ['ERROR', 'WARNING'],
  Change: ['CREATED', 'CHANGED', 'UNCHANGED'],
}

describe('schema', () => {
  it('is valid', () => {
    expect(validateSchema(schema)).toEqual([])
  })

  it('says what each code of an error means', () => {
    const described = schema.getQueryType()?.description ?? ''
    for (const code of ERROR_CODES) expect(described).toContain(`${code}:`)
  })

  it('describes every type, field, argument and value', () => {
    const silent = types.flatMap((type) =>
      parts(type)
        .filter(([, text]) => !text)
        .map(([name]) => name),
    )
    expect(silent).toEqual([])
  })

  it('has the enums of the vocabulary, and no others but orders', () => {
    const enums = types.filter(isEnumType).filter(({ name }) => !name.endsWith('Order'))
    const values = Object.fromEntries(enums.map((type) => [type.name, type.getValues().map(({ name }) => name)]))
    expect(values).toEqual(ENUMS)
  })

  it('gives every connection edges, nodes, pageInfo and totalCount', () => {
    const connections = types.filter(isObjectType).filter(({ name }) => name.endsWith('Connection'))
    expect(connections.length).toBeGreaterThan(15)
    for (const connection of connections) {
      const fields = connection.getFields()
      expect(Object.keys(fields), connection.name).toEqual(['edges', 'nodes', 'pageInfo', 'totalCount'])
      const edge = schema.getType(connection.name.replace(/Connection$/, 'Edge'))
      if (!isObjectType(edge)) throw new Error(`${connection.name} has no edge type of its name`)
      expect(Object.keys(edge.getFields()).slice(0, 2), edge.name).toEqual(['cursor', 'node'])
      expect(String(fields.edges?.type)).toBe(`[${edge.name}!]!`)
      expect(String(fields.nodes?.type)).toBe(`[${edge.getFields().node?.type}]!`)
    }
  })

  it('pages every connection by first (20) and after', () => {
    const paged = fieldsOf(types).filter(({ type }) => String(type).endsWith('Connection!'))
    for (const field of paged) {
      const first = field.args.find(({ name }) => name === 'first')
      expect([String(first?.type), first?.defaultValue], field.name).toEqual(['Int', 20])
      const hasAfter = field.args.some(({ name }) => name === 'after')
      expect(hasAfter, field.name).toBe(field.name !== 'nearby')
    }
  })

  it('lets every argument and input field be left out, but ids and what is written', () => {
    const required = fieldsOf(types)
      .flatMap((field) => field.args.map((argument) => [field, argument] as const))
      .filter(([, { type, defaultValue }]) => type instanceof GraphQLNonNull && defaultValue === undefined)
      .map(([{ name }, argument]) => `${name}.${argument.name}`)
    expect([...new Set(required)].sort()).toEqual([
      ...['actor', 'claim', 'document'].map((field) => `${field}.id`),
      'importFiles.files',
      'nearby.withinKm',
      'node.id',
      'nodes.ids',
      ...['observation', 'question', 'resolution', 'site', 'source', 'summit'].map((field) => `${field}.id`),
      'vote.actor',
    ])
    for (const input of types.filter(isInputObjectType).filter(({ name }) => name !== 'SeedFile')) {
      for (const { name, type } of Object.values(input.getFields())) {
        expect(type instanceof GraphQLNonNull, `${input.name}.${name}`).toBe(false)
        if (type instanceof GraphQLList) expect(String(type), `${input.name}.${name}`).toMatch(/!\]$/)
      }
    }
  })

  it('has a single and a list field for every noun', () => {
    const query = schema.getQueryType()?.getFields() ?? {}
    const nouns = ['actor', 'site', 'summit', 'resolution', 'source', 'document', 'observation', 'claim', 'question']
    for (const noun of nouns) {
      const type = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`
      expect(String(query[noun]?.type)).toBe(type)
      expect(String(query[`${noun}s`]?.type)).toBe(`${type}Connection!`)
      const args = Object.fromEntries((query[`${noun}s`]?.args ?? []).map((argument) => [argument.name, argument]))
      expect(Object.keys(args)).toEqual(['first', 'after', 'where', 'orderBy'])
      expect(String(args.where?.type)).toBe(`${type}Where`)
      expect(args.orderBy?.defaultValue).toBeDefined()
    }
    expect(Object.keys(query).sort()).toEqual(
      ['imports', 'node', 'nodes', ...nouns, ...nouns.map((noun) => `${noun}s`)].sort(),
    )
  })
})

function fieldsOf(all: readonly GraphQLNamedType[]): GraphQLField<unknown, unknown>[] {
  return all.flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []))
}

/** Everything in a type that can bear a description, with it. */
function parts(type: GraphQLNamedType): [name: string, description: string | null | undefined][] {
  const own: [string, string | null | undefined] = [type.name, type.description]
  if (isEnumType(type)) return [own, ...type.getValues().map((value) => under(type.name, value))]
  if (isInputObjectType(type)) return [own, ...Object.values(type.getFields()).map((field) => under(type.name, field))]
  const fields = fieldsOf([type])
  return [
    own,
    ...fields.map((field) => under(type.name, field)),
    ...fields.flatMap((field) => field.args.map((argument) => under(`${type.name}.${field.name}`, argument))),
  ]
}

function under(
  path: string,
  { name, description }: Pick<GraphQLArgument, 'name' | 'description'>,
): [string, string | null | undefined] {
  return [`${path}.${name}`, description]
}
