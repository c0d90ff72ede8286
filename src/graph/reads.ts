import type { RecordType } from '../domain/record-types.js'
import type { Sha256 } from '../domain/records.js'
import { LABELS } from '../store/graph-model.js'
import { ROWS_PER_STATEMENT } from '../store/statements.js'
import type { Row, Statement } from '../store/store.js'
import { runAll as runStatements } from '../store/transaction.js'

/** Runs a statement: on a transaction's own state, or on what is committed. */
export type Run = (statement: Statement) => Promise<readonly Row[]>

/** Parts of a list, `size` at the most in each. */
export function* chunksOf<T>(items: readonly T[], size: number = ROWS_PER_STATEMENT): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

/** All rows of one statement made for every part of a list; no statement for an empty list. */
export async function runAll<T>(
  run: Run,
  items: readonly T[],
  toStatement: (part: readonly T[]) => Statement,
): Promise<readonly Row[]> {
  function* statements(): Generator<Statement> {
    for (const part of chunksOf(items)) yield toStatement(part)
  }
  return (await runStatements({ run }, statements())).flat()
}

/** A read over ids as `$ids`. */
function overIds(text: string): (ids: readonly string[]) => Statement {
  return (ids) => ({ text, parameters: { ids } })
}

/** What belongs to a record by a relationship that is open. Rows: [id, id of what belongs to it]. */
export const RELATED = {
  /** Of claims. */
  evidence: overIds(
    'UNWIND $ids AS id MATCH (c:Record {id: id})<-[e:BEARS_ON]-(i:Record) WHERE e.until IS NULL RETURN id, e.id AS related',
  ),
  /** Of claims. */
  judgements: overIds(
    'UNWIND $ids AS id MATCH (c:Record {id: id})<-[e:OF]-(j:Judgement) WHERE e.until IS NULL RETURN id, j.id AS related',
  ),
  /** Of sources. */
  ratings: overIds(
    'UNWIND $ids AS id MATCH (s:Record {id: id})<-[e:RATES]-(r:Rating) WHERE e.until IS NULL RETURN id, r.id AS related',
  ),
  /** Of sites. */
  coverages: overIds(
    'UNWIND $ids AS id MATCH (s:Record {id: id})<-[e:AT]-(c:Coverage) WHERE e.until IS NULL RETURN id, c.id AS related',
  ),
} as const
export type Relation = keyof typeof RELATED

/** Claims that rest on documents. Rows: [claim]. */
export const findClaimsOnDocuments = overIds(
  'UNWIND $ids AS id MATCH (d:Record {id: id})<-[e:RESTS_ON]-(c:Claim) WHERE e.until IS NULL RETURN DISTINCT c.id AS claim',
)
/** Claims that rest on a document of the sources. Rows: [claim]. */
export const findClaimsOnSources = overIds(
  `UNWIND $ids AS id MATCH (s:Record {id: id})<-[p:PUBLISHED_BY]-(d:Document)<-[e:RESTS_ON]-(c:Claim)
WHERE p.until IS NULL AND e.until IS NULL RETURN DISTINCT c.id AS claim`,
)
/** Claims on which observations or other claims bear. Rows: [claim]. */
export const findClaimsOnItems = overIds(
  'UNWIND $ids AS id MATCH (i:Record {id: id})-[e:BEARS_ON]->(c:Claim) WHERE e.until IS NULL RETURN DISTINCT c.id AS claim',
)
/** Claims on which an observation at the sites bears. Rows: [claim]. */
export const findClaimsOnSites = overIds(
  `UNWIND $ids AS id MATCH (s:Record {id: id})<-[a:AT]-(o:Observation)-[e:BEARS_ON]->(c:Claim)
WHERE a.until IS NULL AND e.until IS NULL RETURN DISTINCT c.id AS claim`,
)
/** Sources directly below others. Rows: [source]. */
export const findSourcesBelow = overIds(
  'UNWIND $ids AS id MATCH (s:Record {id: id})<-[e:PART_OF]-(b:Source) WHERE e.until IS NULL RETURN DISTINCT b.id AS source',
)
/** What actors, sources and sites are directly part of or within. Rows: [id, parent]. */
export const findParents = overIds(
  'UNWIND $ids AS id MATCH (n:Record {id: id})-[e:PART_OF|WITHIN]->(p:Record) WHERE e.until IS NULL RETURN id, p.id AS parent',
)
/** The kept closure. Rows: [claim, document]. */
export const findClosures = overIds(
  'UNWIND $ids AS id MATCH (c:Record {id: id})-[e:RESTS_ON]->(d:Document) WHERE e.until IS NULL RETURN id, d.id AS document',
)
/** Current assessments. Rows: [claim, body]. */
export const findAssessments = overIds(
  'UNWIND $ids AS id MATCH (c:Record {id: id})<-[e:OF]-(s:Assessment) WHERE s.until IS NULL RETURN id, s.body AS body',
)
/**
 * All that documents derive from or ever did, at any depth. Unfiltered and DISTINCT at the top level: only then Grafeo prunes it. Rows: [id].
 */
