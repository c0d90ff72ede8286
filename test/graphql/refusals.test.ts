import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { openTestStore } from '../engines.js'
import { loadHistory } from '../load-history.js'
import { sampleHistory } from '../records.js'
import { countReads, toRun } from './comparison.js'

/** Arguments that the schema's types let through and its descriptions do not. */
const REFUSED: readonly (readonly [what: string, source: string])[] = [
  ['a page of none', '{ claims(first: 0) { totalCount } }'],
  ['a page below none', '{ claims(first: -1) { totalCount } }'],
  ['a page of more than 100', '{ documents(first: 101) { totalCount } }'],
  ['a nested page of more than 100', '{ claims { nodes { evidence(first: 1000) { totalCount } } } }'],
  ['a cursor that is none', '{ actors(after: "garbage") { totalCount } }'],
  ['an empty cursor', '{ imports(after: "") { totalCount } }'],
  ['a nested cursor that is none', '{ claims { nodes { involves(after: "{}") { totalCount } } } }'],
  ['a date that is none', '{ claims(where: { when: { from: "yesterday" } }) { totalCount } }'],
  ['an argument date that is none', '{ sources { nodes { reliability(on: "2023-13") } } }'],
  ['a window that is none', '{ sites { nodes { observations(to: "2023-02-30") { totalCount } } } }'],
  ['a distance below zero', '{ sites { nodes { nearby(withinKm: -1) { totalCount } } } }'],
  ['more than 100 ids', `{ nodes(ids: [${Array.from({ length: 101 }, () => '"a"').join(', ')}]) { id } }`],
]

describe('the compiler', () => {
  const history = sampleHistory(11)
  let store: Store
  beforeAll(async () => {
    store = await openTestStore('grafeo')
    await loadHistory(store, history)
  })
  afterAll(() => store.close())

  it.each(REFUSED)('refuses %s before it asks the store', async (_, source) => {
    const counting = countReads(store)
    const { errors } = await toRun(counting.store)({ source })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    expect(counting.reads()).toBe(0)
  })

  it('refuses a cursor of another list, and of the same list in another order', async () => {
    const run = toRun(store)
    const first = await run({ source: '{ documents(first: 1, orderBy: TITLE_ASC) { edges { cursor } } }' })
    const cursor = /"cursor":"([^"]+)"/.exec(JSON.stringify(first.data))?.[1]
    expect(cursor).toBeDefined()
    const codes = async (list: string): Promise<unknown> => {
      const source = `query ($after: String) { ${list} { totalCount } }`
      const { errors } = await run({ source, variables: { after: cursor } })
      return errors?.map(({ extensions }) => extensions.code)
    }
    expect(await codes('documents(first: 1, orderBy: TITLE_ASC, after: $after)')).toBeUndefined()
    expect(await codes('documents(first: 1, orderBy: PUBLISHED_ASC, after: $after)')).toEqual(['BAD_USER_INPUT'])
    expect(await codes('actors(first: 1, after: $after)')).toEqual(['BAD_USER_INPUT'])
  })
})
