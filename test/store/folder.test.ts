import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toCanonical } from '../../src/ledger/canonical.js'
import { checkChain } from '../../src/ledger/chain.js'
import type { Entry } from '../../src/ledger/entry.js'
import { NO_PREVIOUS, sealEntry } from '../../src/ledger/seal.js'
import { toGrafeoError } from '../../src/store/grafeo-engine.js'
import { openStore } from '../../src/store/open.js'
import type { Notice } from '../../src/store/options.js'
import { createImport, findLastImport } from '../../src/store/statements.js'
import type { Store } from '../../src/store/store.js'
import { toDraft, toQuestion } from '../ledger/entries.js'

const PROCESS = fileURLToPath(new URL('./folder-process.mjs', import.meta.url))
const children: ChildProcess[] = []
let root = ''
let folder = ''
let notices: Notice[] = []

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'headwaters-folder-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'store-'))
  notices = []
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

const open = () => openStore(folder, { onNotice: (notice) => notices.push(notice) })
const path = (name: string) => join(folder, name)
const codes = () => notices.map(({ code }) => code)

async function append(store: Store, text: string): Promise<Entry> {
  return store.write(async (transaction) => {
    const number = (transaction.head?.number ?? 0) + 1
    const entry = sealEntry(toDraft(number, transaction.head?.hash ?? NO_PREVIOUS, [toQuestion(`q${number}`, text)]))
    await transaction.run(createImport({ number, hash: entry.hash }))
    await transaction.append(entry, new Map())
    return { commit: true, value: entry }
  })
}

async function fill(...texts: string[]): Promise<Entry[]> {
  const store = await open()
  const entries: Entry[] = []
  for (const text of texts) entries.push(await append(store, text))
  await store.close()
  return entries
}

async function readAll(store: Store): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of store.entries()) entries.push(entry)
  return entries
}

async function openAndRead(): Promise<{ entries: Entry[]; lastImport: unknown }> {
  const store = await open()
  try {
    return { entries: await readAll(store), lastImport: (await store.read(findLastImport()))[0]?.[0] }
  } finally {
    await store.close()
  }
}

async function deleteGraph(): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('graph.grafeo')) await rm(path(name), { recursive: true })
  }
}

function start(
  mode: string,
  shell?: string,
  uid?: number,
): { child: ChildProcess; lines: string[]; first: Promise<string>; ended: Promise<void> } {
  const command = [process.execPath, PROCESS, folder, mode]
  const child =
    shell === undefined
      ? spawn(process.execPath, command.slice(1), uid === undefined ? {} : { uid })
      : spawn('bash', ['-c', `${shell}; exec "$@"`, 'bash', ...command])
  children.push(child)
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout ?? process.stdin })
  const first = new Promise<string>((resolve, reject) => {
    reader.on('line', (line) => {
      lines.push(line)
      resolve(line)
    })
    reader.on('close', () => reject(new Error('the process said nothing')))
  })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  return { child, lines, first, ended }
}

