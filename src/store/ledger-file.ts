import { constants } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Entry } from '../ledger/entry.js'
import { parseEntry } from '../ledger/parse.js'
import { entryPieces, hashEntry, inBlocks } from '../ledger/seal.js'
import { isTorn, type Line, scanLedger, toDamage } from './ledger-scan.js'
import type { Notice } from './options.js'
import { syncFolder } from './snapshot-files.js'
import type { Head } from './store.js'
import { StoreError, toReason } from './store-error.js'

/** Entries, one canonical line each. A line is there for others once `confirm` was called on it. */
export interface Ledger {
  head(): Head
  findHash(number: number): string | undefined
  /** Durable when it resolves. If it throws, nothing of the entry is left. Throws DAMAGED where the head's content is not what its hash says. */
  append(entry: Entry): Promise<PendingEntry>
  entries(after: number): AsyncIterable<Entry>
  close(): Promise<void>
}
export interface PendingEntry {
  confirm(): void
  /** Takes the entry back out. */
  undo(): Promise<void>
}

const READ_BYTES = 4 << 20
const WRITE_CHARACTERS = 1 << 20

/**
 * Opens or creates a ledger file. What an append that did not end has left behind is cut off and kept beside it; where `known` (the number of
 * the newest import that the graph holds) shows that there was more, and for any other damage, throws DAMAGED with the line.
 */
export async function openLedgerFile(path: string, known: number, onNotice: (notice: Notice) => void): Promise<Ledger> {
  const file = await openFile(path, known)
  try {
    const { lines, length } = await recover(path, file, known, onNotice)
    if (lines.length < known) throw toShortLedger(path, lines.length, known)
    return createLedger(path, file, lines, length)
  } catch (error) {
    await file.close()
    throw error
  }
}

