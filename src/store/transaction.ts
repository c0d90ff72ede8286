import type { Sha256 } from '../domain/records.js'
import type { Entry } from '../ledger/entry.js'
import { NO_PREVIOUS } from '../ledger/seal.js'
import type { Head, Row, Statement, WriteTransaction } from './store.js'
import { StoreError } from './store-error.js'

export interface Appended {
  readonly entry: Entry
  readonly snapshots: ReadonlyMap<Sha256, Uint8Array>
}

export interface GuardedTransaction {
  readonly transaction: WriteTransaction
  /** Waits for every statement under way and ends the transaction for its user. Throws the first failure, even one that `work` caught. */
  settle(): Promise<Appended | undefined>
}

/**
 * Holds a write to its contract: after any failed statement nothing more runs and nothing can be committed (Grafeo would commit the rest),
 * statements that were not awaited are waited for, and the entry follows the head.
 */
export function guardTransaction(
  head: Head,
  run: (statement: Statement) => Promise<readonly Row[]>,
  append: (appended: Appended) => Promise<void>,
): GuardedTransaction {
  const underWay = new Set<Promise<unknown>>()
  let failure: { readonly error: unknown } | undefined
  let appended: Appended | undefined
  let ended = false

  function track<T>(start: () => Promise<T>): Promise<T> {
    if (failure !== undefined) return Promise.reject(failure.error)
    if (ended)
      return Promise.reject(
        new StoreError('CLOSED', 'This transaction has ended: await every statement inside its work'),
      )
    const result = start().catch((error: unknown) => {
      failure ??= { error }
      throw error
    })
    const settled = result.catch(() => undefined).finally(() => underWay.delete(settled))
    underWay.add(settled)
    return result
  }

  return {
    transaction: {
      head,
      run: (statement) => track(() => run(statement)),
      append: (entry, snapshots) =>
        track(async () => {
          if (appended !== undefined) throw new StoreError('STATEMENT', 'A transaction appends one entry at most')
          assertFollows(head, entry)
          appended = { entry, snapshots }
          await append(appended)
        }),
    },
    async settle() {
      while (underWay.size > 0) await Promise.all(underWay)
      ended = true
      if (failure !== undefined) throw failure.error
      return appended
    },
  }
}

function assertFollows(head: Head, entry: Entry): void {
  const number = (head?.number ?? 0) + 1
  const previous = head?.hash ?? NO_PREVIOUS
  if (entry.number === number && entry.previous === previous) return
  throw new StoreError(
    'CONFLICT',
    `Expected entry ${number} after ${previous}, got entry ${entry.number} after ${entry.previous}: make it from this transaction's head`,
  )
}

/** Runs statements that don't depend on each other, two under way at a time (one is prepared while the other runs). Results in order. */
export async function runAll(
  transaction: Pick<WriteTransaction, 'run'>,
  statements: Iterable<Statement>,
): Promise<readonly (readonly Row[])[]> {
  const results: Promise<readonly Row[]>[] = []
  for (const statement of statements) {
    const former = results.at(-2)
    if (former !== undefined) await former
    const result = transaction.run(statement)
    result.catch(() => undefined) // reported below
    results.push(result)
  }
  return Promise.all(results)
}
