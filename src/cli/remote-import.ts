import { gql } from 'graphql-tag'
import { findUtf8Text } from '../domain/utf8-text.js'
import { gatherFiles } from '../seed/gather.js'
import { checkPaths } from '../seed/read.js'
import { InputError } from './exit.js'
import type { ReceiptView, Verdict } from './receipt-view.js'
import type { Session } from './session.js'

/** An import through a running Headwaters. Public, so that a test can hold it against the schema. */
export const IMPORT_MUTATION = gql`mutation Import($files: [SeedFile!]!, $dryRun: Boolean!) {
  importFiles(files: $files, dryRun: $dryRun) {
    import { number at by hash files { name sha256 } }
    created
    changed
    unchanged
    records { id change fields { name before after } }
    withdrawn
    newOrigins { id }
    repeats { id }
    claims {
      claim { id }
      before { standing independentOrigins documents }
      after { standing independentOrigins documents }
    }
    problems { severity code message file line column path }
  }
}`

interface Ref {
  readonly id: string
}
interface RemoteReceipt extends Omit<ReceiptView, 'newOrigins' | 'repeats' | 'claims'> {
  readonly newOrigins: readonly Ref[]
  readonly repeats: readonly Ref[]
  readonly claims: readonly { readonly claim: Ref; readonly before: Verdict | null; readonly after: Verdict }[]
}

/** Sends seed files and the snapshots they name, after a check here. InputError with every problem, and nothing written. */
export async function importRemotely(
  session: Session,
  paths: readonly string[],
  root: string | undefined,
  dryRun: boolean,
): Promise<ReceiptView> {
  const options = root === undefined ? {} : { root }
  const checked = await checkPaths(paths, options)
  if (!checked.ok) throw new InputError('the files have problems', checked.problems)
  const files = gatherFiles(paths, options).map(({ name, content }) => {
    const text = typeof content === 'string' ? content : findUtf8Text(content)
    if (text === undefined) throw new InputError(`${name} is not text: import it at the machine that holds the store`)
    return { name, content: text }
  })
  const { importFiles } = await session.query<{ importFiles: RemoteReceipt }>(IMPORT_MUTATION, { files, dryRun })
  const { newOrigins, repeats, claims, ...receipt } = importFiles
  if (receipt.problems.some(({ severity }) => severity === 'ERROR')) {
    throw new InputError('the server refused the import', receipt.problems)
  }
  return {
    ...receipt,
    newOrigins: newOrigins.map(({ id }) => id),
    repeats: repeats.map(({ id }) => id),
    claims: claims.map(({ claim, before, after }) => ({ claim: claim.id, before, after })),
  }
}
