import {
  type FieldNode,
  type GraphQLError,
  type GraphQLObjectType,
  GraphQLString,
  isNonNullType,
  isObjectType,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql'
import type { Receipt } from '../graph/receipt.js'
import type { WriteTransaction } from '../store/store.js'
import { argumentsOf } from './arguments.js'
import { toError } from './errors.js'
import { compileGiven, type Selection } from './plan/compile.js'
import { collectFields } from './plan/fields.js'
import { type Ran, runPlan } from './plan/run.js'
import { RECEIPT_POOLS } from './specs/import.js'
import type { Arguments } from './specs/spec.js'
import { SPECS } from './specs/specs.js'

/** What imports files: `inspect` sees the graph as the import leaves it, `rejected` gets the problems that stop it. */
export type FilesImporter = <T>(request: {
  readonly files: readonly { readonly name: string; readonly content: string }[]
  readonly dryRun: boolean
  readonly inspect: (transaction: WriteTransaction, receipt: Receipt) => Promise<T>
  readonly rejected: (problems: Receipt['problems']) => Promise<T>
}) => Promise<T>

/** The fields of a mutation, one import after the other. */
export async function runMutation(
  selection: Selection,
  operation: OperationDefinitionNode,
  importFiles: FilesImporter | undefined,
  budget: number,
): Promise<Pick<Ran, 'data' | 'errors'>> {
  const type = selection.schema.getMutationType()
  if (type == null) throw toError('GRAPHQL_VALIDATION_FAILED', 'There are no mutations')
  const data: { [key: string]: unknown } = Object.create(null)
  const errors: GraphQLError[] = []
  for (const [key, nodes] of collectFields({ ...selection, visited: 0 }, type, [operation.selectionSet])) {
    const name = nodes[0]?.name.value
    if (name === '__typename') data[key] = GraphQLString.serialize(type.name)
    else {
      try {
        const ran = await runImport(selection, type, nodes, importFiles, budget)
        for (const error of ran.errors)
          errors.push(locatedError(error.originalError ?? error, nodes, [key, ...(error.path ?? [])]))
        if (ran.data === null) return { data: null, errors }
        data[key] = ran.data
      } catch (error) {
        return { data: null, errors: [...errors, locatedError(error, nodes, [key])] }
      }
    }
  }
  return { data, errors }
}

async function runImport(
  selection: Selection,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  importFiles: FilesImporter | undefined,
  budget: number,
): Promise<Ran> {
  const [node] = nodes
  const field = type.getFields().importFiles
  const receiptType = field !== undefined && isNonNullType(field.type) ? field.type.ofType : field?.type
  if (node === undefined || field === undefined || !isObjectType(receiptType))
    throw new Error('The schema has no importFiles')
  if (importFiles === undefined)
    throw toError('BAD_USER_INPUT', 'Nothing can be imported here: this graph is for reading alone')
  const { files, dryRun } = argumentsOf(field, node, selection.variables)
  const tell = (values: Arguments, source: object, transaction: WriteTransaction | null): Promise<Ran> => {
    const plan = compileGiven(selection, SPECS, receiptType, nodes, RECEIPT_POOLS, values)
    const read = transaction === null ? () => Promise.resolve([NO_ROWS]) : transaction.run.bind(transaction)
    return runPlan(plan, selection.variables, read, budget, { values, source })
  }
  return importFiles<Ran>({
    files: files as readonly { name: string; content: string }[],
    dryRun: dryRun === true,
    inspect: (transaction, receipt) => tell(toValues(receipt), toSource(receipt), transaction),
    rejected: (problems) => tell(toValues(null), { ...REJECTED, problems }, null),
  })
}

/** What a statement over an empty receipt gives, without asking for it. */
const NO_ROWS: readonly [] = []

const REJECTED = {
  import: null,
  created: 0,
  changed: 0,
  unchanged: 0,
  records: [],
  newOrigins: [],
  repeats: [],
  claims: [],
  withdrawn: [],
}

/** The keys of the receipt's pools. */
function toValues(receipt: Receipt | null): Arguments {
  return {
    import: receipt?.import?.number ?? 0,
    claims: receipt?.claims.map(({ claim }) => claim) ?? [],
    documents: [...(receipt?.newOrigins ?? []), ...(receipt?.repeats ?? [])],
  }
}

/** The receipt with keys where it names nodes: see RECEIPT_POOLS. */
function toSource({ import: made, claims, ...receipt }: Receipt): object {
  return {
    ...receipt,
    import: made === null ? null : made.number,
    claims: claims.map(({ claim, before }) => ({ claim, before: before === null ? null : claim, after: claim })),
  }
}
