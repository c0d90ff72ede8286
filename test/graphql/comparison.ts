import { type ExecutionResult, parse } from 'graphql'
import { createExecutor } from '../../src/graphql/execute.js'
import { loadSchema } from '../../src/graphql/schema.js'
import type { Store } from '../../src/store/store.js'
import type { RandomOperation } from '../operations.js'
import type { Request } from './reference.js'

export type Run = (request: Request) => Promise<ExecutionResult>

/** For what is drawn at random: it may ask for more than a person should. */
export const ANY_COST = Number.MAX_SAFE_INTEGER

/** Runs requests through the compiler. `budget`: as the compiler's own where it is left out. */
export function toRun(store: Store, budget?: number): Run {
  const execute = createExecutor({ schema: loadSchema(), store, ...(budget === undefined ? {} : { budget }) })
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
