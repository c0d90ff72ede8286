import { type FormattedExecutionResult, print } from 'graphql'
import { z } from 'zod'
import { StoreError } from '../store/store-error.js'
import { UsageError } from './exit.js'
import { type Session, toSession } from './session.js'

const TIMEOUT_MS = 600_000 // an import of a large folder takes minutes

const answerSchema = z.union([
  z.looseObject({ errors: z.array(z.looseObject({ message: z.string() })).min(1) }),
  z.looseObject({ data: z.record(z.string(), z.unknown()) }),
])

export function isRemote(where: string): boolean {
  return /^https?:\/\//i.test(where)
}

/** A running Headwaters at `where` (its address, with or without /graphql). StoreError UNAVAILABLE where it does not answer as one. */
export function createRemoteSession(where: string): Session {
  const address = toAddress(where)
  return toSession(
    async (operation, variables, operationName) => {
      const query = typeof operation === 'string' ? operation : print(operation)
      const { status, text } = await post(address, JSON.stringify({ query, variables, operationName }))
      const answer = answerSchema.safeParse(parseJson(text))
      if (answer.success) return answer.data as FormattedExecutionResult
      if (status === 413)
        throw new StoreError('UNAVAILABLE', `${address.host} takes no request of this size: import fewer files at once`)
      throw new StoreError(
        'UNAVAILABLE',
        `${address.host} does not answer as Headwaters does: status ${status}, ${text.slice(0, 200)}`,
      )
    },
    async () => {},
  )
}

function toAddress(where: string): URL {
  try {
    const address = new URL(where)
    if (!address.pathname.endsWith('/graphql')) address.pathname = `${address.pathname.replace(/\/$/, '')}/graphql`
    return address
  } catch (error) {
    throw new UsageError(`--store: ${where} is not an address`, { cause: error })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // told with the status, as any other answer that is not ours
  }
}

async function post(address: URL, body: string): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StoreError('UNAVAILABLE', `no Headwaters answers at ${address.host}: ${reason}`)
  }
}
