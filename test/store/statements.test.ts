import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { RECORD_TYPES, type RecordType } from '../../src/domain/record-types.js'
import { ASSESSMENT_COLUMNS, EDGE_COLUMNS, RECORD_COLUMNS } from '../../src/store/columns.js'
import { LABELS, RELATIONSHIPS } from '../../src/store/graph-model.js'
import * as statements from '../../src/store/statements.js'
import type { Row, Statement, Store, Value } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { refusedShapes } from './shapes.js'

const TYPES = Object.keys(RECORD_TYPES) as RecordType[]

const everyText: readonly Statement[] = [
  ...TYPES.map((type) => statements.createRecords(type, [filled(RECORD_COLUMNS[type])], 1)),
  ...RELATIONSHIPS.flatMap((type) => [
    statements.createEdges(type, [{ from: 'a', to: 'b', key: 'k', properties: filled(EDGE_COLUMNS[type]) }], 1),
    statements.closeEdges(type, [], 1),
  ]),
  statements.createClosures([], 1),
  statements.closeClosures([], 1),
  statements.replaceRecords([], 1),
  statements.closeRecords([], 1),
  statements.createAssessments([{ claim: 'a', ...filled(ASSESSMENT_COLUMNS) }], 1),
  statements.closeAssessments([], 1),
  statements.createImport({}),
  statements.createSnapshots([]),
  statements.createSnapshotEdges([], 1),
  statements.closeSnapshotEdges([], 1),
  statements.findRecords([]),
  statements.findLastImport(),
]

it.each(everyText.map(({ text }) => text))('has no refused shape: %s', (text) => {
  expect(refusedShapes(text)).toEqual([])
})

it('refuses properties that have no column', () => {
  expect(() => statements.createRecords('question', [{ id: 'question/a', titel: 'x' }], 1)).toThrow(/titel/)
  const edge = { from: 'obs/a', to: 'site/a', key: 'k', properties: { rôle: 'x' } }
  expect(() => statements.createEdges('AT', [edge], 1)).toThrow(/rôle/)
})

function filled(columns: readonly string[]): statements.Properties {
  return Object.fromEntries(columns.map((column, index) => [column, index % 3 === 1 ? [column, ''] : `${column} 😀`]))
}

