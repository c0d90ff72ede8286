import { setTimeout as sleep } from 'node:timers/promises'
import neo4j, { type Driver, type Session, type Transaction } from 'neo4j-driver'
import { withoutCredentials } from './address.js'
import { OTHER_LABELS } from './graph-model.js'
import { assertDatabase } from './neo4j-check.js'
import { isConflict, isTransient, toNeo4jError } from './neo4j-errors.js'
import {
  appendToNeo4j,
  assertNeo4jHead,
  FIND_HEAD,
  LEDGER_SCHEMA,
  readNeo4jEntries,
  TAKE_LOCK,
  toHead,
} from './neo4j-ledger.js'
import { findNeo4jSnapshot, putNeo4jSnapshots } from './neo4j-snapshots.js'
import { toParameters, toRows } from './neo4j-values.js'
import { READ_TIMEOUT_MS, type StoreOptions } from './options.js'
import { assertReading, withTimeout } from './reading.js'
import { readGraphSchema } from './schema-file.js'
import { assertHashes, toPutBack } from './snapshot-files.js'
import type { Outcome, Row, Statement, Store, WriteTransaction } from './store.js'
import { StoreError } from './store-error.js'
import { guardTransaction } from './transaction.js'
import { createQueue } from './write-queue.js'

const CONNECT_MS = 3_000
const WRITE_RETRY_MS = 15_000 // after a conflict with another writer
const LOST_RETRY_MS = 2_000 // after a connection that broke
const READ_TRIES = 3
const FETCH_ALL = -1
const OLDEST = [5, 23] as const // the first with CALL (x) { … }
const CLEAR_ROWS = 10_000
// Imports go first and records last: a clearing that is broken off leaves a graph that tells so.
const CLEARED: readonly string[] = [
  ...['Import', ...OTHER_LABELS.filter((label) => label !== 'Import')].map(
    (label) => `(n:${label}) WHERE n.since IS NOT NULL`, // these words are common: another application's node has no import in it
  ),
  '(n:Record)',
]

/**
 * A store in a Neo4j database: `bolt://` or `neo4j://`, with the name of a database as its path (default: the server's). Throws UNAVAILABLE, and
 * DAMAGED for a ledger that is not whole and for a database whose nodes are not ours.
 */
export async function openNeo4jStore(address: string, options: StoreOptions = {}): Promise<Store> {
  const { url, name, database, user, password } = parseAddress(address, options)
  const driver = neo4j.driver(url, user === undefined ? undefined : neo4j.auth.basic(user, password ?? ''), {
    disableLosslessIntegers: true,
    telemetryDisabled: true,
    notificationFilter: { minimumSeverityLevel: 'OFF' },
    connectionTimeout: CONNECT_MS,
    connectionAcquisitionTimeout: 2 * CONNECT_MS,
  })
  try {
    assertVersion((await driver.getServerInfo(database)).agent, name)
    const store = createNeo4jStore(driver, name, database, options)
    await assertDatabase(store.read, name, options.create ?? true)
    await store.applySchema()
    return store
  } catch (error) {
    await driver.close()
    throw toNeo4jError(error, name)
  }
}

