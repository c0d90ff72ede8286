import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../cli/run-cli.js'

const ROOT = resolve(import.meta.dirname, '../..')
let folder = ''
let store = ''
let url = '' // of /graphql
let server: ChildProcess

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headwaters-serve-'))
  store = join(folder, 'data')
  server = start(['--seeds', 'seeds', '--store', store])
  url = await addressOf(server)
})
afterAll(async () => {
  server.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function start(args: readonly string[]): ChildProcess {
  const command = [join(ROOT, 'dist/cli/main.js'), 'serve', '--port', '0', '--json', ...args]
  return spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] })
}

/** Address of a server's /graphql, which it prints when it is ready. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((done) => child.stdout?.once('data', (line) => done(JSON.parse(String(line)).url)))
}

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

/** Status of a request to the server under another name, as after DNS rebinding. */
async function statusAs(host: string): Promise<number | undefined> {
  const { port } = new URL(url)
  return new Promise((done, fail) => {
    const asked = request({ host: '127.0.0.1', port, path: '/graphql', headers: { host } }, (response) => {
      response.resume()
      done(response.statusCode)
    })
    asked.on('error', fail).end()
  })
}

describe('a served dossier', () => {
  it('has a history: the entities first, then each report as an import of its own', async () => {
    const { body } = await ask('{ imports(first: 100) { totalCount nodes { number files { name } } } }')
    expect(body.errors).toBeUndefined()
    const { nodes, totalCount } = body.data.imports
    expect(totalCount).toBeGreaterThan(30)
    const [first, ...reports] = [...nodes].reverse()
    expect(first.files.every(({ name }: { name: string }) => name.startsWith('entities/'))).toBe(true)
    for (const { files } of reports) expect(files).toEqual([{ name: expect.stringMatching(/^reports\/.*\.yaml$/) }])
  })

  it('answers a wrong operation with its place and a code', async () => {
    const { status, body } = await ask('{ claims(first: 0) { nodes { id } } }')
    expect(status).toBe(200)
    expect(body.errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
    const unknown = await ask('{ clams { id } }')
    expect(unknown.status).toBe(400)
    expect(unknown.body.errors[0]).toMatchObject({
      locations: [{ line: 1, column: 3 }],
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    })
  })

  it('refuses a document that nests without end, and stays up', async () => {
    const { status, body } = await ask(`${'{a'.repeat(50_000)}${'}'.repeat(50_000)}`)
    expect(status).toBe(400)
    expect(body.errors[0]).toMatchObject({ extensions: { code: 'GRAPHQL_PARSE_FAILED' } })
    expect((await ask('{ __typename }')).body.data).toEqual({ __typename: 'Query' })
  })

  it('refuses a page elsewhere that calls it by its own name, and a form post', async () => {
    expect(await statusAs('evil.example')).toBe(403)
    expect(await statusAs(new URL(url).host)).not.toBe(403)
    const form = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{__typename}"}',
    })
    expect(form.status).toBeGreaterThanOrEqual(400)
  })

  it('serves the query page whole, from here alone', async () => {
    const root = new URL('/', url)
    const page = await fetch(root) // follows the redirect
    expect(page.url).toBe(new URL('/graphiql', url).href)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const html = await page.text()
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(assets).toHaveLength(6)
    for (const asset of assets) {
      const answer = await fetch(new URL(asset, page.url))
      expect(answer.status, asset).toBe(200)
      expect((await answer.text()).length).toBeGreaterThan(50)
    }
  })

  it('imports files by mutation: a dry run first, then the same receipt for good', async () => {
    const files = [{ name: 'new.yaml', content: 'actors:\n  - { id: actor/by-mutation, kind: PERSON, name: New }\n' }]
    const mutation =
      'mutation M($files: [SeedFile!]!, $dry: Boolean!) { importFiles(files: $files, dryRun: $dry) { import { number } created records { id change } problems { code } } }'
    const dry = await ask(mutation, { files, dry: true })
    expect(dry.body.data.importFiles).toEqual({
      import: null,
      created: 1,
      records: [{ id: 'actor/by-mutation', change: 'CREATED' }],
      problems: [],
    })
    expect((await ask('{ actor(id: "actor/by-mutation") { id } }')).body.data).toEqual({ actor: null })
    const real = await ask(mutation, { files, dry: false })
    expect(real.body.data.importFiles).toMatchObject({ import: { number: expect.any(Number) }, created: 1 })
    expect((await ask('{ actor(id: "actor/by-mutation") { name } }')).body.data).toEqual({ actor: { name: 'New' } })
  })

  it('gives the problems of a bad file as data, with their places', async () => {
    const files = [{ name: 'bad.yaml', content: 'actors:\n  - { id: actor/x, kind: PERSN, name: X }\n' }]
    const { body } = await ask(
      'mutation M($files: [SeedFile!]!) { importFiles(files: $files) { import { number } problems { severity code file line column path } } }',
      { files },
    )
    expect(body.data.importFiles).toEqual({
      import: null,
      problems: [
        { severity: 'ERROR', code: 'UNKNOWN_VALUE', file: 'bad.yaml', line: 2, column: 26, path: 'actors[0].kind' },
      ],
    })
  })

  it('takes no imports where it is for reading alone', async () => {
    const reading = start(['--read-only', '--store', 'memory:'])
    try {
      const body = JSON.stringify({ query: 'mutation { importFiles(files: []) { created } }' })
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(await addressOf(reading), { method: 'POST', headers, body })
      const { errors } = JSON.parse(await response.text())
      expect(errors[0].message).toMatch(/read/)
    } finally {
      reading.kill('SIGKILL')
    }
  })

  it('is a store to the command line', async () => {
    const where = new URL('/', url).href
    const trace = await runCli(['trace', 'claim/dprk-arms-by-rail', '--store', where])
    expect([trace.code, trace.err]).toEqual([0, ''])
    expect(trace.out).toContain('2 independent origins')
    const again = await runCli(['import', 'seeds', '--store', where])
    expect([again.code, again.err]).toEqual([0, ''])
    expect(again.out).toContain('Nothing new')
  })

  it('keeps its store to itself: a second process learns who holds it', async () => {
    const { code, err } = await runCli(['log', '--store', store])
    expect(code).toBe(3)
    expect(err).toMatch(/^LOCKED: /)
    expect(err).toContain(String(server.pid))
  })

  it('stops on SIGTERM with exit 0, and imports nothing again on the next start', async () => {
    const before = (await ask('{ imports { totalCount } }')).body.data.imports.totalCount
    const ended = new Promise((done) => server.on('close', done))
    server.kill('SIGTERM')
    expect(await ended).toBe(0)
    const { out } = await runCli(['query', '{ imports { totalCount } }', '--store', store])
    expect(JSON.parse(out).data.imports.totalCount).toBe(before)
  })
})