describe.each(engines)('statements on %s', (engine) => {
  let store: Store
  beforeAll(async () => {
    store = await openTestStore(engine)
  })
  afterAll(() => store.close())
  beforeEach(() => store.clearGraph())

  const write = (...list: Statement[]) =>
    store.write(async (transaction) => {
      const results: (readonly Row[])[] = []
      for (const statement of list) results.push(await transaction.run(statement))
      return { commit: true, value: results }
    })
  const read = (text: string, parameters: { readonly [name: string]: Value } = {}) => store.read({ text, parameters })
  const createQuestions = (...rows: statements.Properties[]) => statements.createRecords('question', rows, 1)

  it.each(TYPES)('create a %s with every column it has', async (type) => {
    const full = filled(RECORD_COLUMNS[type])
    const bare = { id: 'x', note: undefined, marking: [] }
    expect(await write(statements.createRecords(type, [full, bare], 4))).toEqual([[[2]]])
    const rows = await read('MATCH (n:Record) RETURN properties(n) AS all, labels(n) AS labels ORDER BY n.id')
    expect(rows.map(([all]) => all)).toEqual([
      { ...full, type, since: 4 },
      { id: 'x', type, since: 4 },
    ])
    expect(rows.map(([, labels]) => [...(labels as string[])].sort())).toEqual([
      [...LABELS[type]].sort(),
      [...LABELS[type]].sort(),
    ])
  })

  it.each(RELATIONSHIPS)('create and close %s with every column it has', async (type) => {
    const full = filled(EDGE_COLUMNS[type])
    const rows = [
      { from: 'question/a', to: 'question/b', key: 'key!', properties: full },
      { from: 'question/a', to: 'question/b', key: 'other', properties: {} },
      { from: 'question/a', to: 'question/nowhere', key: 'lost', properties: {} },
    ]
    await write(createQuestions({ id: 'question/a' }, { id: 'question/b' }))
    expect(await write(statements.createEdges(type, rows, 1))).toEqual([[[2]]])
    const edges = () =>
      read(
        'MATCH (a:Record)-[e]->(b:Record) RETURN type(e) AS type, a.id AS a, b.id AS b, properties(e) AS all ORDER BY e.key',
      )
    const open = [
      [type, 'question/a', 'question/b', { ...full, since: 1, key: 'key!' }],
      [type, 'question/a', 'question/b', { since: 1, key: 'other' }],
    ]
    expect(await edges()).toEqual(open)
    const keys = [
      { from: 'question/a', key: 'other' },
      { from: 'question/b', key: 'key!' },
    ]
    expect(await write(statements.closeEdges(type, keys, 2))).toEqual([[[1]]])
    expect(await write(statements.closeEdges(type, keys, 3))).toEqual([[[0]]])
    expect(await edges()).toEqual([open[0], [type, 'question/a', 'question/b', { since: 1, key: 'other', until: 2 }]])
  })

  it('keep the former values of a record as a version', async () => {
    const first = { id: 'question/a', text: 'first', note: 'gone later' }
    const second = { id: 'question/a', type: 'question', since: 2, text: 'second' }
    const third = { id: 'question/a', type: 'question', since: 5, text: 'third', note: 'new' }
    await write(createQuestions(first, { id: 'question/b' }))
    expect(await write(statements.replaceRecords([{ id: 'question/a', properties: second }], 2))).toEqual([[[1]]])
    expect(await write(statements.replaceRecords([{ id: 'question/a', properties: third }], 5))).toEqual([[[1]]])
    expect(await read('MATCH (n:Question) RETURN properties(n) AS all ORDER BY n.id')).toEqual([
      [third],
      [{ id: 'question/b', type: 'question', since: 1 }],
    ])
    const versions = await read(
      'MATCH (n:Question)-[w:WAS]->(v:Version) RETURN n.id AS id, properties(v) AS all, properties(w) AS edge ORDER BY v.since',
    )
    expect(versions).toEqual([
      ['question/a', { ...first, type: 'question', since: 1, until: 2 }, { since: 1, until: 2 }],
      ['question/a', { ...second, until: 5 }, { since: 2, until: 5 }],
    ])
  })

  it('close records once', async () => {
    await write(createQuestions({ id: 'question/a' }, { id: 'question/b' }))
    expect(await write(statements.closeRecords(['question/a', 'question/nowhere'], 4))).toEqual([[[1]]])
    expect(await write(statements.closeRecords(['question/a', 'question/b'], 5))).toEqual([[[1]]])
    expect(await read('MATCH (n:Question) RETURN n.until AS until ORDER BY n.id')).toEqual([[4], [5]])
  })

  it('find records, withdrawn ones too', async () => {
    await write(
      createQuestions({ id: 'question/a', record: '{}' }, { id: 'question/b' }),
      statements.closeRecords(['question/b'], 2),
    )
    const rows = await store.read(statements.findRecords(['question/b', 'question/nowhere', 'question/a']))
    expect([...rows].sort()).toEqual([
      ['question/a', 'question', 1, null, '{}'],
      ['question/b', 'question', 1, 2, null],
    ])
  })

  it('keep the closure of claims', async () => {
    await write(
      statements.createRecords('claim', [{ id: 'claim/a' }, { id: 'claim/b' }], 1),
      statements.createRecords('document', [{ id: 'doc/a' }, { id: 'doc/b' }], 1),
    )
    const rows = [
      ['claim/a', ['doc/a', 'doc/b']],
      ['claim/b', ['doc/nowhere', 'doc/b']],
    ] as const
    expect(await write(statements.createClosures(rows, 1))).toEqual([[[3]]])
    const cut = [
      ['claim/a', 'doc/b'],
      ['claim/b', 'doc/a'],
    ] as const
    expect(await write(statements.closeClosures(cut, 2), statements.closeClosures(cut, 3))).toEqual([[[1]], [[0]]])
    const edges = await read(
      'MATCH (c:Claim)-[e:RESTS_ON]->(d) RETURN c.id AS claim, d.id AS document, properties(e) AS all ORDER BY claim, document',
    )
    expect(edges).toEqual([
      ['claim/a', 'doc/a', { since: 1 }],
      ['claim/a', 'doc/b', { since: 1, until: 2 }],
      ['claim/b', 'doc/b', { since: 1 }],
    ])
  })

  it('keep one current assessment of a claim', async () => {
    await write(statements.createRecords('claim', [{ id: 'claim/a' }, { id: 'claim/b' }], 1))
    const assessment = (claim: string) => ({ claim, standing: 'UNTRACED' })
    expect(await write(statements.createAssessments([assessment('claim/a'), assessment('claim/b')], 1))).toEqual([
      [[2]],
    ])
    expect(
      await write(
        statements.closeAssessments(['claim/a'], 2),
        statements.createAssessments([assessment('claim/a')], 2),
      ),
    ).toEqual([[[1]], [[1]]])
    const rows = await read(
      'MATCH (s:Assessment)-[e:OF]->(c:Claim) RETURN c.id AS id, s.since AS since, s.until AS until, e.since AS opened, e.until AS closed ORDER BY id, since',
    )
    expect(rows).toEqual([
      ['claim/a', 1, 2, 1, 2],
      ['claim/a', 2, null, 2, null],
      ['claim/b', 1, null, 1, null],
    ])
  })

  it('keep each snapshot once, and join documents to it', async () => {
    const snapshot = { sha256: 'ab', bytes: 3, mediaType: 'text/plain', text: 'a\u0000b' }
    await write(statements.createRecords('document', [{ id: 'doc/a' }], 1))
    const edge = { from: 'doc/a', to: 'ab', key: 'doc/a|HAS_SNAPSHOT|', properties: {} }
    const made = await write(
      statements.createSnapshots([snapshot]),
      statements.createSnapshots([snapshot, { sha256: 'cd' }]),
      statements.createSnapshotEdges([edge], 1),
    )
    expect(made.at(-1)).toEqual([[1]])
    expect(await read('MATCH (s:Snapshot) RETURN properties(s) AS all ORDER BY s.sha256')).toEqual([
      [snapshot],
      [{ sha256: 'cd' }],
    ])
    expect(await write(statements.closeSnapshotEdges([{ from: 'doc/a', key: edge.key }], 2))).toEqual([[[1]]])
    expect(
      await read(
        'MATCH (d:Document)-[e:HAS_SNAPSHOT]->(s:Snapshot) RETURN d.id AS id, properties(e) AS all, s.sha256 AS sha',
      ),
    ).toEqual([['doc/a', { key: edge.key, since: 1, until: 2 }, 'ab']])
  })

  it('tell the newest import', async () => {
    expect(await store.read(statements.findLastImport())).toEqual([])
    for (const number of [1, 2])
      expect(await write(statements.createImport({ number, hash: `hash ${number}` }))).toEqual([[[1]]])
    expect(await store.read(statements.findLastImport())).toEqual([[2, 'hash 2', null]])
    await expect(write(statements.createImport({ number: 2 }))).rejects.toMatchObject({ code: 'CONSTRAINT' })
  })
})
