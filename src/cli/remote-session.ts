import { type FormattedExecutionResult, print } from 'graphql'
import { z } from 'zod'
import { StoreError } from '../store/store-error.js'
import { type Session, toSession } from './session.js'

const answerSchema = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
})

export function isRemote(where: string): boolean {
  return /^https?:\/\//i.test(where)
}

/** A running Headwaters at `where` (its address, with or without /graphql). StoreError UNAVAILABLE where nothing answers. */
export function createRemoteSession(where: string): Session {
  const address = new URL(where)
  if (!address.pathname.endsWith('/graphql')) address.pathname = `${address.pathname.replace(/\/$/, '')}/graphql`
  return toSession(
    async (operation, variables, operationName) => {
      const query = typeof operation === 'string' ? operation : print(operation)
      const body = await post(address, JSON.stringify({ query, variables, operationName }))
      const answer = answerSchema.safeParse(body)
      if (!answer.success) throw new StoreError('UNAVAILABLE', `${address.origin} does not answer as Headwaters does`)
      return answer.data as FormattedExecutionResult
    },
    async () => {},
  )
}

async function post(address: URL, body: string): Promise<unknown> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
    })
    return await response.json()
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StoreError('UNAVAILABLE', `no Headwaters answers at ${address.origin}: ${reason}`)
  }
}
