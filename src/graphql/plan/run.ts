import type { GraphQLError } from 'graphql'
import { locatedError } from 'graphql'
import type { Row, Statement, Value } from '../../store/store.js'
import type { Arguments } from '../specs/spec.js'
import type { Plan } from './compile.js'
import { type Cost, measureCost } from './cost.js'
import { newDecoding } from './decode.js'
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
  const decoding = newDecoding(values)
  decoding.frame = { read: plan.root, row, parent: null, pools: new Map() }
  try {
    const data = plan.decode(given?.source ?? row, decoding) as Ran['data']
    return { data, errors: decoding.errors, cost }
  } catch (error) {
    return { data: null, errors: [...decoding.errors, locatedError(error, undefined)], cost }
  }
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
