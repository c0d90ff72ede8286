import type { RecordType } from '../../src/domain/record-types.js'
import type { AnyRecord } from '../../src/domain/records.js'
import { type Context, createContext, type Fields, type View } from './reference-context.js'
import { entityFields } from './reference-entities.js'
import type { Where } from './reference-filters.js'
import { type Page, sorted } from './reference-order.js'
import { reportFields } from './reference-reports.js'
import type { World } from './reference-world.js'

const TYPE_NAMES: Partial<Record<RecordType, string>> = {
  actor: 'Actor',
  site: 'Site',
  summit: 'Summit',
  resolution: 'Resolution',
  provision: 'Provision',
  source: 'Source',
  rating: 'Rating',
  document: 'Document',
  observation: 'Observation',
  question: 'Question',
  claim: 'Claim',
  judgement: 'Judgement',
  identity: 'Identity',
}

/** Views of the records of a world. */
export function createViews(world: World): Context {
  return createContext(world, toView)
}

function toView(record: AnyRecord, context: Context): View | null {
  const name = TYPE_NAMES[record.type]
  if (name === undefined) return null
  const recordedIn = (): View => context.imported(context.world.since.get(record.id) ?? 0)
  const own = ownFields(record, context)
  return {
    note: null,
    ...record,
    __typename: name,
    recordedIn,
    ...(isNamed(record) ? namedFields(record, context) : {}),
    ...own,
  }
}

function ownFields(record: AnyRecord, context: Context): Fields {
  switch (record.type) {
    case 'actor':
    case 'site':
    case 'summit':
    case 'resolution':
    case 'provision':
    case 'source':
    case 'rating':
    case 'identity':
      return entityFields(record, context)
    case 'document':
    case 'observation':
    case 'question':
    case 'claim':
    case 'judgement':
      return reportFields(record, context)
    case 'coverage':
    case 'evidence':
    case 'retraction':
      return {}
  }
}

type Named = AnyRecord & { readonly names: readonly Fields[] }

function isNamed(record: AnyRecord): record is Named {
  return 'names' in record
}

function namedFields(record: Named, { list, matches, order, connect }: Context): Fields {
  return {
    names: record.names.map((name) => ({ lang: null, ...name })),
    claims: ({ role, where, orderBy, ...page }: Page & { role?: string; where?: Where; orderBy?: string }) => {
      const claims = sorted(
        list('claim').filter((claim) => matches(claim, where)),
        ...order(orderBy ?? 'WHEN_DESC'),
      )
      const rows = claims.flatMap((claim) =>
        claim.involves.flatMap((involved, position) =>
          involved.entity === record.id && (role == null || involved.role === role)
            ? [{ id: claim.id, key: `${claim.id} ${position}`, fields: { role: involved.role } }]
            : [],
        ),
      )
      return connect(rows, page)
    },
  }
}
