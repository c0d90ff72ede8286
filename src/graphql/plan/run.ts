import type { GraphQLError } from 'graphql'
import { locatedError } from 'graphql'
import type { Row, Statement, Value } from '../../store/store.js'
import type { Archived, Arguments } from '../specs/spec.js'
import type { Plan } from './compile.js'
import { type Cost, checkRead, measureCost } from './cost.js'
import { type Archive, newDecoding, toRows } from './decode.js'
import { readArguments } from './read-arguments.js'

export interface Ran {
  readonly data: { [key: string]: unknown } | null
  readonly errors: readonly GraphQLError[]
  readonly cost: Cost
}

/** Runs a plan: reads its arguments, refuses what costs too much, reads one row, decodes it. `source`: what its root fields are read from, else the row. */
export async function runPlan(
  plan: Plan,
  variables: { readonly [name: string]: unknown },
  read: (statement: Statement) => Promise<readonly Row[]>,
  budget: number,
  given?: { readonly values: Arguments; readonly source: object },
): Promise<Ran> {
  const values = readArguments(plan.sources, variables, given?.values)
  const cost = measureCost(plan.root, values, budget)
  const row = plan.statement === null ? [] : await readRow(plan, values, read)
  if (plan.statement !== null && row.length > 0) checkRead(plan.root, row, budget)
  const decoding = newDecoding(values, toArchive(row.slice(plan.root.columns.length)))
  decoding.frame = { read: plan.root, row, parent: null, pools: new Map() }
  try {
    const data = plan.decode(given?.source ?? row, decoding) as Ran['data']
    return { data, errors: decoding.errors, cost }
  } catch (error) {
    return { data: null, errors: [...decoding.errors, locatedError(error, undefined)], cost }
  }
}

/** Snapshots as the columns behind those of the root hold them: lists of SHA-256 and text. */
function toArchive(columns: readonly Value[]): Archive {
  const archive = new Map<Value, Archived>()
  for (const [sha256, text] of columns.flatMap(toRows)) {
    if (typeof sha256 === 'string') archive.set(sha256, { sha256, text: typeof text === 'string' ? text : null })
  }
  return archive
}

async function readRow(
  plan: Plan,
  values: readonly Arguments[],
  read: (statement: Statement) => Promise<readonly Row[]>,
): Promise<Row> {
  const { statement } = plan
  if (statement === null) return []
  const parameters: { [name: string]: Value } = {}
  for (const [number, { source, read: readParameter }] of statement.parameters.entries()) {
    parameters[`p${number}`] = readParameter(values[source] ?? {})
  }
  const [row] = await read({ text: statement.text, parameters })
  if (row === undefined) throw new Error('The statement of an operation gave no row')
  return row
}
