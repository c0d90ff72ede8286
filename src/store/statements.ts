import type { RecordType } from '../domain/record-types.js'
import type { RecordId, Sha256 } from '../domain/records.js'
import { ASSESSMENT_COLUMNS, EDGE_COLUMNS, RECORD_COLUMNS } from './columns.js'
import { LABELS, type RelationshipType } from './graph-model.js'
import type { Statement, Value } from './store.js'

/** Rows of one statement: more gain nothing on either engine and hold a read of the event loop longer. */
export const ROWS_PER_STATEMENT = 2000

/** Flat properties of a node or relationship; a property that is absent is left out. */
export type Properties = { readonly [name: string]: Value }
/** Properties of which some may be absent: undefined, null, or an empty list. */
export type Fields = { readonly [name: string]: Value | undefined }
export type EdgeRow = {
  readonly from: RecordId
  readonly to: RecordId
  readonly key: string
  readonly properties: Properties // its own
}
export type EdgeKeyRow = {
  readonly from: RecordId
  readonly key: string
}
/** New nodes of one type. Row: [how many were made]. An id that exists already fails with CONSTRAINT; a property that is not in RECORD_COLUMNS throws. */
export function createRecords(type: RecordType, rows: readonly Fields[], at: number): Statement {
  const { assignments, columns } = toColumns(RECORD_COLUMNS[type], rows)
  return {
    text: `UNWIND range(0, $last) AS i CREATE (n:${LABELS[type].join(':')} {type: $type, since: $at${assignments}}) RETURN count(n) AS made`,
    parameters: { last: rows.length - 1, type, at, ...columns },
  }
}

/** Keeps the present values as a `:Version` closed by `at`, and puts `properties` (whole, with `id` and `since`) in their place. Row: [how many]. */
export function replaceRecords(
  rows: readonly { readonly id: RecordId; readonly properties: Properties }[],
  at: number,
): Statement {
  return {
    text: `UNWIND $rows AS row MATCH (n:Record {id: row.id})
CREATE (n)-[w:WAS {since: n.since, until: $at}]->(v:Version) SET v = properties(n), v.until = $at
SET n = row.properties RETURN count(n) AS made`,
    parameters: { rows, at },
  }
}

/** Closes records that are current. Row: [how many]. */
export function closeRecords(ids: readonly RecordId[], at: number): Statement {
  return {
    text: 'UNWIND $ids AS id MATCH (n:Record) WHERE n.id = id AND n.until IS NULL SET n.until = $at RETURN count(n) AS closed',
    parameters: { ids, at },
  }
}

/** New relationships between records. Row: [how many were made]: fewer than rows where an end is not there. A property that is not in EDGE_COLUMNS throws. */
export function createEdges(type: RelationshipType, rows: readonly EdgeRow[], at: number): Statement {
  const own = rows.map(({ properties }) => properties)
  const { assignments, columns } = toColumns(EDGE_COLUMNS[type], own)
  return {
    text: `UNWIND range(0, $last) AS i MATCH (a:Record {id: $from[i]}) MATCH (b:Record {id: $to[i]})
CREATE (a)-[e:\`${type}\` {since: $at, key: $key[i]${assignments}}]->(b) RETURN count(e) AS made`,
    parameters: {
      last: rows.length - 1,
      at,
      from: rows.map(({ from }) => from),
      to: rows.map(({ to }) => to),
      key: rows.map(({ key }) => key),
      ...columns,
    },
  }
}

/** Closes current relationships by the record they start from and their key. Row: [how many]. */
export function closeEdges(type: RelationshipType, rows: readonly EdgeKeyRow[], at: number): Statement {
  return {
    text: `UNWIND $rows AS row MATCH (a:Record {id: row.from})-[e:\`${type}\`]->(b:Record)
WHERE e.key = row.key AND e.until IS NULL SET e.until = $at RETURN count(e) AS closed`,
    parameters: { rows, at },
  }
}

/** Joins claims to documents of their closure. Row: [how many were made]: fewer than documents where one is not there. */
export function createClosures(
  rows: readonly (readonly [claim: RecordId, documents: readonly RecordId[]])[],
  at: number,
): Statement {
  return {
    text: `UNWIND $rows AS row MATCH (c:Record {id: row[0]}) UNWIND row[1] AS document MATCH (d:Record {id: document})
CREATE (c)-[e:RESTS_ON {since: $at}]->(d) RETURN count(e) AS made`,
    parameters: { rows, at },
  }
}

/** Takes documents out of the closures of claims. Row: [how many]. */
export function closeClosures(
  rows: readonly (readonly [claim: RecordId, document: RecordId])[],
  at: number,
): Statement {
  return {
    text: `UNWIND $rows AS row MATCH (c:Record {id: row[0]})-[e:RESTS_ON]->(d:Record)
WHERE d.id = row[1] AND e.until IS NULL SET e.until = $at RETURN count(e) AS closed`,
    parameters: { rows, at },
  }
}

