import type { RecordType } from '../domain/record-types.js'
import type { RecordId, Sha256 } from '../domain/records.js'
import { EDGE_COLUMNS, RECORD_COLUMNS, type RecordEdgeType } from './columns.js'
import { LABELS } from './graph-model.js'
import type { Statement, Value } from './store.js'

/** Rows of one statement: more gain nothing on either engine and hold a read of the event loop longer. */
export const ROWS_PER_STATEMENT = 2000

/** Flat properties of a node or relationship; a property that is absent is left out. */
export type Properties = { readonly [name: string]: Value }
export type EdgeRow = {
  readonly from: RecordId
  readonly to: RecordId
  readonly properties: Properties // since, key and the edge's own
}
export type EdgeKeyRow = {
  readonly from: RecordId
  readonly key: string
}
/** New nodes of one type. Row: [how many were made]. An id that exists already fails with CONSTRAINT; a property that is not in RECORD_COLUMNS throws. */
export function createRecords(type: RecordType, rows: readonly Properties[]): Statement {
  const columns = RECORD_COLUMNS[type]
  return {
    text: `UNWIND $rows AS row CREATE (n:${LABELS[type].join(':')} {${toAssignments(columns, 0)}}) RETURN count(n) AS made`,
    parameters: { rows: rows.map((row) => toValues(columns, row)) },
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
export function createEdges(type: RecordEdgeType, rows: readonly EdgeRow[]): Statement {
  const columns = EDGE_COLUMNS[type]
  return {
    text: `UNWIND $rows AS row MATCH (a:Record {id: row[0]}) MATCH (b:Record {id: row[1]})
CREATE (a)-[e:\`${type}\` {${toAssignments(columns, 2)}}]->(b) RETURN count(e) AS made`,
    parameters: { rows: rows.map((row) => [row.from, row.to, ...toValues(columns, row.properties)]) },
  }
}

/** Closes current relationships by the record they start from and their key. Row: [how many]. */
export function closeEdges(type: RecordEdgeType, rows: readonly EdgeKeyRow[], at: number): Statement {
  return {
    text: `UNWIND $rows AS row MATCH (a:Record {id: row.from})-[e:\`${type}\`]->(b:Record)
WHERE e.key = row.key AND e.until IS NULL SET e.until = $at RETURN count(e) AS closed`,
    parameters: { rows, at },
  }
}

/** New assessments, each joined to its claim. `properties` holds `claim` and `since` too. Row: [how many were made]. */
export function createAssessments(
  rows: readonly { readonly claim: RecordId; readonly properties: Properties }[],
  at: number,
): Statement {
  return {
    text: `UNWIND $rows AS row MATCH (c:Record {id: row.claim})
CREATE (s:Assessment)-[e:OF {since: $at}]->(c) SET s = row.properties RETURN count(s) AS made`,
    parameters: { rows, at },
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
export function createSnapshotEdges(rows: readonly EdgeRow[]): Statement {
  return {
    text: `UNWIND $rows AS row MATCH (a:Record {id: row.from}) MATCH (s:Snapshot {sha256: row.to})
CREATE (a)-[e:HAS_SNAPSHOT]->(s) SET e = row.properties RETURN count(e) AS made`,
    parameters: { rows },
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

// Rows are lists by position: Grafeo takes them nearly twice as fast as maps. Names are quoted: Grafeo reserves `when` and `IN`.
function toAssignments(columns: readonly string[], offset: number): string {
  return columns.map((column, index) => `\`${column}\`: row[${index + offset}]`).join(', ')
}

function toValues(columns: readonly string[], properties: Properties): Value[] {
  const unknown = Object.keys(properties).find((name) => !columns.includes(name))
  if (unknown !== undefined)
    throw new TypeError(`No column for the property ${unknown}: it is not in src/store/columns.ts`)
  return columns.map((column) => properties[column] ?? null)
}
