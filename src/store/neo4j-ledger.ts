import type { Sha256 } from '../domain/records.js'
import { findUtf8Text } from '../domain/utf8-text.js'
import type { Entry } from '../ledger/entry.js'
import { parseEntry } from '../ledger/parse.js'
import { entryPieces, inBlocks } from '../ledger/seal.js'
import type { Head, Row, Statement } from './store.js'
import { StoreError } from './store-error.js'
import type { Appended } from './transaction.js'

/** Labels of what Neo4j holds besides the projected graph. `LedgerLock` is taken before anything else in a write. */
export const LEDGER_LABELS = ['LedgerEntry', 'LedgerPart', 'LedgerSnapshot', 'LedgerLock'] as const

export const LEDGER_SCHEMA: readonly string[] = [
  'CREATE CONSTRAINT ledger_entry IF NOT EXISTS FOR (n:LedgerEntry) REQUIRE n.number IS UNIQUE',
  'CREATE CONSTRAINT ledger_part IF NOT EXISTS FOR (n:LedgerPart) REQUIRE (n.entry, n.part) IS UNIQUE',
  'CREATE CONSTRAINT ledger_snapshot IF NOT EXISTS FOR (n:LedgerSnapshot) REQUIRE (n.sha256, n.part) IS UNIQUE',
  'CREATE CONSTRAINT ledger_lock IF NOT EXISTS FOR (n:LedgerLock) REQUIRE n.id IS UNIQUE',
]

export const TAKE_LOCK: Statement = {
  text: "MERGE (l:LedgerLock {id: 'writer'}) SET l.writes = coalesce(l.writes, 0) + 1",
  parameters: {},
}
export const FIND_HEAD: Statement = {
  text: 'MATCH (e:LedgerEntry) WHERE e.number > 0 RETURN e.number AS number, e.hash AS hash, e.at AS at ORDER BY e.number DESC LIMIT 1',
  parameters: {},
}

const PART_CHARACTERS = 500_000
const PARTS_PER_STATEMENT = 8

type Run = (statement: Statement) => Promise<readonly Row[]>

export function toHead([row]: readonly Row[]): Head {
  if (row === undefined) return null
  const [number, hash, at] = row
  if (typeof number !== 'number' || typeof hash !== 'string' || typeof at !== 'string')
    throw new StoreError('DAMAGED', 'The newest entry of the ledger has no number, hash or time')
  return { number, hash, at }
}

/** Writes the entry's text and the snapshots' bytes, in parts, inside the transaction of the projection. */
export async function appendToNeo4j(run: Run, { entry, snapshots }: Appended): Promise<void> {
  let parts = 0
  for (const texts of inGroups(inParts(entryPieces(entry)), PARTS_PER_STATEMENT)) {
    const rows = texts.map((text, index) => ({ entry: entry.number, part: parts + index, text }))
    await run({ text: 'UNWIND $rows AS row CREATE (p:LedgerPart) SET p = row', parameters: { rows } })
    parts += texts.length
  }
  await run({
    text: 'CREATE (e:LedgerEntry {number: $number, hash: $hash, at: $at, parts: $parts})',
    parameters: { number: entry.number, hash: entry.hash, at: entry.at, parts },
  })
  for (const [sha256, bytes] of snapshots) await appendSnapshot(run, sha256, bytes)
}

async function appendSnapshot(run: Run, sha256: Sha256, bytes: Uint8Array): Promise<void> {
  const [present] = await run({
    text: 'MATCH (s:LedgerSnapshot) WHERE s.sha256 = $sha256 AND s.part = 0 RETURN s.part AS part',
    parameters: { sha256 },
  })
  if (present !== undefined) return
  const text = findUtf8Text(bytes)
  const encoding = text === undefined ? 'base64' : 'utf8'
  const pieces = [...inParts([text ?? Buffer.from(bytes).toString('base64')])]
  const rows = pieces.map((piece, part) => ({ sha256, part, parts: pieces.length, encoding, text: piece }))
  for (const group of inGroups(rows, PARTS_PER_STATEMENT))
    await run({ text: 'UNWIND $rows AS row CREATE (s:LedgerSnapshot) SET s = row', parameters: { rows: group } })
}

export async function findNeo4jSnapshot(run: Run, sha256: Sha256): Promise<Uint8Array | undefined> {
  const rows = await run({
    text: 'MATCH (s:LedgerSnapshot) WHERE s.sha256 = $sha256 RETURN s.text AS text, s.encoding AS encoding, s.parts AS parts ORDER BY s.part',
    parameters: { sha256 },
  })
  const [first] = rows
  if (first === undefined) return undefined
  if (first[2] !== rows.length) throw new StoreError('DAMAGED', `The snapshot ${sha256} lacks a part of its bytes`)
  return new Uint8Array(Buffer.from(rows.map(([text]) => text).join(''), first[1] === 'base64' ? 'base64' : 'utf8'))
}

/** Entries after a number, one statement each. Throws DAMAGED with the entry. */
export async function* readNeo4jEntries(run: Run, after: number): AsyncGenerator<Entry> {
  const [last] = await run(FIND_HEAD)
  const end = last === undefined ? 0 : Number(last[0])
  for (let number = Math.max(0, after) + 1; number <= end; number += 1) {
    const rows = await run({
      text: 'MATCH (p:LedgerPart) WHERE p.entry = $number RETURN p.text AS text ORDER BY p.part',
      parameters: { number },
    })
    const parsed = parseEntry(rows.map(([text]) => text).join(''))
    if (!parsed.ok) throw new StoreError('DAMAGED', `Entry ${number} of the ledger, ${parsed.path}: ${parsed.reason}`)
    if (parsed.entry.number !== number)
      throw new StoreError('DAMAGED', `Entry ${number} of the ledger: got entry ${parsed.entry.number}`)
    yield parsed.entry
  }
}

/** Parts of at most PART_CHARACTERS, never cut inside a surrogate pair: half of one can't be sent. At least one part. */
function* inParts(pieces: Iterable<string>): Generator<string> {
  let rest = ''
  let given = false
  for (const block of inBlocks(pieces, PART_CHARACTERS)) {
    rest += block
    while (rest.length > PART_CHARACTERS) {
      const last = rest.charCodeAt(PART_CHARACTERS - 1)
      const cut = last >= 0xd800 && last <= 0xdbff ? PART_CHARACTERS - 1 : PART_CHARACTERS
      yield rest.slice(0, cut)
      rest = rest.slice(cut)
      given = true
    }
  }
  if (rest !== '' || !given) yield rest
}

function* inGroups<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let group: T[] = []
  for (const item of items) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
