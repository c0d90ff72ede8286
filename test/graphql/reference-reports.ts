import type { RecordId, RecordOf } from '../../src/domain/records.js'
import { createAssessments } from './reference-assessments.js'
import type { Context, Fields } from './reference-context.js'
import { createEvidence } from './reference-evidence.js'
import { byId } from './reference-filters.js'
import { byDate, type Page, sorted, toConnection } from './reference-order.js'
import { newestJudgement } from './reference-world.js'

export type ReportRecord = RecordOf<'document' | 'observation' | 'question' | 'claim' | 'judgement'>

/** The fields of documents, observations, claims and what is thought of them that are not simply those of the record. */
export function reportFields(record: ReportRecord, context: Context): Fields {
  const { world, node, views, list, find, connect, plain, order } = context
  const { documentOf, textOf, derivationFields, evidenceFields, evidenced } = createEvidence(context)
  const { toAssessment, toLineage } = createAssessments(context)
  const { id } = record
  switch (record.type) {
    case 'document':
      return {
        source: () => node(record.source),
        snapshot: record.snapshot && { ...record.snapshot, text: textOf(record) ?? null },
        derivesFrom: (page: Page) =>
          connect(
            record.derivesFrom.map(({ document, ...derivation }, position) => ({
              id: document,
              key: `${position}`,
              fields: derivationFields(derivation, record),
            })),
            page,
          ),
        derivatives: (page: Page) => {
          const rows = sorted(list('document'), ...order('PUBLISHED_ASC')).flatMap((from) =>
            from.derivesFrom.flatMap(({ document, ...derivation }, position) =>
              document === id
                ? [{ id: from.id, key: `${from.id} ${position}`, fields: derivationFields(derivation, from) }]
                : [],
            ),
          )
          return connect(rows, page)
        },
        origins: () => views([...findOrigins(id)].sort()),
        claims: (page: Page) => evidenced(id, page),
        observations: (page: Page) => {
          const mine = list('observation').filter(({ document }) => document === id)
          return plain(sorted(mine, ...order('WINDOW_DESC')), page)
        },
      }
    case 'observation':
      return {
        site: () => node(record.site),
        document: () => node(record.document),
        coverage: Object.keys(record.coverage ?? {}).length === 0 ? null : record.coverage,
        claims: (page: Page) => evidenced(id, page),
      }
    case 'question':
      return {
        claims: () => {
          const mine = list('claim').filter(({ question }) => question === id)
          return views(sorted(mine, ...order('STATEMENT_ASC')).map((claim) => claim.id))
        },
      }
    case 'claim':
      return {
        question: () => node(record.question),
        involves: ({ role, ...page }: Page & { role?: string | null }) => {
          const rows = record.involves.map((involved, position) => ({ ...involved, position }))
          const wanted = rows.filter((row) => role == null || row.role === role)
          return connect(
            wanted.map((row) => ({ id: row.entity, key: `${row.position}`, fields: { role: row.role } })),
            page,
          )
        },
        evidence: ({ stance, orderBy, ...page }: Page & { stance?: string | null; orderBy?: string }) => {
          const mine = list('evidence').filter((one) => one.claim === id && (stance == null || one.stance === stance))
          const direction = orderBy === 'PUBLISHED_DESC' ? -1 : 1
          const inOrder = sorted(
            mine,
            byDate((one) => documentOf(one.item)?.published, direction),
            byId,
          )
          return connect(
            inOrder.map((one) => ({ id: one.item, key: one.id, fields: evidenceFields(one) })),
            page,
          )
        },
        assessment: () => toAssessment(world.history.get(id)?.at(-1)),
        history: (page: Page) => {
          const edges = (world.history.get(id) ?? []).map((past) => ({ node: toAssessment(past), past }))
          return toConnection(edges, ({ past }) => String(past.import), page)
        },
        judgement: () => node(newestJudgement(world, id)?.id),
        judgements: () => {
          const mine = list('judgement').filter(({ claim }) => claim === id)
          return views(
            sorted(
              mine,
              byDate(({ at }) => at, -1),
              (a, b) => byId(b, a),
            ).map((judgement) => judgement.id),
          )
        },
        lineage: () => toLineage(record),
      }
    case 'judgement':
      return { claim: () => node(record.claim) }
  }
  function findOrigins(id: RecordId, seen = new Set<RecordId>(), origins = new Set<RecordId>()): Set<RecordId> {
    const document = find('document', id)
    if (document === undefined || seen.has(id)) return origins
    seen.add(id)
    if (document.lineage === 'ORIGINAL') origins.add(id)
    for (const { document: upstream } of document.derivesFrom) findOrigins(upstream, seen, origins)
    return origins
  }
}
