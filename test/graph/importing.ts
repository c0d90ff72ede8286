import type { Assessment } from '../../src/domain/assessment.js'
import type { AnyRecord, RecordId } from '../../src/domain/records.js'
import { ImportRejected, importBundle } from '../../src/graph/import.js'
import type { Receipt } from '../../src/graph/receipt.js'
import type { Bundle } from '../../src/seed/bundle.js'
import { checkFiles } from '../../src/seed/read.js'
import type { Store, Value } from '../../src/store/store.js'

export const by = 'analyst'
export const now = () => new Date('2024-01-01T00:00:00.000Z')

/** The bundle of a YAML text and the snapshots beside it. */
export function seed(
  text: string,
  snapshots: { readonly [path: string]: string | Uint8Array } = {},
  name = 'seed.yaml',
): Bundle {
  const files = Object.entries(snapshots).map(([path, content]) => ({ name: path, content }))
  const checked = checkFiles([{ name, content: text }, ...files])
  if (!checked.ok) throw new Error(checked.problems.map(({ message, path }) => `${path}: ${message}`).join('\n'))
  return checked.bundle
}

export async function importSeed(store: Store, bundle: Bundle | string): Promise<Receipt> {
  const { receipt } = await importBundle(store, typeof bundle === 'string' ? seed(bundle) : bundle, { by, now })
  return receipt
}

/** The problems for which an import is rejected. */
export async function rejection(store: Store, bundle: Bundle | string): Promise<readonly string[]> {
  try {
    await importSeed(store, bundle)
  } catch (error) {
    if (error instanceof ImportRejected)
      return error.problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`)
    throw error
  }
  throw new Error('Expected the import to be rejected; it was not')
}

/** One column of one read. */
export async function column(
  store: Pick<Store, 'read'>,
  text: string,
  parameters: { [name: string]: Value } = {},
): Promise<Value[]> {
  const rows = await store.read({ text, parameters })
  return rows.map(([value]) => value ?? null)
}

export async function rows(store: Pick<Store, 'read'>, text: string): Promise<readonly (readonly Value[])[]> {
  return store.read({ text, parameters: {} })
}

/** The assessment that the graph keeps of a claim now. */
export async function assessmentOf(store: Pick<Store, 'read'>, claim: RecordId): Promise<Assessment | null> {
  const [body] = await column(
    store,
    'MATCH (c:Record {id: $claim})<-[:OF]-(s:Assessment) WHERE s.until IS NULL RETURN s.body AS body',
    { claim },
  )
  return typeof body === 'string' ? (JSON.parse(body) as Assessment) : null
}

export async function ledgerOf(store: Store): Promise<readonly (readonly AnyRecord[])[]> {
  const entries: (readonly AnyRecord[])[] = []
  for await (const { records } of store.entries()) entries.push(records)
  return entries
}
