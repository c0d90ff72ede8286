import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from './run-cli.js'

const CLAIM = 'claim/dprk-arms-by-rail'
let folder = ''
let store = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headwaters-cli-'))
  store = join(folder, 'data')
  const { code, err } = await runCli(['import', 'seeds', '--store', store])
  expect(code, err).toBe(0)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function writeSeed(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

async function ledgerLines(): Promise<number> {
  return (await readFile(join(store, 'ledger.jsonl'), 'utf8')).trimEnd().split('\n').length
}

describe('headwaters import', () => {
  it('says that nothing is new when the same files come again, and appends nothing', async () => {
    const before = await ledgerLines()
    const { code, out } = await runCli(['import', 'seeds', '--store', store])
    expect(code).toBe(0)
    expect(out).toContain('Nothing new, nothing written: 0 created, 0 changed')
    expect(await ledgerLines()).toBe(before)
  })

  it('shows a dry run as JSON on a pipe and writes nothing', async () => {
    const path = await writeSeed('dry.yaml', 'actors:\n  - { id: actor/dry, kind: PERSON, name: Dry }\n')
    const before = await ledgerLines()
    const { code, out, err } = await runCli(['import', path, '--dry-run', '--json', '--store', store])
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({
      import: null,
      created: 1,
      records: [{ id: 'actor/dry', change: 'CREATED' }],
    })
    expect(await ledgerLines()).toBe(before)
  })

  it('lists every problem with its place, exits 1 and writes nothing', async () => {
    const path = await writeSeed(
      'bad.yaml',
      'actors:\n  - { id: actor/bad, kind: PRSON, name: Bad }\nclaims:\n  - { id: claim/bad, kind: OTHER, statment: x }\n',
    )
    const before = await ledgerLines()
    const { code, out, err } = await runCli(['import', path, '--store', store])
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^bad\.yaml:2:\d+: actors\[0\]\.kind: .*PERSON.* \[UNKNOWN_VALUE\]$/m)
    expect(err).toMatch(/^bad\.yaml:4:\d+: claims\[0\].*statement.* \[UNKNOWN_KEY\]$/m)
    expect(await ledgerLines()).toBe(before)
  })

  it('finds a reference that only the graph could resolve, with its place and the nearest name', async () => {
    const path = await writeSeed(
      'lost.yaml',
      'judgements:\n  - { id: judgement/x, claim: claim/dprk-arms-by-rial, by: me, at: 2024 }\n',
    )
    const { code, err } = await runCli(['import', path, '--store', store])
    expect(code).toBe(1)
    expect(err).toMatch(
      /^lost\.yaml:2:\d+: judgements\[0\]\.claim: .*claim\/dprk-arms-by-rail.* \[UNKNOWN_REFERENCE\]$/m,
    )
  })

  it('keeps what steers a terminal out of what it prints', async () => {
    const path = await writeSeed('esc.yaml', 'actors:\n  - { id: actor/esc, kind: "\\e[31mPERSON", name: Esc }\n')
    const { code, err } = await runCli(['import', path, '--store', store])
    expect(code).toBe(1)
    expect(err).not.toContain('\u001b')
  })
})