describe('the lock', () => {
  it('names the process that holds it', async () => {
    const { child, first } = start('hold')
    expect(await first).toBe('open')
    const error = await open().catch((error: unknown) => error)
    expect(error).toMatchObject({ name: 'StoreError', code: 'LOCKED' })
    expect(String(error)).toContain(`process ${child.pid} on "${hostname()}" since "${new Date().getUTCFullYear()}-`)
  })

  it('holds within a process too, until the store is closed', async () => {
    const store = await open()
    await expect(open()).rejects.toMatchObject({ code: 'LOCKED' })
    await store.close()
    await (await open()).close()
  })

  it('ends with its process, however that ends', async () => {
    const { child, first, ended } = start('hold')
    expect(await first).toBe('open')
    child.kill('SIGKILL')
    await ended
    await (await open()).close()
  })

  it('goes to one of many that open at once what a killed process left', async () => {
    const { child, first, ended } = start('append')
    expect(await first).toBe('open')
    child.kill('SIGKILL')
    await ended
    const answers = await Promise.all(Array.from({ length: 5 }, () => start('hold').first))
    expect(answers.filter((line) => line === 'open')).toHaveLength(1)
    expect(answers.filter((line) => line.startsWith('LOCKED '))).toHaveLength(4)
  })

  it.each([
    ['its file', ['lock.grafeo']],
    ['all its files', ['lock.grafeo', 'lock.grafeo.wal', 'lock.json']],
  ])('lasts when somebody deletes %s', async (_, names) => {
    const { child, first } = start('hold')
    expect(await first).toBe('open')
    for (const name of names) await rm(path(name), { recursive: true, force: true })
    const holder = names.includes('lock.json') ? 'another process' : `process ${child.pid} on`
    await expect(open()).rejects.toMatchObject({ code: 'LOCKED', message: expect.stringContaining(holder) })
    expect(codes()).toEqual([])
  })

  it('is taken where a power failure left its file empty', async () => {
    const entries = await fill('one')
    await writeFile(path('lock.grafeo'), '')
    expect((await openAndRead()).entries).toEqual(entries)
  })

  it('is not taken, and nothing deleted, where its file is something else', async () => {
    await fill('one')
    await rm(path('lock.grafeo'), { recursive: true })
    await mkdir(path('lock.grafeo'))
    await writeFile(path('lock.grafeo/mine'), 'mine')
    await expect(open()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(await readFile(path('lock.grafeo/mine'), 'utf8')).toBe('mine')
  })
})

describe('the rights', () => {
  it('of a folder and all that is in it are its owner’s alone, also where the folder was open to all', async () => {
    const made = join(folder, 'made/inside')
    await chmod(folder, 0o755)
    for (const where of [made, folder]) await (await openStore(where)).close()
    const rightsOf = async (place: string) => (await stat(place)).mode & 0o077
    for (const place of [made, join(folder, 'made')]) expect(await rightsOf(place)).toBe(0)
    for (const name of ['graph.grafeo', 'ledger.jsonl', 'snapshots']) {
      expect([name, await rightsOf(join(made, name)), await rightsOf(path(name))]).toEqual([name, 0, 0])
    }
  })
})

describe('a process killed while it appends', () => {
  it('loses no entry that it acknowledged', async () => {
    for (const delay of [5, 40, 90, 150, 260, 400]) {
      const { child, lines, first, ended } = start('append')
      expect(await first).toBe('open')
      await sleep(delay)
      child.kill('SIGKILL')
      await ended
      const acknowledged = lines.filter((line) => line.startsWith('appended ')).map((line) => line.slice(9))
      const { entries, lastImport } = await openAndRead()
      expect(entries.map(({ hash }) => hash)).toEqual(expect.arrayContaining(acknowledged))
      expect(await checkChain(entries)).toMatchObject({ proven: entries.length, breaks: [] })
      expect(Number(lastImport ?? 0)).toBeGreaterThanOrEqual(entries.length - 1)
    }
  })
})

describe('the last line', () => {
  it.each([1, 2, 20, 150, 300, -2, -40])('is cut off and kept aside when it ends after %i bytes', async (length) => {
    const [first] = await fill('one', 'two')
    await deleteGraph()
    const whole = await readFile(path('ledger.jsonl'))
    const start = whole.indexOf('\n') + 1
    await writeFile(path('ledger.jsonl'), whole.subarray(0, length < 0 ? whole.length + length - 1 : start + length))
    expect((await openAndRead()).entries).toEqual([first])
    expect(codes()).toEqual(['TORN_ENTRY_CUT'])
    expect(await readFile(path('ledger.jsonl'))).toEqual(whole.subarray(0, start))
    const torn = whole.subarray(start, length < 0 ? whole.length + length - 1 : start + length)
    expect(await readFile(path('ledger.jsonl.torn-1'))).toEqual(torn)
  })

  it('never takes the place of one that was cut off before', async () => {
    await fill('one')
    for (const torn of ['{"at":"first', '{"at":"second']) {
      await appendFile(path('ledger.jsonl'), torn)
      await openAndRead()
    }
    expect(await readFile(path('ledger.jsonl.torn-1'), 'utf8')).toBe('{"at":"first')
    expect(await readFile(path('ledger.jsonl.torn-2'), 'utf8')).toBe('{"at":"second')
  })

  it('is cut off when a power failure left zeros in it', async () => {
    const [first] = await fill('one', 'two')
    await deleteGraph()
    const whole = await readFile(path('ledger.jsonl'))
    whole.fill(0, whole.length - 90, whole.length - 60)
    await writeFile(path('ledger.jsonl'), whole.subarray(0, -1))
    expect((await openAndRead()).entries).toEqual([first])
    expect(codes()).toEqual(['TORN_ENTRY_CUT'])
  })

  it('stays when only its newline is missing', async () => {
    const entries = await fill('one', 'two')
    const whole = await readFile(path('ledger.jsonl'))
    await writeFile(path('ledger.jsonl'), whole.subarray(0, -1))
    expect((await openAndRead()).entries).toEqual(entries)
    expect(codes()).toEqual([])
    expect(await readFile(path('ledger.jsonl'))).toEqual(whole)
  })

  it('is damaged, not torn, when the graph shows that it had been whole', async () => {
    await fill('one', 'two')
    const whole = await readFile(path('ledger.jsonl'))
    await writeFile(path('ledger.jsonl'), whole.subarray(0, -40))
    const error = await open().catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'DAMAGED', message: expect.stringContaining('line 2') })
    expect(await readFile(path('ledger.jsonl'))).toEqual(whole.subarray(0, -40))
  })
})