async function openFile(path: string, known: number): Promise<FileHandle> {
  try {
    return await open(path, known === 0 ? constants.O_RDWR | constants.O_CREAT : constants.O_RDWR, 0o600)
  } catch (error) {
    if (known > 0 && error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw toShortLedger(path, 0, known)
    throw error
  }
}

function toShortLedger(path: string, last: number, known: number): StoreError {
  const lost = known === last + 1 ? `import ${known}` : `imports ${last + 1} to ${known}`
  return new StoreError(
    'DAMAGED',
    `${path} ends at import ${last}, but the graph beside it holds import ${known}: put the ledger back from a backup. ` +
      `To give up ${lost}, delete graph.grafeo: it is made anew from what the ledger holds`,
  )
}

interface Recovered {
  readonly lines: Line[]
  readonly length: number
}

async function recover(
  path: string,
  file: FileHandle,
  known: number,
  onNotice: (notice: Notice) => void,
): Promise<Recovered> {
  const { size } = await file.stat()
  const scan = await scanLedger(path, readChunks(file, 0, size))
  const lines = [...scan.lines]
  if (scan.end === size) return { lines, length: size }

  const place = lines.length + 1
  const rest = await readBytes(file, scan.end, size)
  if (!isTorn(rest)) {
    // The newline is written last, after the rest is durable: only the newline can be missing of a whole entry.
    const parsed = parseEntry(rest.toString('utf8'))
    const head = lines.at(-1)
    if (!parsed.ok || hashEntry(parsed.entry) !== parsed.entry.hash || parsed.entry.number !== place)
      throw toDamage(path, place, 'it is neither a whole entry nor the beginning of one')
    if (head !== undefined && parsed.entry.previous !== head.hash)
      throw toDamage(path, place, 'it does not follow the entry before it')
    await writeAll(file, Buffer.from('\n'), size)
    await file.datasync()
    const { number, hash, at } = parsed.entry
    lines.push({ start: scan.end, end: size, number, hash, at })
    return { lines, length: size + 1 }
  }
  if (known >= place)
    throw toDamage(path, place, 'its end is missing, and the graph shows that it had been written whole')
  const aside = await keepAside(path, rest)
  await file.truncate(scan.end)
  await file.sync()
  onNotice({
    code: 'TORN_ENTRY_CUT',
    message: `${path}, line ${place}: ${rest.length} bytes are the beginning of an entry, as an import that was broken off leaves it. They are kept as ${aside}; if import ${place} was acknowledged, put the ledger back from a backup`,
  })
  return { lines, length: scan.end }
}

/** Keeps bytes durably in a new file beside the ledger, and gives its path. */
async function keepAside(path: string, bytes: Buffer): Promise<string> {
  for (let number = 1; ; number += 1) {
    const aside = `${path}.torn-${number}`
    try {
      const file = await open(aside, 'wx', 0o600)
      try {
        await writeAll(file, bytes, 0)
        await file.sync()
      } catch (error) {
        await rm(aside, { force: true })
        throw error
      } finally {
        await file.close()
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue
      throw error
    }
    await syncFolder(dirname(path))
    return aside
  }
}

function createLedger(path: string, file: FileHandle, lines: Line[], initialLength: number): Ledger {
  let length = initialLength
  let broken = false
  let proven: string | undefined // the hash of a head whose content was seen to have it

  async function takeBack(left: string): Promise<void> {
    try {
      await file.truncate(length)
      await file.datasync()
    } catch (cause) {
      broken = true
      throw new StoreError('UNAVAILABLE', `${path} can't be made shorter: ${toReason(cause)}. ${left}`, { cause })
    }
  }

  async function readEntry(line: Line, place: number): Promise<Entry> {
    const parsed = parseEntry((await readBytes(file, line.start, line.end)).toString('utf8'))
    if (!parsed.ok) throw toDamage(path, place, parsed.path === '' ? parsed.reason : `${parsed.path}: ${parsed.reason}`)
    return parsed.entry
  }

  async function assertHead(): Promise<void> {
    const head = lines.at(-1)
    if (head === undefined || head.hash === proven) return
    if (hashEntry(await readEntry(head, lines.length)) !== head.hash)
      throw toDamage(path, lines.length, 'its content does not have the hash that it names')
    proven = head.hash
  }

  return {
    head: () => toHead(lines.at(-1)),
    findHash: (number) => lines[number - 1]?.hash,
    async append(entry) {
      if (broken)
        throw new StoreError('UNAVAILABLE', `${path} could not be written: free some space and open the store again`)
      await assertHead()
      let end = length
      try {
        for (const block of inBlocks(entryPieces(entry), WRITE_CHARACTERS))
          end += await writeAll(file, Buffer.from(block), end)
        await file.datasync()
        await writeAll(file, Buffer.from('\n'), end)
        await file.datasync()
      } catch (cause) {
        await takeBack('Nothing was imported: free some space and open the store again')
        throw new StoreError('UNAVAILABLE', `Can't write ${path}: ${toReason(cause)}. Nothing was imported`, { cause })
      }
      const { number, hash, at } = entry
      return {
        confirm() {
          lines.push({ start: length, end, number, hash, at })
          length = end + 1
          proven = hash
        },
        undo: () =>
          takeBack(
            `Import ${number} is in the ledger and not in the graph: free some space and open the store again, which projects it`,
          ),
      }
    },
    async *entries(after) {
      const until = lines.length
      for (let index = Math.max(0, after); index < until; index += 1) {
        const line = lines[index]
        if (line === undefined) return
        yield await readEntry(line, index + 1)
      }
    },
    close: () => file.close(),
  }
}

function toHead(last: NonNullable<Head> | undefined): Head {
  return last === undefined ? null : { number: last.number, hash: last.hash, at: last.at }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<number> {
  let written = 0
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written)
    written += bytesWritten
  }
  return written
}

async function* readChunks(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let position = from; position < to; position += READ_BYTES) {
    yield await readBytes(file, position, Math.min(to, position + READ_BYTES))
  }
}

async function readBytes(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(to - from)
  let read = 0
  while (read < bytes.length) {
    const { bytesRead } = await file.read(bytes, read, bytes.length - read, from + read)
    if (bytesRead === 0) throw new StoreError('DAMAGED', 'The ledger became shorter while it was open')
    read += bytesRead
  }
  return bytes
}

/** A ledger that ends with the process. */
export function createMemoryLedger(): Ledger {
  const list: Entry[] = []
  return {
    head: () => toHead(list.at(-1)),
    findHash: (number) => list[number - 1]?.hash,
    append: async (entry) => ({ confirm: () => void list.push(entry), undo: async () => undefined }),
    async *entries(after) {
      yield* list.slice(Math.max(0, after))
    },
    close: async () => undefined,
  }
}