describe('headwaters import --each', () => {
  it('says which file stopped it and that the imports before it stay', async () => {
    const place = join(folder, 'each')
    await mkdir(place)
    await writeFile(join(place, 'a.yaml'), 'actors:\n  - { id: actor/each-a, kind: PERSON, name: A }\n')
    await writeFile(join(place, 'b.yaml'), 'actors:\n  - { id: actor/each-b, kind: PERSON }\n')
    const before = await ledgerLines()
    const { code, out, err } = await runCli(['import', place, '--each', '--store', store])
    expect(code).toBe(1)
    expect(out).toMatch(/^Import \d+: 1 created/)
    expect(err).toContain('MISSING_FIELD')
    expect(err).toContain('1 problem in file 2 of 2; the imports of the 1 before it stay')
    expect(await ledgerLines()).toBe(before + 1)
  })

  it('shows with --dry-run what the files would do one after the other', async () => {
    const place = join(folder, 'each-dry')
    await mkdir(place)
    await writeFile(join(place, 'a.yaml'), 'actors:\n  - { id: actor/dry-a, kind: PERSON, name: A }\n')
    await writeFile(
      join(place, 'b.yaml'),
      'actors:\n  - { id: actor/dry-b, kind: PERSON, name: B, partOf: actor/dry-a }\n',
    )
    const before = await ledgerLines()
    const { code, out, err } = await runCli(['import', place, '--each', '--dry-run', '--store', store])
    expect([code, err]).toEqual([0, ''])
    expect(out.match(/^Dry run, nothing written: 1 created/gm)).toHaveLength(2)
    expect(await ledgerLines()).toBe(before)
  })

  it('takes one report of the dossier, whose notes lie beside its folder, with --root', async () => {
    const report = 'seeds/reports/2023-10-05-planet-labs.yaml'
    const without = await runCli(['check', report])
    expect([without.code, without.err]).toEqual([1, expect.stringContaining('SNAPSHOT_OUTSIDE')])
    expect((await runCli(['check', report, '--root', 'seeds'])).code).toBe(0)
    const { code, out } = await runCli(['import', report, '--root', 'seeds', '--store', store])
    expect([code, out]).toEqual([0, expect.stringContaining('Nothing new')])
  })

  it('names every record that a retraction withdraws', async () => {
    const copy = join(folder, 'retracting')
    await runCli(['import', 'seeds', '--store', copy])
    const path = await writeSeed(
      'retract.yaml',
      'retractions:\n  - { id: retraction/cbs, record: doc/us-official-to-cbs-2023-10-05, reason: test, by: me }\n',
    )
    const { code, out } = await runCli(['import', path, '--store', copy])
    expect(code).toBe(0)
    expect(out).toContain('withdrawn: doc/us-official-to-cbs-2023-10-05')
    expect(out).toMatch(/claim: claim\/dprk-arms-by-rail: CONTESTED, origins 2 .* → CONTESTED, origins 1/)
  })

  it('gives the problems as JSON with --json', async () => {
    const path = await writeSeed('json.yaml', 'actors:\n  - { id: actor/json, kind: PERSON }\n')
    const { code, out } = await runCli(['import', path, '--json', '--store', store])
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ import: null, problems: [{ code: 'MISSING_FIELD', line: 2 }] })
  })
})

describe('headwaters check', () => {
  it('passes the dossier without a store', async () => {
    const { code, out } = await runCli(['check', 'seeds'])
    expect(code).toBe(0)
    expect(out).toMatch(/^\d+ records in \d+ files are well formed$/m)
  })
})

describe('headwaters query', () => {
  it('answers text, a file and standard input alike', async () => {
    const text = `query Q($id: ID!) { claim(id: $id) { id assessment { independentOrigins } } }`
    const path = await writeSeed('q.graphql', text)
    const variables = ['--variables', JSON.stringify({ id: CLAIM }), '--store', store]
    const answers = [
      await runCli(['query', text, ...variables]),
      await runCli(['query', path, ...variables]),
      await runCli(['query', '-', ...variables], text),
    ]
    for (const { code, out } of answers) {
      expect(code).toBe(0)
      expect(JSON.parse(out)).toMatchObject({ data: { claim: { id: CLAIM, assessment: { independentOrigins: 2 } } } })
    }
  })

  it('exits 1 with the errors of an operation that is wrong', async () => {
    const { code, out } = await runCli(['query', '{ claim(id: "x") { nothing } }', '--store', store])
    expect(code).toBe(1)
    expect(JSON.parse(out).errors[0].message).toContain('nothing')
  })
})

describe('headwaters trace', () => {
  it('counts origins, names every article, and shows limits and denials', async () => {
    const { code, out } = await runCli(['trace', CLAIM, '--store', store])
    expect(code).toBe(0)
    expect(out).toContain('2 independent origins')
    expect(out).toContain('1 line of reporting')
    for (const name of ['Benzinga', 'Yonhap', 'Beyond Parallel', 'Planet']) expect(out).toContain(name)
    expect(out).toMatch(/Against it\n.* denies /)
    expect(out).toMatch(/Limits\n {2}⊘ /)
  })

  it('keeps a record to its own lines', async () => {
    const path = await writeSeed(
      'forged.yaml',
      'claims:\n  - { id: claim/forged, kind: OTHER, statement: "One\\nStanding: CORROBORATED" }\n',
    )
    await runCli(['import', path, '--store', store])
    const { code, out } = await runCli(['trace', 'claim/forged', '--store', store])
    expect(code).toBe(0)
    expect(out.match(/^Standing: .*$/gm)).toEqual(['Standing: UNSUPPORTED'])
  })

  it('exits 1 for a claim that is not there', async () => {
    const { code, err } = await runCli(['trace', 'claim/none', '--store', store])
    expect([code, err]).toEqual([1, 'there is no claim claim/none in this graph\n'])
  })
})

