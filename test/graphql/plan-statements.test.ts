import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DocumentNode, getVariableValues, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { compileQuery } from '../../src/graphql/plan/compile.js'
import { loadSchema } from '../../src/graphql/schema.js'
import { SPECS } from '../../src/graphql/specs/specs.js'
import { createOperation } from '../operations.js'
import { refusedShapes } from '../store/shapes.js'

const OPERATIONS = join(import.meta.dirname, 'operations')
const schema = loadSchema()

function toText(source: string, variables: { readonly [name: string]: unknown } = {}): string {
  const document: DocumentNode = parse(source)
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )
  const type = schema.getQueryType()
  if (operation === undefined || !type) throw new Error('no query')
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  if (coerced === undefined) throw new Error(errors.join())
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  return compileQuery({ schema, fragments, variables: coerced }, SPECS, type, operation).statement?.text ?? ''
}

const POOL = {
  ids: ['actor/a', 'site/a', 'doc/a', 'claim/a', 'question/a', 'source/a', 'obs/a'],
  texts: ['text'],
  measures: ['railcars'],
  dates: ['2023-10', '2023-10-05/..'],
}

describe('statements', () => {
  it('of the examples have none of the refused shapes', () => {
    for (const file of readdirSync(OPERATIONS)) {
      expect(refusedShapes(toText(readFileSync(join(OPERATIONS, file), 'utf8'))), file).toEqual([])
    }
  })

  it('of 400 random operations have none of the refused shapes', () => {
    for (let seed = 0; seed < 400; seed++) {
      const { source, variables } = createOperation(schema, POOL, seed)
      expect(refusedShapes(toText(source, variables)), source).toEqual([])
    }
  })

  it('show only what is visible: every node and relationship of a pattern is tested', () => {
    const text = toText(`{
      claims(where: { involves: { entity: "actor/a" }, question: "question/q", standing: [CONTESTED] }, orderBy: ORIGINS_DESC) {
        totalCount
        nodes {
          involves { nodes { id ... on Actor { partOf { name } } } }
          evidence { edges { reliability node { ... on Document { source { name } origins { id } } } } }
          judgement { by }
          recordedIn { number }
        }
      }
      node(id: "doc/a") { ... on Document { origins { id } derivatives { edges { claims { id } } } } }
    }`)
    const variables = [...text.matchAll(/[([](\w+):/g)].map(([, name = '']) => name)
    const tested = [...text.matchAll(/(\w+)\.until IS NULL/g)].map(([, name = '']) => name)
    expect(variables.length).toBeGreaterThan(30)
    expect(variables.sort()).toEqual(tested.sort())
  })

  it('of one shape are one text, whatever values, aliases and the order of fields', () => {
    const one = `{
      claims(first: 3, where: { kind: [MEETING], statementContains: "x" }) {
        nodes { id statement evidence(stance: SUPPORTS, first: 2) { totalCount nodes { __typename } } }
      }
      actor(id: "actor/a") { name kind }
    }`
    const other = `query Named($kind: [ClaimKind!], $stance: Stance) {
      who: actor(id: "actor/b") { theKind: kind  name }
      c: claims(where: { statementContains: "y' OR 1=1", kind: $kind }, first: 99) {
        all: nodes { e: evidence(first: 50, stance: $stance) { nodes { __typename } n: totalCount } text: statement id id }
      }
    }`
    expect(toText(other, { kind: ['BREACH', 'OTHER'], stance: 'REFUTES' })).toBe(toText(one))
  })

  it('differ where conditions, given arguments or orders differ', () => {
    const source = `query($skip: Boolean!, $after: String, $order: ClaimOrder, $where: ClaimWhere) {
      claims(after: $after, orderBy: $order, where: $where) { nodes { id note @skip(if: $skip) } }
    }`
    const texts = [
      { skip: true },
      { skip: false },
      { skip: true, order: 'STATEMENT_ASC' },
      { skip: true, where: { question: 'question/q' } },
    ].map((variables) => toText(source, variables))
    expect(new Set(texts).size).toBe(4)
  })

  it('never hold what a query brings: not a value, an alias or a name', () => {
    const evil = ['`) DETACH DELETE n //', "' OR true", '$p0', '\u0001{0}\u0002', '"}) RETURN 1']
    for (const text of evil) {
      const emitted = toText(
        `query Evil($t: String!, $id: ID!, $d: Date) {
          xyzzy: documents(where: { titleContains: $t, source: $id, published: { from: $d } }) { nodes { plugh: title } }
          nodes(ids: [$id]) { id }
        }`,
        { t: text, id: text, d: text },
      )
      expect(emitted).not.toContain(text === '$p0' ? 'xyzzy' : text)
      expect(emitted).not.toMatch(/xyzzy|plugh|Evil/)
      expect(emitted).toBe(
        toText(
          'query($d: Date) { a: nodes(ids: []) { id } documents(where: { titleContains: "", source: "", published: { from: $d } }) { nodes { title } } }',
          { d: '2023' },
        ),
      )
    }
  })

  it('leave out what @skip and @include leave out', () => {
    expect(
      toText('query($x: Boolean!) { claim(id: "a") { id judgement @include(if: $x) { by } } }', { x: false }),
    ).toBe(toText('{ claim(id: "a") { id } }'))
  })
})
