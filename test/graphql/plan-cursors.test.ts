import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { type Ask, addSeed, codesOf, toAsk } from './small-world.js'

const PAGE = `query($after: String, $order: ClaimOrder) {
  claims(first: 2, after: $after, orderBy: $order) {
    nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}`
interface Page {
  readonly nodes: readonly { readonly id: string }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: number
}

function claim(slug: string, statement: string, when?: string): string {
  const dated = when === undefined ? '' : `, when: ${when}`
  return `  - { id: claim/${slug}, kind: OTHER, statement: "${statement}"${dated} }\n`
}

describe.each(engines)('cursors on %s', (engine) => {
  let store: Store
  let ask: Ask

  async function read(order: string, after: string | null): Promise<Page> {
    const { data, errors } = await ask(PAGE, { order, after })
    expect(errors).toBeUndefined()
    return (data as unknown as { claims: Page }).claims
  }
  async function walk(order: string): Promise<string[]> {
    const ids: string[] = []
    for (let after: string | null = null, more = true; more; ) {
      const page = await read(order, after)
      ids.push(...page.nodes.map(({ id }) => id))
      after = page.pageInfo.endCursor
      more = page.pageInfo.hasNextPage
    }
    return ids
  }

  beforeAll(async () => {
    store = await openTestStore(engine)
    ask = toAsk(store)
    await addSeed(
      store,
      `claims:\n${claim('a', 'beta', '2023-01')}${claim('b', 'beta', '2023-02')}${claim('c', 'Alpha')}${claim('d', 'gamma', '2023-01')}${claim('e', 'ﬁne 🚂')}`,
    )
  })
  afterAll(() => store.close())

  it('lead through every order without a gap or a repetition', async () => {
    expect(await walk('WHEN_DESC')).toEqual(['claim/b', 'claim/a', 'claim/d', 'claim/c', 'claim/e'])
    expect(await walk('WHEN_ASC')).toEqual(['claim/a', 'claim/d', 'claim/b', 'claim/c', 'claim/e'])
    expect(await walk('STATEMENT_ASC')).toEqual(['claim/c', 'claim/a', 'claim/b', 'claim/e', 'claim/d'])
    expect(await walk('STATEMENT_DESC')).toEqual(['claim/d', 'claim/e', 'claim/a', 'claim/b', 'claim/c'])
    expect(await walk('ORIGINS_DESC')).toEqual(['claim/a', 'claim/b', 'claim/c', 'claim/d', 'claim/e'])
  })

  it('tell whether a page has neighbours', async () => {
    const first = await read('WHEN_DESC', null)
    const second = await read('WHEN_DESC', first.pageInfo.endCursor)
    const third = await read('WHEN_DESC', second.pageInfo.endCursor)
    const beyond = await read('WHEN_DESC', third.pageInfo.endCursor)
    expect(
      [first, second, third, beyond].map(({ pageInfo }) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage]),
    ).toEqual([
      [false, true],
      [true, true],
      [true, false],
      [true, false],
    ])
    expect(beyond).toMatchObject({ nodes: [], pageInfo: { startCursor: null, endCursor: null }, totalCount: 5 })
  })

  it('are refused where they are not of this list and order', async () => {
    const { endCursor } = (await read('WHEN_DESC', null)).pageInfo
    const forged = [
      'x',
      '%%%',
      'a'.repeat(5000),
      Buffer.from('{"a":1}').toString('base64url'),
      Buffer.from(JSON.stringify([1, 'Query.claims WHEN_DESC', 5, 'claim/a'])).toString('base64url'),
      Buffer.from(JSON.stringify([9, 'Query.claims WHEN_DESC', '2023', 'claim/a'])).toString('base64url'),
      Buffer.from(JSON.stringify([1, 'Query.claims WHEN_DESC', '2023'])).toString('base64url'),
    ]
    for (const after of forged)
      expect(codesOf(await ask(PAGE, { order: 'WHEN_DESC', after })), after).toEqual(['BAD_USER_INPUT'])
    const other = await ask(PAGE, { order: 'STATEMENT_ASC', after: endCursor })
    expect(codesOf(other)).toEqual(['BAD_USER_INPUT'])
    expect(other.errors?.[0]?.message).toContain('another order')
  })

  it('stay where they are when records come in between', async () => {
    const first = await read('STATEMENT_ASC', null)
    await addSeed(store, `claims:\n${claim('f', 'aaa')}${claim('g', 'beta 2')}${claim('h', 'zeta')}`)
    const rest: string[] = []
    let { endCursor: after, hasNextPage: more } = first.pageInfo
    while (more) {
      const page = await read('STATEMENT_ASC', after)
      rest.push(...page.nodes.map(({ id }) => id))
      after = page.pageInfo.endCursor
      more = page.pageInfo.hasNextPage
    }
    expect(first.nodes.map(({ id }) => id)).toEqual(['claim/c', 'claim/a'])
    expect(rest).toEqual(['claim/b', 'claim/g', 'claim/e', 'claim/d', 'claim/h'])
  })

  it('of the longest texts are taken back', async () => {
    const long = (slug: string, text: string) => claim(slug, `~${text.repeat(3500 / text.length)}${slug}`)
    const title = '\uC624'.repeat(2000)
    await addSeed(
      store,
      `claims:\n${long('l1', 'x')}${long('l2', 'x')}${long('l3', '한')}${long('l4', '한')}${long('l5', '\uE000')}
sources: [{ id: source/s, kind: OTHER, name: S }]
documents:
${['a', 'b', 'c'].map((slug) => `  - { id: doc/${slug}, kind: ARTICLE, title: ${title}, source: source/s, lineage: ORIGINAL }`).join('\n')}`,
    )
    const ids = await walk('STATEMENT_ASC')
    expect(ids.filter((id) => id.startsWith('claim/l'))).toEqual(
      ['l1', 'l2', 'l3', 'l4', 'l5'].map((l) => `claim/${l}`),
    )
    const page =
      'query($after: String) { documents(first: 1, orderBy: TITLE_ASC, after: $after) { nodes { id } pageInfo { endCursor } } }'
    const found: unknown[] = []
    for (let after: unknown = null; found.length < 3; ) {
      const { data, errors } = await ask(page, { after })
      expect(errors).toBeUndefined()
      const { nodes, pageInfo } = (data as { documents: { nodes: { id: string }[]; pageInfo: { endCursor: string } } })
        .documents
      found.push(...nodes.map(({ id }) => id))
      after = pageInfo.endCursor
    }
    expect(found).toEqual(['doc/a', 'doc/b', 'doc/c'])
  })
})