describe('a damaged ledger', () => {
  const cases: readonly [string, number, (text: string) => string][] = [
    ['a beginning that is not that of an entry', 2, (text) => text.replace('"number":2', '"number":"')],
    ['an entry that is not there', 2, (text) => text.split('\n').toSpliced(1, 1).join('\n')],
    ['an entry that is there twice', 2, (text) => text.replace(/^.*\n/, '$&$&')],
    ['an entry that does not follow', 3, (text) => text.replace(/("number":3,"previous":")../, '$1zz')],
    ['an empty line', 2, (text) => text.replace('\n', '\n\n')],
    ['ends of line of another system', 1, (text) => text.replaceAll('\n', '\r\n')],
    ['a line cut in the middle', 2, (text) => text.replace(/("number":2.{90}).*/, '$1')],
    ['what is no entry at its end', 4, (text) => `${text}hello`],
    ['a whole entry at its end that was changed', 3, (text) => text.trimEnd().replace('three', 'tree')],
  ]
  it.each(cases)('is refused with its line: %s', async (_, line, edit) => {
    await fill('one', 'two', 'three')
    await deleteGraph()
    const damaged = edit(await readFile(path('ledger.jsonl'), 'utf8'))
    await writeFile(path('ledger.jsonl'), damaged)
    await expect(open()).rejects.toMatchObject({ code: 'DAMAGED', message: expect.stringContaining(`line ${line}:`) })
    expect(await readFile(path('ledger.jsonl'), 'utf8')).toBe(damaged)
    await expect(open()).rejects.toMatchObject({ code: 'DAMAGED' }) // and not LOCKED
  })

  it('gives its entries up to a record that is no record', async () => {
    await fill('one', 'two', 'three')
    const text = await readFile(path('ledger.jsonl'), 'utf8')
    await writeFile(path('ledger.jsonl'), text.replace('"id":"question/q2"', '"id":"nobody/q2"'))
    const store = await open()
    const seen: number[] = []
    const walk = async () => {
      for await (const { number } of store.entries()) seen.push(number)
    }
    await expect(walk()).rejects.toMatchObject({
      code: 'DAMAGED',
      message: expect.stringContaining('line 2: records[0].id'),
    })
    expect(seen).toEqual([1])
    await store.close()
  })

  it('takes no entry after one whose content was changed', async () => {
    await fill('one', 'two')
    const text = await readFile(path('ledger.jsonl'), 'utf8')
    const altered = text.replace('"text":"two"', '"text":"too"')
    await writeFile(path('ledger.jsonl'), altered)
    const store = await open()
    await expect(append(store, 'three')).rejects.toMatchObject({
      code: 'DAMAGED',
      message: expect.stringContaining('line 2: its content does not have the hash'),
    })
    await store.close()
    expect(await readFile(path('ledger.jsonl'), 'utf8')).toBe(altered)
  })

  it('is recognised whatever the places at which the file is read', async () => {
    const entries = await fill('x'.repeat(5 << 20), 'two', 'y'.repeat(9 << 20), 'four')
    expect((await openAndRead()).entries).toEqual(entries)
  })
})

describe('the graph file', () => {
  it.each([
    ['the file and its log', ['graph.grafeo', 'graph.grafeo.wal']],
    ['the file alone', ['graph.grafeo']],
  ])('deleted (%s): the entries are there, the graph is empty', async (_, names) => {
    const { child, lines, first, ended } = start('append')
    expect(await first).toBe('open')
    while (lines.length < 4) await sleep(5)
    child.kill('SIGKILL')
    await ended
    for (const name of names) await rm(path(name), { recursive: true })
    const { entries, lastImport } = await openAndRead()
    expect(entries.length).toBeGreaterThanOrEqual(3)
    expect(lastImport).toBeUndefined()
  })

  it.each([
    ['no database', () => writeFile(path('graph.grafeo'), 'hello')],
    ['empty', () => writeFile(path('graph.grafeo'), '')],
    [
      'cut off',
      async () => writeFile(path('graph.grafeo'), (await readFile(path('graph.grafeo'))).subarray(0, 20_000)),
    ],
  ])('that is %s is set aside', async (_, damage) => {
    const entries = await fill('one', 'two')
    await damage()
    expect(await openAndRead()).toEqual({ entries, lastImport: undefined })
    expect(codes()).toEqual(['GRAPH_SET_ASIDE'])
    expect((await readdir(folder)).filter((name) => name.includes('.damaged-'))).not.toEqual([])
    notices = []
    expect(await openAndRead()).toEqual({ entries, lastImport: undefined })
    expect(codes()).toEqual([])
  })

  it.each([
    ['removed', () => rm(path('ledger.jsonl')), 0],
    ['emptied', () => writeFile(path('ledger.jsonl'), ''), 0],
    ['without its last line', async () => copyFile(path('copy'), path('ledger.jsonl')), 1],
  ])('is all that is left of a ledger that was %s: nothing is cleared', async (_, lose, last) => {
    await fill('one')
    await copyFile(path('ledger.jsonl'), path('copy'))
    const entries = [...(await openAndRead()).entries, ...(await fill('two'))]
    const whole = await readFile(path('ledger.jsonl'))
    await lose()
    const message = new RegExp(`ends at import ${last}, but .* holds import 2: put the ledger back from a backup`)
    await expect(open()).rejects.toMatchObject({ code: 'DAMAGED', message: expect.stringMatching(message) })
    await writeFile(path('ledger.jsonl'), whole)
    expect(await openAndRead()).toEqual({ entries, lastImport: 2 })
    expect(codes()).toEqual([])
  })

  it('of another ledger is set aside', async () => {
    await fill('one')
    await rm(path('ledger.jsonl'))
    const other = sealEntry(toDraft(1, NO_PREVIOUS, [toQuestion('q1', 'another')]))
    await appendFile(path('ledger.jsonl'), `${toCanonical(other)}\n`)
    expect(await openAndRead()).toEqual({ entries: [other], lastImport: undefined })
    expect(codes()).toEqual(['GRAPH_SET_ASIDE'])
    expect((await readdir(folder)).filter((name) => name.includes('.other-'))).not.toEqual([])
  })

  it('that may not be read is left as it is', async () => {
    await fill('one')
    const before = await readFile(path('graph.grafeo'))
    await chmod(root, 0o755)
    for (const name of ['.', ...(await readdir(folder, { recursive: true }))]) await chmod(path(name), 0o777)
    await chmod(path('graph.grafeo'), 0o000)
    const { lines, ended } = start('hold', undefined, process.getuid?.() === 0 ? 65_534 : undefined)
    await ended
    expect(lines).toEqual([expect.stringMatching(/^UNAVAILABLE .*graph\.grafeo.*denied/)])
    await chmod(path('graph.grafeo'), 0o600)
    expect(await readFile(path('graph.grafeo'))).toEqual(before)
    expect((await readdir(folder)).filter((name) => name.includes('.damaged-'))).toEqual([])
  })
})

describe('a full disk', () => {
  it('leaves nothing of the entry that did not fit, and the store goes on', async () => {
    const { lines, ended } = start('fill', 'ulimit -f 2000') // blocks of 1,024 bytes in each file
    await ended
    expect(lines).toEqual(['open', 'failed UNAVAILABLE'])
    const { entries, lastImport } = await openAndRead()
    expect(entries.map(({ records: [record] }) => record?.type === 'question' && record.text)).toEqual([
      'small',
      'small again',
    ])
    expect(lastImport).toBe(2)
    expect(codes()).toEqual([])
  })
})

describe('a disk with no room for the graph', () => {
  it('is told as such, with what became of the import, and the store still closes', async () => {
    const { lines, ended } = start('grow', 'ulimit -f 700')
    await ended
    const appended = lines.filter((line) => line.startsWith('appended '))
    expect(appended.length).toBeGreaterThan(1)
    expect(lines.filter((line) => !line.startsWith('appended '))).toEqual([
      'open',
      expect.stringMatching(/^failed UNAVAILABLE .*the file may not grow any more.*Nothing was imported$/),
      'closed',
    ])
    const { entries, lastImport } = await openAndRead()
    expect(entries.map(({ hash }) => `appended ${hash}`)).toEqual(appended)
    expect(lastImport).toBe(entries.length)
  })
})

describe('a write that finds no room', () => {
  it.each([
    ['I/O error on the WAL: No space left on device (os error 28)', 'the disk is full'],
    ['ENOSPC: no space left on device, write', 'the disk is full'],
    ['Disk quota exceeded (os error 122)', 'the quota of the disk is used up'],
    ['File too large (os error 27)', 'the file may not grow any more'],
  ])('is UNAVAILABLE and told in plain words: %s', (message, told) => {
    const error = Object.assign(new Error(message), { gqlStatus: '40000' }) // a commit of Grafeo has the status of a conflict
    expect(toGrafeoError(error)).toMatchObject({ code: 'UNAVAILABLE', message: told })
  })
})

describe('a folder that holds no store', () => {
  it('is not made into one where none may be made', async () => {
    await expect(openStore(folder, { create: false })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: `there is no store at ${folder}: import into it first, or name another with --store`,
    })
    await expect(openStore(path('below'), { create: false })).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(await readdir(folder)).toEqual([])
    const entries = await fill('one')
    const store = await openStore(folder, { create: false })
    expect(await readAll(store)).toEqual(entries)
    await store.close()
  })
})

describe('an archive', () => {
  it('gets back what it lost or what was damaged, and says so', async () => {
    const bytes = ['one', 'two', 'three'].map((text) => Buffer.from(text))
    const given = new Map(bytes.map((content) => [createHash('sha256').update(content).digest('hex'), content]))
    const [lost, damaged] = [...given.keys()]
    const store = await open()
    await store.putBackSnapshots(given)
    await rm(path(`snapshots/${lost}`))
    await writeFile(path(`snapshots/${damaged}`), 'other')
    notices = []
    expect(await store.putBackSnapshots(given)).toEqual([lost, damaged])
    expect(codes()).toEqual(['SNAPSHOTS_PUT_BACK'])
    for (const [sha256, content] of given) expect(await store.findSnapshot(sha256)).toEqual(new Uint8Array(content))
    await store.close()
  })
})

describe('a place that is no folder', () => {
  it('is UNAVAILABLE', async () => {
    await writeFile(path('file'), '')
    await expect(openStore(path('file'))).rejects.toMatchObject({ name: 'StoreError', code: 'UNAVAILABLE' })
    await expect(openStore(path('file/below'))).rejects.toMatchObject({ name: 'StoreError', code: 'UNAVAILABLE' })
    expect(existsSync(path('file/below'))).toBe(false)
  })

  it.each(['', 'http://127.0.0.1:4000', 'postgres://x'])('nor an address that the store knows: %j', async (where) => {
    await expect(openStore(where)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })
})
