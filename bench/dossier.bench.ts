import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGraph } from '../src/graph/open.js'
import { createExecutor } from '../src/graphql/execute.js'
import { loadSchema } from '../src/graphql/schema.js'
import { type Figure, quantile, timeRuns, writeFigures } from './figures.js'
import { PROVENANCE } from './queries.js'

const ROOT = resolve(import.meta.dirname, '..')
const MAIN = join(ROOT, 'dist/cli/main.js')
const CLAIM = 'claim/dprk-arms-by-rail'
const figures: Figure[] = []

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headwaters-bench-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await writeFigures('dossier', figures)
})

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
}

describe('the dossier, embedded', () => {
  it('imports whole in under 3 s, the start of the program included', async () => {
    const began = performance.now()
    const child = start(['import', 'seeds', '--store', join(folder, 'data')])
    const code = await new Promise((done) => child.on('close', done))
    const seconds = (performance.now() - began) / 1000
    expect(code).toBe(0)
    figures.push({ what: 'import of seeds/ by the command line', figure: seconds, unit: 's', bar: 'under 3 s' })
    expect(seconds).toBeLessThan(3)
  })

  it('answers the provenance query in under 3 ms (median), in process', async () => {
    const graph = await openGraph(join(folder, 'data'))
    try {
      const execute = createExecutor({ schema: loadSchema(), store: graph.store })
      const document = parse(PROVENANCE)
      const taken = await timeRuns(1000, async () => {
        const { data, errors } = await execute({ document, variables: { id: CLAIM } })
        if (errors !== undefined || data?.claim === null) throw new Error(JSON.stringify(errors))
      })
      figures.push({ what: 'provenance query, median', figure: quantile(taken, 0.5), unit: 'ms', bar: 'under 3 ms' })
      figures.push({ what: 'provenance query, 95 %', figure: quantile(taken, 0.95), unit: 'ms', bar: 'none' })
      expect(quantile(taken, 0.5)).toBeLessThan(3)
    } finally {
      await graph.close()
    }
  })

  it('serves it in under 250 MB of resident memory', async () => {
    const child = start(['serve', '--store', join(folder, 'data'), '--port', '0', '--json'])
    try {
      const url = await new Promise<string>((done) =>
        child.stdout?.once('data', (line) => done(JSON.parse(String(line)).url)),
      )
      for (let index = 0; index < 500; index++) {
        const body = JSON.stringify({ query: PROVENANCE, variables: { id: CLAIM } })
        const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        if (!answer.ok) throw new Error(await answer.text())
        await answer.text()
      }
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024
      figures.push({
        what: 'resident memory of the server, peak over 500 provenance queries',
        figure: peak,
        unit: 'MB',
        bar: 'under 250 MB',
      })
      expect(peak).toBeLessThan(250)
    } finally {
      child.kill('SIGTERM')
      await new Promise((done) => child.on('close', done))
    }
  })
})
