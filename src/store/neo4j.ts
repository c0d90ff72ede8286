import { setTimeout as sleep } from 'node:timers/promises'
import neo4j, { type Driver, type ManagedTransaction, type Session } from 'neo4j-driver'
import { withoutCredentials } from './address.js'
import { isTransient, toNeo4jError } from './neo4j-errors.js'
import {
  appendToNeo4j,
  FIND_HEAD,
  findNeo4jSnapshot,
  LEDGER_LABELS,
  LEDGER_SCHEMA,
  readNeo4jEntries,
  TAKE_LOCK,
  toHead,
} from './neo4j-ledger.js'
import { toParameters, toRows } from './neo4j-values.js'
import { READ_TIMEOUT_MS, type StoreOptions } from './options.js'
import { assertReading, withTimeout } from './reading.js'
import { readGraphSchema } from './schema-file.js'
import { assertHashes } from './snapshot-files.js'
import type { Outcome, Row, Statement, Store, WriteTransaction } from './store.js'
import { StoreError } from './store-error.js'
import { guardTransaction } from './transaction.js'
import { createQueue } from './write-queue.js'

const CONNECT_MS = 3_000
const WRITE_RETRY_MS = 15_000
const READ_TRIES = 3
const FETCH_ALL = -1
const OLDEST = [5, 23] as const // the first with CALL (x) { … }
const CLEAR_ROWS = 10_000

/** A store in a Neo4j database: `bolt://` or `neo4j://`, with the name of a database as its path (default: the server's). Throws UNAVAILABLE. */
export async function openNeo4jStore(address: string, options: StoreOptions = {}): Promise<Store> {
  const { url, name, database, user, password } = parseAddress(address, options)
  const driver = neo4j.driver(url, user === undefined ? undefined : neo4j.auth.basic(user, password ?? ''), {
    disableLosslessIntegers: true,
    telemetryDisabled: true,
    notificationFilter: { minimumSeverityLevel: 'OFF' },
    connectionTimeout: CONNECT_MS,
    connectionAcquisitionTimeout: 2 * CONNECT_MS,
    maxTransactionRetryTime: WRITE_RETRY_MS,
  })
  try {
    assertVersion((await driver.getServerInfo(database)).agent, name)
    const store = createNeo4jStore(driver, name, database, options)
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
  const queue = createQueue()
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
      await session.executeWrite((transaction) => Promise.all(texts.map((text) => transaction.run(text))))
      await session.run('CALL db.awaitIndexes(300)')
    })
  }

  async function clearBatch(): Promise<boolean> {
    const kept = LEDGER_LABELS.map((label) => `n:${label}`).join(' OR ')
    return withSession('WRITE', (session) =>
      session.executeWrite(async (transaction) => {
        await runInTransaction(transaction, TAKE_LOCK)
        const text = `MATCH (n) WHERE NOT (${kept}) WITH n LIMIT ${CLEAR_ROWS} DETACH DELETE n RETURN count(*) AS deleted`
        const [row] = await runInTransaction(transaction, { text, parameters: {} })
        return row?.[0] === CLEAR_ROWS
      }),
    )
  }

  // `work` sees errors of the store; the driver must see its own, to know what may be tried again.
  async function runWork<T>(
    transaction: ManagedTransaction,
    work: (transaction: WriteTransaction) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    let driverError: { readonly error: unknown } | undefined
    const run = (statement: Statement) =>
      runInTransaction(transaction, statement).catch((error: unknown) => {
        driverError ??= { error }
        throw toNeo4jError(error, name)
      })
    try {
      const [, head] = await Promise.all([run(TAKE_LOCK), run(FIND_HEAD)])
      const guard = guardTransaction(toHead(head), run, async (appended) => {
        assertHashes(appended.snapshots)
        await appendToNeo4j(run, appended)
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
            return await session.executeWrite(async (transaction) => {
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

    clearGraph: () =>
      queue(async () => {
        while (await clearBatch());
        await applySchema()
      }),

    close: () =>
      queue(async () => {
        closed = true
        await driver.close()
      }),
  }
}

/** The driver rolls back only on an error. */
class RolledBack extends Error {}

async function runInTransaction(
  transaction: ManagedTransaction,
  { text, parameters }: Statement,
): Promise<readonly Row[]> {
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