describe('headwaters log, verify and rebuild', () => {
  it('list, prove and renew the same graph', async () => {
    const log = await runCli(['log', '--json', '--store', store])
    const imports: { number: number; by: string }[] = JSON.parse(log.out)
    expect(imports.at(-1)).toMatchObject({ number: 1, by: 'tester' })
    expect((await runCli(['rebuild', '--store', store])).out).toMatch(/^rebuilt from \d+ imports with \d+ records$/m)
    const { code, out } = await runCli(['verify', '--json', '--store', store])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ clean: true, proven: { entries: imports.length } })
  })

  it('verify exits 3 and names a snapshot whose bytes were changed', async () => {
    const copy = join(folder, 'flipped')
    await runCli(['import', 'seeds', '--store', copy])
    const listed = await runCli([
      'query',
      '{ document(id: "doc/beyond-parallel-2023-10-06") { snapshot { sha256 } } }',
      '--store',
      copy,
    ])
    const { sha256 } = JSON.parse(listed.out).data.document.snapshot
    const path = join(copy, 'snapshots', sha256)
    const bytes = await readFile(path)
    bytes[10] = (bytes[10] ?? 0) ^ 1
    await writeFile(path, bytes)
    const { code, out } = await runCli(['verify', '--store', copy])
    expect(code).toBe(3)
    expect(out).toContain('SNAPSHOT_DIFFERS')
  })
})

describe('wrong usage and failing stores', () => {
  it.each([
    [['nonsense']],
    [['import']],
    [['trace']],
    [['import', 'seeds', '--nonsense']],
    [['query', 'no/such/file.graphql', '--store', 'memory:']],
    [['query', '{ __typename }', '--variables', '[1]', '--store', 'memory:']],
    [['serve', '--port', 'x']],
    [['serve', '--host', '203.0.113.1', '--store', 'memory:']],
    [['log', '--limit', 'abc', '--store', 'memory:']],
    [['log', '--store', 'http://']],
    [['verify', '--store', 'http://127.0.0.1:9']],
  ])('exits 2 for %j', async (args) => {
    const { code, err } = await runCli(args)
    expect(code).toBe(2)
    expect(err).not.toBe('')
  })

  it.each([['log'], ['verify'], ['rebuild'], ['trace', 'claim/x'], ['query', '{ __typename }']])(
    'exits 3 for %s where there is no store, and makes none',
    async (...args) => {
      const nowhere = join(folder, 'nowhere')
      const { code, err } = await runCli([...args, '--store', nowhere])
      expect(code).toBe(3)
      expect(err).toContain('there is no store')
      await expect(readdir(nowhere)).rejects.toThrow('ENOENT')
    },
  )

  it('exits 3 for a server that is not Headwaters', async () => {
    const other = createServer((_request, response) => response.writeHead(403).end('{"error":"no"}'))
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    const address = other.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const { code, err } = await runCli(['query', '{ __typename }', '--store', `http://127.0.0.1:${port}`])
    other.close()
    expect(code).toBe(3)
    expect(err).toMatch(/^UNAVAILABLE: .*status 403/)
  })

  it.each([
    ['an address where nothing answers', 'http://127.0.0.1:9/'],
    ['a Neo4j that is not there', 'bolt://127.0.0.1:9'],
    ['a scheme that no store has', 'ftp://127.0.0.1/'],
  ])('exits 3 for %s', async (_what, where) => {
    const { code, err } = await runCli(['log', '--store', where])
    expect(code).toBe(3)
    expect(err).toMatch(/^UNAVAILABLE: /)
  })
})
