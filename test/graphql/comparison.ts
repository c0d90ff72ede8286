import { type ExecutionResult, parse } from 'graphql'
import type { AnyRecord } from '../../src/domain/records.js'
import { createExecutor } from '../../src/graphql/execute.js'
import type { Store } from '../../src/store/store.js'
import { now } from '../load-history.js'
import type { ArgumentPool, RandomOperation } from '../operations.js'
import type { Request } from './reference.js'

export type Run = (request: Request) => Promise<ExecutionResult>

/** Runs requests through the compiler. */
export function toRun(store: Store): Run {
  const execute = createExecutor({ store, now, by: 'test' })
  return ({ source, operationName, variables }) =>
    execute({
      document: parse(source),
      ...(operationName === undefined ? {} : { operationName }),
      ...(variables === undefined ? {} : { variables }),
    })
}

/** A store that counts the statements that reach it. */
export function countReads(store: Store): { readonly store: Store; reads(): number } {
  let count = 0
  const counting = new Proxy(store, {
    get(target, property, receiver) {
      const value: unknown = Reflect.get(target, property, receiver)
      if (property === 'read') count++
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { store: counting, reads: () => count }
}

/** Arguments that a history can answer to. */
export function toPool(records: readonly AnyRecord[]): ArgumentPool {
  return {
    ids: records.map(({ id }) => id),
    texts: records.flatMap((record) =>
      'name' in record
        ? [record.name, ...record.names.map(({ value }) => value)]
        : 'title' in record
          ? [record.title]
          : ['x'],
    ),
    measures: records.flatMap((record) => (record.type === 'observation' ? [record.measure] : ['nothing'])),
    dates: ['2023', '2023-09', '2023-09-15', '2023-10-05/2023-10-06', '2023-09/..', '../2022', '2024~'],
  }
}

/** The answers to an operation and to its next pages, each found by the cursors of the one before. */
export async function runPages(
  run: Run,
  operation: RandomOperation,
  pages: number,
): Promise<readonly ExecutionResult[]> {
  const results = [await run(operation)]
  for (let page = 1; page < pages && operation.cursors.length > 0; page++) {
    const before = results.at(-1)?.data
    const cursors = operation.cursors.map(({ name, path }) => [name, findValue(before, path) ?? null] as const)
    if (cursors.every(([, cursor]) => cursor === null)) break
    results.push(await run({ ...operation, variables: { ...operation.variables, ...Object.fromEntries(cursors) } }))
  }
  return results
}

/** An answer without what each implementation is free to choose: the text of cursors, and extensions. */
export function toComparable({ data, errors }: ExecutionResult): unknown {
  const codes = errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions.code }))
  const text = JSON.stringify({ data, errors: codes })
  return JSON.parse(text, (key, value) =>
    /^(cursor|startCursor|endCursor)$/.test(key) && value !== null ? 'CURSOR' : value,
  )
}

function findValue(data: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (value: unknown, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    data,
  )
}
