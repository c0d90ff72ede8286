import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Checked } from '../../src/seed/bundle.js'
import { gatherFiles } from '../../src/seed/gather.js'
import { checkFiles, checkPaths, listSeedFiles } from '../../src/seed/read.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'headwaters-seed-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, content: string): string {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}
const at = (name: string) => path.join(folder, name)
const document = (id: string, snapshot: string) =>
  `documents:\n  - { id: ${id}, kind: ARTICLE, title: A, source: source/a, snapshot: ${snapshot} }\n`

/** Runs without the right to read a folder; the superuser, whom no right stops, becomes nobody for it. */
async function asOneWhoMayNotRead<T>(locked: string, run: () => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0
  chmodSync(folder, 0o755)
  chmodSync(locked, 0o000)
  if (isRoot) process.seteuid?.(65534)
  try {
    return await run()
  } finally {
    if (isRoot) process.seteuid?.(0)
    chmodSync(locked, 0o755)
  }
}

function namesOf(checked: Checked): readonly string[] {
  return checked.ok ? checked.bundle.files.map(({ name }) => name) : checked.problems.map(({ code }) => code)
}

describe('checkPaths', () => {
  it('takes a folder in path order, with names from the folder', async () => {
    for (const name of ['b/z.yml', 'b/a.json', 'a.yaml', 'c.YAML', '.git/x.yaml', 'b/.x.yaml', 'b/readme.md'])
      write(name, '{}')
    expect(namesOf(await checkPaths([folder]))).toEqual(['a.yaml', 'b/a.json', 'b/z.yml', 'c.YAML'])
  })

  it('takes a file that is given twice once, and keeps equal names apart', async () => {
    write('x/a.yaml', '{}')
    write('y/a.yaml', '{}')
    const paths = [at('x'), at('x/a.yaml'), at('y')]
    expect(namesOf(await checkPaths(paths))).toEqual(['a.yaml', 'y-2/a.yaml'])
  })

  it('reads snapshots beside a file, and within `root` where it is given', async () => {
    write('reports/a.yaml', document('doc/a', '../notes/a.md'))
    write('notes/a.md', 'A')
    expect(namesOf(await checkPaths([at('reports/a.yaml')]))).toEqual(['SNAPSHOT_OUTSIDE'])
    expect(namesOf(await checkPaths([at('reports/a.yaml')], { root: folder }))).toEqual(['reports/a.yaml'])
    expect(namesOf(await checkPaths([folder]))).toEqual(['reports/a.yaml'])
  })

  it('tells of a folder below that it may not read, beside the faults of the others', async () => {
    write('a/b.yaml', '{}')
    write('locked/c.yaml', '{}')
    write('z.yaml', 'nothing: 1')
    const checked = await asOneWhoMayNotRead(at('locked'), () => checkPaths([folder]))
    expect(checked).toMatchObject({
      problems: [
        { code: 'UNREADABLE_FILE', file: 'locked' },
        { code: 'UNKNOWN_KEY', file: 'z.yaml' },
      ],
    })
    const listed = await asOneWhoMayNotRead(at('locked'), async () => listSeedFiles([folder]))
    expect(listed.map(({ path: found }) => path.relative(folder, found))).toEqual(['a/b.yaml', 'locked', 'z.yaml'])
  })

  it('does not follow links out of the folder, neither of files nor of folders', async () => {
    write('outside/secret.md', 'secret')
    write('outside/b.yaml', '{}')
    write('seeds/a.yaml', document('doc/a', 'notes/secret.md'))
    symlinkSync(at('outside'), at('seeds/notes'))
    expect(namesOf(await checkPaths([at('seeds')]))).toEqual(['SNAPSHOT_OUTSIDE'])
    symlinkSync(at('outside/b.yaml'), at('seeds/c.yaml'))
    expect(namesOf(await checkPaths([at('seeds')]))).toEqual(['SNAPSHOT_OUTSIDE', 'UNREADABLE_FILE'])
  })

  it('does not hang on a pipe in place of a snapshot', async () => {
    write('a.yaml', document('doc/a', 'pipe.md'))
    execFileSync('sh', ['-c', 'mkfifo "$0"', at('pipe.md')])
    expect(namesOf(await checkPaths([folder]))).toEqual(['SNAPSHOT_MISSING'])
  })

  it('keeps snapshots of one content once', async () => {
    write('a.yaml', document('doc/a', 'a.md'))
    write('b.yaml', document('doc/b', 'b.md'))
    write('a.md', 'the same')
    write('b.md', 'the same')
    const checked = await checkPaths([folder])
    expect(checked.ok && checked.bundle.snapshots.size).toBe(1)
  })
})

describe('listSeedFiles', () => {
  it('gives each file with the folder that its snapshots may come from', async () => {
    write('seeds/reports/a.yaml', document('doc/a', '../notes/a.md'))
    write('seeds/reports/b.yaml', '{}')
    write('seeds/notes/a.md', 'A')
    write('c.json', '{}')
    const listed = listSeedFiles([at('seeds'), at('c.json'), at('nowhere')])
    expect(listed).toEqual([
      { path: at('seeds/reports/a.yaml'), root: at('seeds') },
      { path: at('seeds/reports/b.yaml'), root: at('seeds') },
      { path: at('c.json'), root: folder },
      { path: at('nowhere'), root: folder },
    ])
    const names = await Promise.all(
      listed.map(async ({ path: file, root }) => namesOf(await checkPaths([file], { root }))),
    )
    expect(names).toEqual([['reports/a.yaml'], ['reports/b.yaml'], ['c.json'], ['UNREADABLE_FILE']])
  })
})

describe('gatherFiles', () => {
  it('gives what checkFiles needs to come to the same answer', async () => {
    write('reports/a.yaml', document('doc/a', '../notes/a.md'))
    write('reports/b.json', '{}')
    write('notes/a.md', 'A')
    write('notes/unused.md', 'B')
    const gathered = gatherFiles([folder])
    expect(gathered.map(({ name }) => name)).toEqual(['reports/a.yaml', 'notes/a.md', 'reports/b.json'])
    const checked = checkFiles(gathered)
    const onDisk = await checkPaths([folder])
    expect(checked.ok && checked.bundle.records).toEqual(onDisk.ok && onDisk.bundle.records)
    expect(checked.ok && [...checked.bundle.snapshots.keys()]).toEqual(onDisk.ok && [...onDisk.bundle.snapshots.keys()])
  })

  it('sends nothing from outside', () => {
    write('secret.md', 'secret')
    write('seeds/a.yaml', document('doc/a', '../secret.md'))
    expect(gatherFiles([at('seeds')]).map(({ name }) => name)).toEqual(['a.yaml'])
  })
})
