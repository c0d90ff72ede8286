import type { Sha256 } from '../domain/records.js'
import { findUtf8Text } from '../domain/utf8-text.js'
import { inGroups, inParts, PARTS_PER_STATEMENT } from './neo4j-parts.js'
import { toSha256 } from './snapshot-files.js'
import type { Row, Statement } from './store.js'
import { StoreError } from './store-error.js'

type Run = (statement: Statement) => Promise<readonly Row[]>

/** The archived bytes. Throws DAMAGED where a part of them is not there. */
export async function findNeo4jSnapshot(run: Run, sha256: Sha256): Promise<Uint8Array | undefined> {
  const bytes = await readSnapshot(run, sha256)
  if (bytes === 'BROKEN') throw new StoreError('DAMAGED', `The snapshot ${sha256} lacks a part of its bytes`)
  return bytes
}

/** Writes the bytes that are not there, or not whole, in parts, and gives their hashes. */
export async function putNeo4jSnapshots(
  run: Run,
  snapshots: ReadonlyMap<Sha256, Uint8Array>,
): Promise<readonly Sha256[]> {
  const written: Sha256[] = []
  for (const [sha256, bytes] of snapshots) {
    const present = await readSnapshot(run, sha256)
    if (present !== undefined) {
      if (present !== 'BROKEN' && toSha256(present) === sha256) continue
      await run({ text: 'MATCH (s:LedgerSnapshot) WHERE s.sha256 = $sha256 DELETE s', parameters: { sha256 } })
    }
    const text = findUtf8Text(bytes)
    const encoding = text === undefined ? 'base64' : 'utf8'
    const pieces = [...inParts([text ?? Buffer.from(bytes).toString('base64')])]
    const rows = pieces.map((piece, part) => ({ sha256, part, parts: pieces.length, encoding, text: piece }))
    for (const group of inGroups(rows, PARTS_PER_STATEMENT))
      await run({ text: 'UNWIND $rows AS row CREATE (s:LedgerSnapshot) SET s = row', parameters: { rows: group } })
    written.push(sha256)
  }
  return written
}

async function readSnapshot(run: Run, sha256: Sha256): Promise<Uint8Array | 'BROKEN' | undefined> {
  const rows = await run({
    text: 'MATCH (s:LedgerSnapshot) WHERE s.sha256 = $sha256 RETURN s.text AS text, s.encoding AS encoding, s.parts AS parts ORDER BY s.part',
    parameters: { sha256 },
  })
  const [first] = rows
  if (first === undefined) return undefined
  if (first[2] !== rows.length) return 'BROKEN'
  return new Uint8Array(Buffer.from(rows.map(([text]) => text).join(''), first[1] === 'base64' ? 'base64' : 'utf8'))
}
