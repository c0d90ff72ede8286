import type { Value } from '../../store/store.js'
import { CLAIM_FILTERS, claimOrders } from './claim-list.js'
import { along, byNumber, inFrom, is, property } from './make.js'
import type { ConnectionField, FieldSpec, OneField, TypeSpec } from './spec.js'

const IMPORT: OneField = { kind: 'one', start: { from: 'import' } }

/** What every record has. */
export const NODE_FIELDS = {
  id: property('id'),
  marking: property('marking'),
  recordedIn: IMPORT,
  note: property('note'),
} satisfies TypeSpec['fields']

/** The claims that involve an entity: edges of one claim in the order in which it lists them. */
const INVOLVED_IN: ConnectionField = {
  kind: 'connection',
  start: along(inFrom('INVOLVES', 'Claim')),
  shared: 'Entity',
  orders: claimOrders((list) => ({ ...list, keys: [...list.keys, byNumber('position', 'edge')] })),
  filters: { role: is('role', 'edge'), where: { filter: 'fields', fields: CLAIM_FILTERS } },
}

/** What everything that a claim can be about has. */
export const ENTITY_FIELDS = {
  ...NODE_FIELDS,
  name: property('name'),
  names: property('names', toNames),
  claims: INVOLVED_IN,
} satisfies { [field: string]: FieldSpec }

/** Names as the projection keeps them: JSON texts `[value, lang or null, kind]`. */
function toNames(value: Value): readonly { value: unknown; lang: unknown; kind: unknown }[] {
  return parseTexts(value).map(([name, lang, kind]) => ({ value: name, lang, kind }))
}

/** A property that holds a list of JSON texts, each a list; absent: none. */
export function parseTexts(value: Value): readonly (readonly unknown[])[] {
  if (!Array.isArray(value)) return []
  return value.map((text) => {
    const parsed: unknown = typeof text === 'string' ? JSON.parse(text) : []
    return Array.isArray(parsed) ? parsed : []
  })
}
