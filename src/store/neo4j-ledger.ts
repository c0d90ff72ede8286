import type { Entry } from '../ledger/entry.js'
import { parseEntry } from '../ledger/parse.js'
import { entryPieces, hashEntry, NO_PREVIOUS } from '../ledger/seal.js'
import { inGroups, inParts, PARTS_PER_STATEMENT } from './neo4j-parts.js'
import { putNeo4jSnapshots } from './neo4j-snapshots.js'
import type { Head, Row, Statement } from './store.js'
import { StoreError } from './store-error.js'
import type { Appended } from './transaction.js'

export const LEDGER_SCHEMA: readonly string[] = [
  'CREATE CONSTRAINT ledger_entry IF NOT EXISTS FOR (n:LedgerEntry) REQUIRE n.number IS UNIQUE',
  'CREATE CONSTRAINT ledger_part IF NOT EXISTS FOR (n:LedgerPart) REQUIRE (n.entry, n.part) IS UNIQUE',
  'CREATE CONSTRAINT ledger_snapshot IF NOT EXISTS FOR (n:LedgerSnapshot) REQUIRE (n.sha256, n.part) IS UNIQUE',
  'CREATE CONSTRAINT ledger_lock IF NOT EXISTS FOR (n:LedgerLock) REQUIRE n.id IS UNIQUE',
]

/** Before anything else in a write. */
export const TAKE_LOCK: Statement = {
  text: "MERGE (l:LedgerLock {id: 'writer'}) SET l.writes = coalesce(l.writes, 0) + 1",
  parameters: {},
}
export const FIND_HEAD: Statement = {
  text: 'MATCH (e:LedgerEntry) WHERE e.number > 0 RETURN e.number AS number, e.hash AS hash, e.at AS at ORDER BY e.number DESC LIMIT 1',
  parameters: {},
}

export type Run = (statement: Statement) => Promise<readonly Row[]>

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
  await putNeo4jSnapshots(run, snapshots)
}

/** Entries after a number, one statement each. Throws DAMAGED with the entry. */
export async function* readNeo4jEntries(run: Run, after: number): AsyncGenerator<Entry> {
  const [last] = await run(FIND_HEAD)
  const end = last === undefined ? 0 : Number(last[0])
  for (let number = Math.max(0, after) + 1; number <= end; number += 1) yield await readEntry(run, number)
}

/** Throws DAMAGED where the newest entry is not what its hash says, or does not follow the one before. */
export async function assertNeo4jHead(run: Run, head: NonNullable<Head>): Promise<void> {
  const entry = await readEntry(run, head.number)
  const [former] = await run({
    text: 'MATCH (e:LedgerEntry) WHERE e.number = $number RETURN e.hash AS hash',
    parameters: { number: head.number - 1 },
  })
  if (hashEntry(entry) !== head.hash) throw toDamage(head.number, 'its content does not have the hash that it names')
  if (entry.previous !== (head.number === 1 ? NO_PREVIOUS : former?.[0]))
    throw toDamage(head.number, 'it does not follow the entry before it')
}

async function readEntry(run: Run, number: number): Promise<Entry> {
  const rows = await run({
    text: 'MATCH (p:LedgerPart) WHERE p.entry = $number RETURN p.text AS text ORDER BY p.part',
    parameters: { number },
  })
  if (rows.length === 0) throw toDamage(number, 'its text is not there')
  const parsed = parseEntry(rows.map(([text]) => text).join(''))
  if (!parsed.ok) throw toDamage(number, parsed.path === '' ? parsed.reason : `${parsed.path}: ${parsed.reason}`)
  if (parsed.entry.number !== number) throw toDamage(number, `got entry ${parsed.entry.number}`)
  return parsed.entry
}

function toDamage(entry: number, what: string): StoreError {
  return new StoreError('DAMAGED', `Entry ${entry} of the ledger: ${what}. Put the database back from a backup`)
}
