import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Checked } from '../../src/seed/bundle.js'
import { PROBLEM_CODES } from '../../src/seed/problem.js'
import { checkPaths } from '../../src/seed/read.js'

const CASES = fileURLToPath(new URL('../cases/', import.meta.url))
const names = readdirSync(CASES, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  .sort()

/** How a case is checked, where it is not simply its whole `input` folder; paths begin at the case. */
const options = z.strictObject({
  paths: z.array(z.string()).default(['input']),
  root: z.string().optional(),
})

const GRAPH_CODES = ['UNKNOWN_REFERENCE', 'STILL_REFERRED_TO', 'STAYS_RETRACTED']

async function check(name: string): Promise<Checked> {
  const file = path.join(CASES, name, 'options.json')
  const { paths, root } = options.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})
  const at = (part: string) => path.join(CASES, name, part)
  return await checkPaths(paths.map(at), root === undefined ? {} : { root: at(root) })
}

function toExpectation(checked: Checked): unknown {
  if (!checked.ok)
    return checked.problems.map(({ code, file, line, column, path: at, message }) => ({
      code,
      file: file.replace(CASES, ''),
      line,
      column,
      path: at,
      message,
    }))
  const { files, records, open, warnings } = checked.bundle
  return {
    files: files.map(({ name }) => name),
    records,
    open: open.map(({ from, to, types, place }) => ({ from, to, types, place: place() })),
    warnings,
  }
}

describe('cases', () => {
  it.each(names)('%s', async (name) => {
    const checked = await check(name)
    expect(checked.ok).toBe(name.startsWith('good-'))
    const actual = `${JSON.stringify(toExpectation(checked), undefined, 2)}\n`
    const file = path.join(CASES, name, 'expected.json')
    if (!existsSync(file) && process.env.CI === undefined) writeFileSync(file, actual)
    expect(JSON.parse(actual)).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })

  it('hold every code that needs no graph, in 35 bad inputs or more', async () => {
    const bad = names.filter((name) => !name.startsWith('good-'))
    const all = await Promise.all(bad.map(check))
    const codes = new Set(all.flatMap((checked) => (checked.ok ? [] : checked.problems.map(({ code }) => code))))
    expect(PROBLEM_CODES.filter((code) => !codes.has(code))).toEqual(GRAPH_CODES)
    expect(bad.length).toBeGreaterThanOrEqual(35)
  })
})
