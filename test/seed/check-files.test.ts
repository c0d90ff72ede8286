import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { RECORD_TYPES } from '../../src/domain/record-types.js'
import type { Bundle, Checked } from '../../src/seed/bundle.js'
import { PROBLEM_CODES } from '../../src/seed/problem.js'
import { checkFiles } from '../../src/seed/read.js'

function getBundle(checked: Checked): Bundle {
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, undefined, 2))
  return checked.bundle
}
function codesOf(checked: Checked): readonly string[] {
  return checked.ok ? [] : checked.problems.map(({ code }) => code)
}
const source = { id: 'source/yonhap', kind: 'NEWS_AGENCY', name: 'Yonhap' }

describe('checkFiles', () => {
  it('finds snapshots by their path from the seed file', () => {
    const documents = [
      { id: 'doc/a', kind: 'ARTICLE', title: 'A', source: 'source/yonhap', snapshot: '../notes/./a.md' },
    ]
    const bundle = getBundle(
      checkFiles([
        { name: 'reports/a.json', content: JSON.stringify({ documents }) },
        { name: 'notes/a.md', content: new TextEncoder().encode('A') },
      ]),
    )
    const sha256 = '559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd'
    expect(bundle.records).toMatchObject([{ snapshot: { sha256, bytes: 1, mediaType: 'text/markdown' } }])
    expect([...bundle.snapshots.keys()]).toEqual([sha256])
  })

  it('never leaves the names that were given', () => {
    const documents = ['../../etc/passwd', '/etc/passwd', 'x/../../a.md'].map((snapshot, index) => {
      return { id: `doc/${index}`, kind: 'ARTICLE', title: 'A', source: 'source/yonhap', snapshot }
    })
    const checked = checkFiles([{ name: 'a.json', content: JSON.stringify({ documents }) }])
    expect(codesOf(checked)).toEqual(['SNAPSHOT_OUTSIDE', 'SNAPSHOT_OUTSIDE', 'SNAPSHOT_OUTSIDE'])
  })

  it('marks what is written under a record as that record, where it has no marking of its own', () => {
    const content = JSON.stringify({
      sources: [
        { ...source, marking: 'AMBER', ratings: [{ grade: 'B' }, { grade: 'C', from: '2024', marking: 'GREEN' }] },
      ],
      resolutions: [
        {
          id: 'resolution/r',
          name: 'R',
          symbol: 'R',
          status: 'ADOPTED',
          marking: 'GREEN',
          provisions: [{ id: 'provision/p', paragraph: 1, summary: 'Asks' }],
        },
      ],
      claims: [
        {
          id: 'claim/a',
          kind: 'OTHER',
          statement: 'A',
          marking: 'RED',
          evidence: [
            { item: 'doc/a', stance: 'SUPPORTS' },
            { item: 'doc/b', stance: 'SUPPORTS', marking: 'CLEAR' },
          ],
        },
      ],
      evidence: [{ claim: 'claim/a', item: 'doc/c', stance: 'SUPPORTS' }],
    })
    const { records } = getBundle(checkFiles([{ name: 'a.json', content }]))
    expect(records.map(({ id, marking }) => [id, marking])).toEqual([
      ['resolution/r', 'GREEN'],
      ['provision/p', 'GREEN'],
      ['source/yonhap', 'AMBER'],
      ['rating/yonhap~2024', 'GREEN'],
      ['rating/yonhap~always', 'AMBER'],
      ['claim/a', 'RED'],
      ['evidence/claim/a~doc/a', 'RED'],
      ['evidence/claim/a~doc/b', 'CLEAR'],
      ['evidence/claim/a~doc/c', 'CLEAR'],
    ])
  })

  it('refuses names that would reach a terminal, and the same name twice', () => {
    const checked = checkFiles([
      { name: 'a\u001b[2J.yaml', content: '{}' },
      { name: 'b.yaml', content: '{}' },
      { name: './b.yaml', content: '{}' },
    ])
    expect(codesOf(checked)).toEqual(['UNREADABLE_FILE', 'UNREADABLE_FILE'])
    expect(JSON.stringify(checked)).not.toContain('\u001b')
  })

  it('gives the same records whatever the order, the number and the format of the files', () => {
    const parts = [
      { sources: [source] },
      {
        documents: [
          {
            id: 'doc/b',
            kind: 'ARTICLE',
            title: 'B',
            source: 'source/yonhap',
            derivesFrom: [{ document: 'doc/a', kind: 'CITES' }],
          },
        ],
      },
      { documents: [{ id: 'doc/a', kind: 'ARTICLE', title: 'A', source: 'source/yonhap', published: 2023 }] },
    ]
    const json = parts.map((part, index) => ({ name: `${index}.json`, content: JSON.stringify(part) }))
    const yaml = parts.map((part, index) => ({ name: `x/${9 - index}.yaml`, content: stringify(part) }))
    const records = getBundle(checkFiles(json)).records
    expect(records.map(({ id }) => id)).toEqual(['source/yonhap', 'doc/a', 'doc/b'])
    expect(getBundle(checkFiles(json.toReversed())).records).toEqual(records)
    expect(getBundle(checkFiles(yaml)).records).toEqual(records)
  })

  it('tells where a record and each field of it is written, votes and nested records too', () => {
    const content = [
      'resolutions:',
      '  - id: resolution/1',
      '    name: One',
      '    symbol: S/1',
      '    status: ADOPTED',
      '    votes:',
      '      abstain: [actor/c]',
      '      yes: [actor/a, actor/b]',
      '    provisions:',
      '      - { id: provision/1-2, paragraph: 2, summary: Two }',
    ].join('\n')
    const { placeOf, records, open } = getBundle(checkFiles([{ name: 'a.yaml', content }]))
    expect(records[0]).toMatchObject({
      votes: [{ actor: 'actor/a' }, { actor: 'actor/b' }, { actor: 'actor/c', position: 'ABSTAIN' }],
    })
    expect(placeOf('resolution/1')).toEqual({ file: 'a.yaml', line: 2, column: 5, path: 'resolutions[0]' })
    expect(placeOf('resolution/1', 'symbol')).toMatchObject({ line: 4, column: 13 })
    expect(placeOf('resolution/1', 'votes[1].actor')).toMatchObject({
      line: 8,
      column: 22,
      path: 'resolutions[0].votes.yes[1]',
    })
    expect(placeOf('resolution/1', 'votes[2]')).toMatchObject({ line: 7, column: 17 })
    expect(placeOf('provision/1-2', 'summary')).toMatchObject({
      line: 10,
      path: 'resolutions[0].provisions[0].summary',
    })
    expect(open.map(({ to, place }) => [to, place().line])).toEqual([
      ['actor/a', 8],
      ['actor/b', 8],
      ['actor/c', 7],
    ])
  })

  it('names every fault of every file, in the order of the files', () => {
    const checked = checkFiles([
      { name: 'z.yaml', content: 'actors: 5\nsite: []\n' },
      { name: 'a.yaml', content: 'actors: [' },
      { name: 'm.json', content: '{"actors":[{}]}' },
    ])
    if (checked.ok) throw new Error('expected problems')
    const places = checked.problems.map(({ file, line, code }) => `${file}:${line} ${code}`)
    expect([...new Set(places)]).toEqual([
      'z.yaml:1 WRONG_TYPE',
      'z.yaml:2 UNKNOWN_KEY',
      'a.yaml:1 SYNTAX',
      'm.json:1 MISSING_FIELD',
    ])
    expect(places.filter((place) => place.endsWith('MISSING_FIELD'))).toHaveLength(3)
  })

  it('refuses files above the size that can be read', () => {
    const yaml = checkFiles([{ name: 'a.yaml', content: new Uint8Array(24 * 1024 * 1024 + 1).fill(0x20) }])
    const json = checkFiles([{ name: 'a.json', content: new Uint8Array(64 * 1024 * 1024 + 1).fill(0x20) }])
    expect([...codesOf(yaml), ...codesOf(json)]).toEqual(['LIMIT_EXCEEDED', 'LIMIT_EXCEEDED'])
  })

  it('survives files made to exhaust it', { timeout: 120_000 }, () => {
    const hostile = [
      ['json', `{"actors":[${'1,'.repeat(500_000)}1]}`],
      ['json', `[${'1,'.repeat(10_000_000)}1]`],
      ['json', `{"actors":["${'\\n'.repeat(10_000_000)}"], "actors": 1}`],
      ['json', `{"a":${'{"a":'.repeat(1_000_000)}`],
      ['yaml', `actors:\n${'- 1\n'.repeat(200_000)}`],
      ['yaml', `actors:\n${'- 1\n'.repeat(4_000_000)}`],
      ['yaml', '['.repeat(2_000_000)],
      ['yaml', `a: ${'"'.repeat(100_001)}`],
    ]
    for (const [format, content = ''] of hostile) {
      const checked = checkFiles([{ name: `a.${format}`, content }])
      if (checked.ok) throw new Error('expected problems')
      expect(checked.problems.length).toBeGreaterThan(0)
      expect(checked.problems.length).toBeLessThanOrEqual(10_001)
    }
  })

  it('bounds lists within a record', () => {
    const names = Array.from({ length: 10_001 }, (_, index) => `Name ${index}`)
    const checked = checkFiles([{ name: 'a.json', content: JSON.stringify({ sources: [{ ...source, names }] }) }])
    expect(codesOf(checked)).toEqual(['LIMIT_EXCEEDED'])
  })

  it('checks 100,000 records', { timeout: 60_000 }, () => {
    const claims = Array.from({ length: 50_000 }, (_, index) => ({
      id: `claim/${index}`,
      kind: 'MOVEMENT',
      statement: `Something moved, number ${index}`,
      when: '2023-09/2023-10',
      evidence: [{ item: `claim/${(index + 1) % 50_000}`, stance: 'MENTIONS', credibility: 3 }],
    }))
    const content = JSON.stringify({ claims })
    const bundle = getBundle(checkFiles([{ name: 'a.json', content }]))
    expect(bundle.records).toHaveLength(100_000)
    expect(bundle.open).toEqual([])
  })

  it('answers whatever it is given, with places that exist', () => {
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(
          'actor/a',
          'claim/a',
          'doc/a',
          'evidence/claim/a~doc/a',
          '2023',
          'SUPPORTS',
          'A',
          '__proto__',
          '\u0000',
          '\ud800',
        ),
        fc.double(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...fields), tie('any'), { maxKeys: 5 }),
      ),
    })).any
    const file = fc.dictionary(
      fc.constantFrom(...Object.values(RECORD_TYPES).flatMap(({ key }) => key ?? []), '__proto__', '$schema'),
      fc.oneof(fc.array(fc.dictionary(fc.constantFrom(...fields), value, { minKeys: 2 }), { maxLength: 3 }), value),
    )
    fc.assert(
      fc.property(file, fc.constantFrom('json', 'yaml'), (data, format) => {
        const content = format === 'json' ? JSON.stringify(data, undefined, 1) : stringify(data)
        const lines = content.split('\n')
        const checked = checkFiles([{ name: `a.${format}`, content }])
        for (const { code, line, column, message } of checked.ok ? [] : checked.problems) {
          expect(PROBLEM_CODES).toContain(code)
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
          expect(message).not.toMatch(/[^\P{Cc}]|\p{Cs}/u)
        }
      }),
      { numRuns: 500 },
    )
  })
})

const fields = [
  ...[
    'id',
    'kind',
    'name',
    'names',
    'partOf',
    'within',
    'location',
    'lat',
    'derivesFrom',
    'document',
    'claims',
    'claim',
  ],
  ...[
    'evidence',
    'item',
    'stance',
    'quote',
    'exact',
    'ratings',
    'provisions',
    'votes',
    'yes',
    'involves',
    'entity',
    'role',
  ],
  ...[
    'snapshot',
    'value',
    'low',
    'high',
    'state',
    'window',
    'credibility',
    'a',
    'b',
    'record',
    '__proto__',
    'constructor',
  ],
]