/** New assessments, each joined to its claim. Row: [how many were made]. A property that is not in ASSESSMENT_COLUMNS throws. */
export function createAssessments(rows: readonly (Fields & { readonly claim: RecordId })[], at: number): Statement {
  const { assignments, columns } = toColumns(ASSESSMENT_COLUMNS, rows)
  return {
    text: `UNWIND range(0, $last) AS i MATCH (c:Record {id: $claim[i]})
CREATE (s:Assessment {since: $at${assignments}})-[e:OF {since: $at}]->(c) RETURN count(s) AS made`,
    parameters: { last: rows.length - 1, at, claim: rows.map(({ claim }) => claim), ...columns },
  }
}

/** Closes the current assessments of claims, with their relationship. Row: [how many]. */
export function closeAssessments(claims: readonly RecordId[], at: number): Statement {
  return {
    text: `UNWIND $claims AS claim MATCH (c:Record {id: claim})<-[e:OF]-(s:Assessment)
WHERE s.until IS NULL SET s.until = $at, e.until = $at RETURN count(s) AS closed`,
    parameters: { claims, at },
  }
}

/** The node of an import: number, at, by, files, hash, previous, created, changed, unchanged, since. */
export function createImport(properties: Properties): Statement {
  return { text: 'CREATE (i:Import) SET i = $properties RETURN count(i) AS made', parameters: { properties } }
}

/** Snapshots that are not there yet: sha256, bytes, mediaType, since, and text where the bytes are UTF-8. */
export function createSnapshots(rows: readonly (Properties & { readonly sha256: Sha256 })[]): Statement {
  return {
    text: 'UNWIND $rows AS row MERGE (s:Snapshot {sha256: row.sha256}) ON CREATE SET s = row RETURN count(s) AS present',
    parameters: { rows },
  }
}

/** Gives snapshots their text: [sha256, text]. Row: [how many]. */
export function setSnapshotTexts(rows: readonly (readonly [Sha256, string])[]): Statement {
  return {
    text: 'UNWIND $rows AS row MATCH (s:Snapshot {sha256: row[0]}) SET s.text = row[1] RETURN count(s) AS changed',
    parameters: { rows },
  }
}

/** Joins documents to snapshots: `to` is a SHA-256. Row: [how many were made]. */
export function createSnapshotEdges(rows: readonly EdgeRow[], at: number): Statement {
  return {
    text: `UNWIND $rows AS row MATCH (a:Record {id: row[0]}) MATCH (s:Snapshot {sha256: row[1]})
CREATE (a)-[e:HAS_SNAPSHOT {since: $at, key: row[2]}]->(s) RETURN count(e) AS made`,
    parameters: { rows: rows.map(({ from, to, key }) => [from, to, key]), at },
  }
}

/** Closes current relationships to snapshots by document and key. Row: [how many]. */
export function closeSnapshotEdges(rows: readonly EdgeKeyRow[], at: number): Statement {
  return {
    text: `UNWIND $rows AS row MATCH (a:Record {id: row.from})-[e:HAS_SNAPSHOT]->(s:Snapshot)
WHERE e.key = row.key AND e.until IS NULL SET e.until = $at RETURN count(e) AS closed`,
    parameters: { rows, at },
  }
}

/** Rows: [id, type, since, until, record], of those that are there, withdrawn ones included, in no order. */
export function findRecords(ids: readonly RecordId[]): Statement {
  return {
    text: 'UNWIND $ids AS id MATCH (n:Record {id: id}) RETURN n.id AS id, n.type AS type, n.since AS since, n.until AS until, n.record AS record',
    parameters: { ids },
  }
}

/** One row: [number, hash, version of the projection] of the newest import that the graph holds; no row where it holds none. */
export function findLastImport(): Statement {
  return {
    text: 'MATCH (i:Import) RETURN i.number AS number, i.hash AS hash, i.projection AS projection ORDER BY number DESC LIMIT 1',
    parameters: {},
  }
}

/**
 * The columns that any of the rows use, each as one list: engines take few long lists far faster than many short ones, and a column of nulls costs
 * them as much as one of values. Names are quoted: Grafeo reserves `when` and `IN`.
 */
function toColumns(
  names: readonly string[],
  rows: readonly Fields[],
): { readonly assignments: string; readonly columns: { readonly [parameter: string]: readonly Value[] } } {
  const used = new Set<string>()
  for (const row of rows) for (const name in row) if (toPresent(row[name]) !== null) used.add(name)
  const columns: { [parameter: string]: readonly Value[] } = {}
  let assignments = ''
  for (const name of used) {
    const place = names.indexOf(name)
    if (place < 0) throw new TypeError(`No column for the property ${name}: it is not in src/store/columns.ts`)
    columns[`c${place}`] = rows.map((row) => toPresent(row[name]))
    assignments += `, \`${name}\`: $c${place}[i]`
  }
  return { assignments, columns }
}

function toPresent(value: Value | undefined): Value {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? null : value
}