function createNeo4jStore(
  driver: Driver,
  name: string,
  database: { readonly database?: string },
  options: StoreOptions,
): Store & { applySchema(): Promise<void> } {
  const timeout = options.readTimeoutMs ?? READ_TIMEOUT_MS
  const onNotice = options.onNotice ?? (() => undefined)
  const queue = createQueue()
  let proven: string | undefined // the hash of a head whose content was seen to have it
  let closed = false

  async function withSession<T>(mode: 'READ' | 'WRITE', use: (session: Session) => Promise<T>): Promise<T> {
    if (closed) throw new StoreError('CLOSED', `The store ${name} is closed`)
    const session = driver.session({ ...database, defaultAccessMode: mode, fetchSize: FETCH_ALL })
    try {
      return await use(session)
    } catch (error) {
      throw toNeo4jError(error, name)
    } finally {
      await session.close()
    }
  }

  async function tryRead({ text, parameters }: Statement): Promise<readonly Row[]> {
    const values = toParameters(parameters)
    return withSession('READ', async (session) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return toRows((await session.run(text, values, { timeout })).records)
        } catch (error) {
          if (attempt === READ_TRIES || !isTransient(error)) throw error
          await sleep(2 ** attempt * 25 * (1 + Math.random()))
        }
      }
    })
  }

  const read = (statement: Statement) => withTimeout(tryRead(statement), timeout + CONNECT_MS)

  async function applySchema(): Promise<void> {
    const texts = [...LEDGER_SCHEMA, ...(await readGraphSchema())]
    await withSession('WRITE', async (session) => {
      await inTransaction(session, (transaction) => Promise.all(texts.map((text) => transaction.run(text))))
      await session.run('CALL db.awaitIndexes(300)')
    })
  }

  async function clearBatch(pattern: string): Promise<boolean> {
    return withSession('WRITE', (session) =>
      inTransaction(session, async (transaction) => {
        await runInTransaction(transaction, TAKE_LOCK)
        const text = `MATCH ${pattern} WITH n LIMIT ${CLEAR_ROWS} DETACH DELETE n RETURN count(*) AS deleted`
        const [row] = await runInTransaction(transaction, { text, parameters: {} })
        return row?.[0] === CLEAR_ROWS
      }),
    )
  }

  // `work` sees errors of the store; the driver must see its own, to know what may be tried again.
  async function runWork<T>(
    transaction: Transaction,
    work: (transaction: WriteTransaction) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    let driverError: { readonly error: unknown } | undefined
    const run = (statement: Statement) =>
      runInTransaction(transaction, statement).catch((error: unknown) => {
        driverError ??= { error }
        throw toNeo4jError(error, name)
      })
    try {
      const [, found] = await Promise.all([run(TAKE_LOCK), run(FIND_HEAD)])
      const head = toHead(found)
      const guard = guardTransaction(head, run, async (appended) => {
        assertHashes(appended.snapshots)
        if (head !== null && head.hash !== proven) await assertNeo4jHead(run, head)
        await appendToNeo4j(run, appended)
        proven = appended.entry.hash
      })
      const outcome = await work(guard.transaction).finally(() => guard.settle().catch(() => undefined))
      await guard.settle()
      return outcome
    } catch (error) {
      throw driverError !== undefined && isTransient(driverError.error) ? driverError.error : error
    }
  }

  return {
    name,
    applySchema,

    async read(statement) {
      assertReading(statement.text)
      return read(statement)
    },

    write: <T>(work: (transaction: WriteTransaction) => Promise<Outcome<T>>) =>
      queue(() =>
        withSession('WRITE', async (session) => {
          let rolledBack: { readonly value: T } | undefined
          try {
            return await inTransaction(session, async (transaction) => {
              const outcome = await runWork(transaction, work)
              if (outcome.commit) return outcome.value
              rolledBack = outcome
              throw new RolledBack()
            })
          } catch (error) {
            if (error instanceof RolledBack && rolledBack !== undefined) return rolledBack.value
            throw error
          }
        }),
      ),

    async *entries(after = 0) {
      yield* readNeo4jEntries(read, after)
    },

    findSnapshot: (sha256) => findNeo4jSnapshot(read, sha256),

    putBackSnapshots: (snapshots) =>
      queue(async () => {
        assertHashes(snapshots)
        const written = await withSession('WRITE', (session) =>
          inTransaction(session, async (transaction) => {
            const run = runInTransaction.bind(undefined, transaction)
            await run(TAKE_LOCK)
            return putNeo4jSnapshots(run, snapshots)
          }),
        )
        if (written.length > 0) onNotice(toPutBack(written))
        return written
      }),

    clearGraph: () =>
      queue(async () => {
        for (const pattern of CLEARED) while (await clearBatch(pattern));
        await applySchema()
      }),

    close: () =>
      queue(async () => {
        closed = true
        await driver.close()
      }),
  }
}

/** Rolls back what work decides not to commit. */
class RolledBack extends Error {}

/**
 * Commits what `work` did, or rolls it back. After a conflict, and for a short while after a lost connection, work is done again: the driver's own
 * retries would wait half a minute for a server that has died.
 */
async function inTransaction<T>(session: Session, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const start = performance.now()
  for (let attempt = 1; ; attempt += 1) {
    let transaction: Transaction | undefined
    try {
      transaction = await session.beginTransaction()
      const result = await work(transaction)
      await transaction.commit()
      return result
    } catch (error) {
      if (transaction?.isOpen()) await transaction.rollback().catch(() => undefined) // what went wrong before tells more
      const limit = isConflict(error) ? WRITE_RETRY_MS : LOST_RETRY_MS
      if (!isTransient(error) || performance.now() - start > limit) throw error
      await sleep(Math.min(2 ** attempt * 25, 1000) * (1 + Math.random()))
    }
  }
}

async function runInTransaction(transaction: Transaction, { text, parameters }: Statement): Promise<readonly Row[]> {
  return toRows((await transaction.run(text, toParameters(parameters))).records)
}

function parseAddress(address: string, options: StoreOptions) {
  if (!URL.canParse(address) || new URL(address).hostname === '') {
    const example = 'neo4j://127.0.0.1:7687'
    throw new StoreError(
      'UNAVAILABLE',
      `Expected an address like ${example}, got ${JSON.stringify(withoutCredentials(address))}`,
    )
  }
  const url = new URL(address)
  const path = decode(url.pathname.slice(1))
  const user = url.username === '' ? options.user : decode(url.username)
  const password = url.password === '' ? options.password : decode(url.password)
  return {
    url: `${url.protocol}//${url.host}`,
    name: `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`,
    database: path === '' ? {} : { database: path },
    user,
    password,
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new StoreError('UNAVAILABLE', 'Expected a % in the address of a store to begin an escape: write %25 for it')
  }
}

function assertVersion(agent: string | undefined, name: string): void {
  const [, major, minor] = /^Neo4j\/(\d+)\.(\d+)/.exec(agent ?? '') ?? []
  const version = [Number(major ?? 0), Number(minor ?? 0)] as const
  if (version[0] > OLDEST[0] || (version[0] === OLDEST[0] && version[1] >= OLDEST[1])) return
  throw new StoreError(
    'UNAVAILABLE',
    `${name} runs ${agent ?? 'an unknown server'}: Neo4j ${OLDEST.join('.')} or newer is needed`,
  )
}