export const findUpstream = overIds(
  'UNWIND $ids AS id MATCH (d:Record {id: id})-[:DERIVES_FROM*1..]->(u:Document) RETURN DISTINCT u.id AS id',
)
/** Evidence that documents, observations or claims give. Rows: [id, evidence, itemFrom]. */
export const findEvidenceByItem = overIds(
  `UNWIND $ids AS id MATCH (i:Record {id: id})-[e:BEARS_ON]->(c:Claim) WHERE e.until IS NULL
RETURN id, e.id AS evidence, e.itemFrom AS itemFrom`,
)
/** Evidence that the observations of documents give. Rows: [document, evidence, itemFrom]. */
export const findEvidenceByDocument = overIds(
  `UNWIND $ids AS id MATCH (d:Record {id: id})<-[r:RECORDED_IN]-(o:Observation)-[e:BEARS_ON]->(c:Claim)
WHERE r.until IS NULL AND e.until IS NULL RETURN id, e.id AS evidence, e.itemFrom AS itemFrom`,
)
/** Records that can't be without others, evidence aside. Rows: [id, dependent]. */
export const findDependents = overIds(
  `UNWIND $ids AS id MATCH (n:Record {id: id})<-[e:PUBLISHED_BY|RATES|MADE_BY|RECORDED_IN|OF]-(m:Record)
WHERE e.until IS NULL AND m.until IS NULL RETURN id, m.id AS dependent`,
)
/** Evidence that can't be without its item or its claim. Rows: [id, dependent]. */
export const findDependentEvidence = overIds(
  `UNWIND $ids AS id MATCH (n:Record {id: id})-[e:BEARS_ON]-(m:Record) WHERE e.until IS NULL RETURN id, e.id AS dependent`,
)
/** Retractions that name records. Rows: [id, retraction]. */
export const findRetractions = overIds(
  'UNWIND $ids AS id MATCH (n:Record {id: id})<-[e:RETRACTS]-(r:Retraction) WHERE e.until IS NULL RETURN id, r.id AS retraction',
)
/** Live records joined to records by a relationship of either. Rows: [id, other, key]. */
export const findNeighbours = overIds(
  `UNWIND $ids AS id MATCH (n:Record {id: id})-[e]-(m:Record)
WHERE e.until IS NULL AND m.until IS NULL AND e.key IS NOT NULL AND type(e) <> 'RETRACTS' RETURN id, m.id AS other, e.key AS key`,
)
/** Texts of archived snapshots. Rows: [sha256, text or null]. */
export function findSnapshotTexts(hashes: readonly Sha256[]): Statement {
  return {
    text: 'UNWIND $hashes AS hash MATCH (s:Snapshot {sha256: hash}) RETURN s.sha256 AS sha256, s.text AS text',
    parameters: { hashes },
  }
}
/** Ids of live records of a type, in order, `limit` at the most. Rows: [id]. */
export function findIdsOfType(type: RecordType, limit: number): Statement {
  return {
    text: `MATCH (n:${LABELS[type][LABELS[type].length - 1]}) WHERE n.until IS NULL RETURN n.id AS id ORDER BY id LIMIT $limit`,
    parameters: { limit },
  }
}
/** Ids of records, `limit` at the most, in no order. Rows: [id]. */
export function findIdsOfRecords(limit: number): Statement {
  return { text: 'MATCH (n:Record) RETURN n.id AS id LIMIT $limit', parameters: { limit } }
}
/** Whole nodes and relationships, as `verify` compares them. Columns: id, then values. */
export const WHOLE = {
  records: overIds(
    'UNWIND $ids AS id MATCH (n:Record {id: id}) RETURN id, labels(n) AS labels, properties(n) AS properties',
  ),
  versions: overIds(
    `UNWIND $ids AS id MATCH (n:Record {id: id})-[w:WAS]->(v:Version)
RETURN id, w.since AS since, w.until AS until, properties(v) AS properties`,
  ),
  relationships: overIds(
    `UNWIND $ids AS id MATCH (n:Record {id: id})-[e]->(m) WHERE e.key IS NOT NULL OR type(e) = 'RESTS_ON'
RETURN id, type(e) AS type, coalesce(m.id, m.sha256) AS other, properties(e) AS properties`,
  ),
  assessments: overIds(
    `UNWIND $ids AS id MATCH (c:Record {id: id})<-[e:OF]-(s:Assessment)
RETURN id, e.since AS since, e.until AS until, properties(s) AS properties`,
  ),
} as const
export type Whole = keyof typeof WHOLE

/** How many there are in all. Row: [count]. */
export const COUNTS: { readonly [W in Whole]: Statement } = {
  records: { text: 'MATCH (n:Record) RETURN count(n) AS count', parameters: {} },
  versions: { text: 'MATCH (v:Version) RETURN count(v) AS count', parameters: {} },
  relationships: {
    text: "MATCH ()-[e]->() WHERE e.key IS NOT NULL OR type(e) = 'RESTS_ON' RETURN count(e) AS count",
    parameters: {},
  },
  assessments: { text: 'MATCH (s:Assessment) RETURN count(s) AS count', parameters: {} },
}

/** Rows: [number, properties], by number. */
export function findImports(): Statement {
  return {
    text: 'MATCH (i:Import) RETURN i.number AS number, properties(i) AS properties ORDER BY number',
    parameters: {},
  }
}
