import { describe, expect, it } from 'vitest'
import { RECORD_TYPES, type RecordType } from '../../src/domain/record-types.js'
import type { AnyRecord } from '../../src/domain/records.js'
import { projectEdges, projectNode } from '../../src/graph/project.js'
import { EDGE_COLUMNS, RECORD_COLUMNS } from '../../src/store/columns.js'
import { RELATIONSHIPS } from '../../src/store/graph-model.js'
import { sampleHistory } from '../records.js'
import { seed } from './importing.js'

const records = [1, 2, 3, 4].flatMap((number) => sampleHistory(number).imports.flat())
const projections = records.map((record) => ({ record, ...project(record) }))

function project(record: AnyRecord) {
  return { properties: projectNode(record), edges: projectEdges(record) }
}

describe('the projection', () => {
  it('covers every type of record', () => {
    const seen = new Set(records.map(({ type }) => type))
    expect([...seen].sort()).toEqual(Object.keys(RECORD_TYPES).sort())
  })

  it('gives each record its id, type, marking and whole content', () => {
    for (const { record, properties } of projections) {
      expect(properties).toMatchObject({ id: record.id, type: record.type, marking: record.marking })
      expect(JSON.parse(String(properties.record))).toEqual(record)
    }
  })

  it('names every relationship of the model, and no other', () => {
    const named = new Set(projections.flatMap(({ edges }) => edges.map(({ type }) => type)))
    expect([...named].sort()).toEqual([...RELATIONSHIPS, 'HAS_SNAPSHOT'].sort())
  })

  it('sets only properties that the store has columns for', () => {
    for (const { record, properties, edges } of projections) {
      const columns: readonly string[] = ['type', ...RECORD_COLUMNS[record.type as RecordType]]
      expect(columns).toEqual(expect.arrayContaining(Object.keys(properties)))
      for (const { type, properties: own } of edges) {
        const known: readonly string[] = type === 'HAS_SNAPSHOT' ? [] : EDGE_COLUMNS[type]
        expect(known).toEqual(expect.arrayContaining(Object.keys(own)))
      }
    }
  })

  it('gives every relationship of an import a key of its own that begins with its owner', () => {
    for (const number of [1, 2, 3]) {
      const current = new Map(
        sampleHistory(number)
          .imports.flat()
          .map((record) => [record.id, record]),
      )
      const keys = [...current.values()].flatMap((record) => {
        const { edges } = project(record)
        for (const { key } of edges) expect(key.startsWith(`${record.id}|`)).toBe(true)
        return edges.map(({ key }) => key)
      })
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it('leaves what is not recorded out, and never stores a null or an empty list', () => {
    const values = projections.flatMap(({ properties, edges }) =>
      [properties, ...edges.map((edge) => edge.properties)].flatMap((each) => Object.values(each)),
    )
    expect(
      values.filter((value) => value === null || value === undefined || (Array.isArray(value) && value.length === 0)),
    ).toEqual([])
  })

  it('gives dates their first and last day, sort keys and names as lists', () => {
    const { records: given } = seed(`
actors:
  - { id: actor/a, kind: STATE, name: "ＤＰＲＫ", names: [{ value: 조선, lang: ko, kind: OFFICIAL }, Chosŏn],
      positions: [{ title: Member, at: actor/b, from: 1991 }, { title: Guest }] }
  - { id: actor/b, kind: ORGANIZATION, name: UN }
summits:
  - { id: summit/s, kind: LEADERS, name: Summit, date: 2023-09/.., participants: [{ actor: actor/a, role: host }, { actor: actor/a }] }
`)
    const [a, , summit] = given.map((record) => project(record))
    expect(a?.properties).toMatchObject({
      sortName: 'dprk',
      names: ['["조선","ko","OFFICIAL"]', '["Chosŏn",null,"ALIAS"]'],
      positions: ['["Member","actor/b","1991",null]', '["Guest",null,null,null]'],
    })
    expect(a?.edges).toEqual([
      { type: 'HOLDS', from: 'actor/a', to: 'actor/b', key: 'actor/a|HOLDS|actor/b', properties: { position: 0 } },
    ])
    expect(summit?.properties).toMatchObject({ date: '2023-09/..', dateFrom: '2023-09-01' })
    expect(summit?.properties).not.toHaveProperty('dateTo')
    expect(summit?.edges.map(({ key, properties }) => [key, properties])).toEqual([
      ['summit/s|TOOK_PART|actor/a', { role: 'host', position: 0 }],
      ['summit/s|TOOK_PART|actor/a|1', { position: 1 }],
    ])
  })

  it('orders prose by its beginning, and keeps the whole of it folded to search in', () => {
    const prose = `A${'b'.repeat(5_000)} END`
    const { records: given } = seed(`
questions: [{ id: question/q, text: "${prose}" }]
claims: [{ id: claim/c, kind: OTHER, statement: "${prose}" }]`)
    const [question, claim] = given.map((record) => projectNode(record))
    const sort = `a${'b'.repeat(1_999)}`
    expect(question).toMatchObject({ sortText: sort, foldedText: prose.toLowerCase() })
    expect(claim).toMatchObject({ sortStatement: sort, foldedStatement: prose.toLowerCase() })
  })
})
