import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extendSchema, parse } from 'graphql'
import { expect, it } from 'vitest'
import { loadSchema } from '../../src/graphql/schema.js'
import { checkSpecs } from '../../src/graphql/specs/check-specs.js'
import { SPECS } from '../../src/graphql/specs/specs.js'

it('every field of the schema has a spec, every spec a field, every argument a filter or an order', () => {
  expect(checkSpecs(loadSchema(), SPECS)).toEqual([])
})

it('names a field without a spec, and a spec without a field', () => {
  const grown = extendSchema(loadSchema(), parse('extend type Claim { weather: String }'))
  expect(checkSpecs(grown, SPECS)).toEqual(['Claim.weather has no spec'])
  const { Reason = { fields: {} } } = SPECS
  const more = { ...SPECS, Reason: { fields: { ...Reason.fields, mood: { kind: 'value' as const } } } }
  expect(checkSpecs(loadSchema(), more)).toEqual(['Reason.mood has a spec and is not in the schema'])
})

it('names a type without a spec, an argument without a filter and an order that the schema has not', () => {
  const { Reason: _left, ...fewer } = SPECS
  expect(checkSpecs(loadSchema(), fewer)).toEqual(['Reason has no spec'])
  const { Query = { fields: {} } } = SPECS
  const { claims } = Query.fields
  if (claims?.kind !== 'connection') throw new Error('claims is a connection')
  const [first] = claims.orders
  const broken = { ...Query.fields, claims: { ...claims, orders: [first] as const, filters: {} } }
  const problems = checkSpecs(loadSchema(), { ...SPECS, Query: { fields: broken } })
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['Query.claims', 'Query.claims', 'Query.claims'])
})

it('leads one way: plans read specs, and specs know nothing of plans', () => {
  const folder = join(import.meta.dirname, '../../src/graphql/specs')
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  expect(texts.length).toBeGreaterThan(10)
  expect(texts.filter((text) => text.includes("'../plan/"))).toEqual([])
})
