import type { Value } from '../../store/store.js'
import { inFrom, property } from './make.js'
import { parseTexts } from './node.js'
import type { Pool, TypeSpec } from './spec.js'

/** Files as the projection keeps them: JSON texts `[name, sha256]`. */
function toFiles(value: Value): readonly { name: unknown; sha256: unknown }[] {
  return parseTexts(value).map(([name, sha256]) => ({ name, sha256 }))
}

export const Import: TypeSpec = {
  fields: {
    number: property('number'),
    at: property('at'),
    by: property('by'),
    files: property('files', toFiles),
    hash: property('hash'),
    previous: property('previous'),
    counts: { kind: 'part' },
  },
}
export const ImportCounts: TypeSpec = {
  fields: { created: property('created'), changed: property('changed'), unchanged: property('unchanged') },
}
export const ImportedFile: TypeSpec = { fields: { name: { kind: 'value' }, sha256: { kind: 'value' } } }

const OF = inFrom('OF', 'Assessment')
function named(label: 'Claim' | 'Document', argument: string): Pool {
  return {
    starts: [{ from: 'argument', label, argument, many: true }],
    key: { on: 'node', property: 'id' },
    of: 'node',
  }
}
function assessments(closed?: 'former'): Pool {
  return {
    starts: [
      {
        from: 'argument',
        label: 'Claim',
        argument: 'claims',
        many: true,
        next: closed === undefined ? OF : { ...OF, closed },
      },
    ],
    key: { on: 'node', property: 'claim' },
    of: 'node',
    // Of several former ones the last stands for its claim: what the import replaced.
    order: { name: 'SINCE', keys: [{ by: 'property', on: 'node', property: 'since', number: true }] },
  }
}

/** What a receipt names by id, read from the graph as the import leaves it. Values: `import`, `claims`, `documents`. */
export const RECEIPT_POOLS = {
  imports: {
    starts: [{ from: 'label', label: 'Import' }],
    key: { on: 'node', property: 'number' },
    of: 'node',
    where: { import: { filter: 'is', on: 'node', property: 'number' } },
  },
  documents: named('Document', 'documents'),
  claims: named('Claim', 'claims'),
  before: assessments('former'),
  after: assessments(),
} as const satisfies { readonly [name: string]: Pool }

export const ImportReceipt: TypeSpec = {
  fields: {
    import: { kind: 'reference', pool: 'imports' },
    created: { kind: 'value' },
    changed: { kind: 'value' },
    unchanged: { kind: 'value' },
    records: { kind: 'value' },
    newOrigins: { kind: 'reference', pool: 'documents' },
    repeats: { kind: 'reference', pool: 'documents' },
    claims: { kind: 'value' },
    withdrawn: { kind: 'value' },
    problems: { kind: 'value' },
  },
}
export const RecordChange: TypeSpec = {
  fields: { id: { kind: 'value' }, change: { kind: 'value' }, fields: { kind: 'value' } },
}
export const FieldChange: TypeSpec = {
  fields: { name: { kind: 'value' }, before: { kind: 'value' }, after: { kind: 'value' } },
}
export const ClaimChange: TypeSpec = {
  fields: {
    claim: { kind: 'reference', pool: 'claims' },
    before: { kind: 'reference', pool: 'before' },
    after: { kind: 'reference', pool: 'after' },
  },
}
export const Problem: TypeSpec = {
  fields: {
    severity: { kind: 'value' },
    code: { kind: 'value' },
    message: { kind: 'value' },
    file: { kind: 'value' },
    line: { kind: 'value' },
    column: { kind: 'value' },
    path: { kind: 'value' },
  },
}
