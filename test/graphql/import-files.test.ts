import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createImporter } from '../../src/server/importer.js'
import type { Store } from '../../src/store/store.js'
import { engines, openTestStore } from '../engines.js'
import { now, toLedger } from '../load-history.js'
import { type Ask, addSeed, codesOf, toAsk, WORLD } from './small-world.js'

const IMPORT = `mutation($files: [SeedFile!]!, $dryRun: Boolean!) {
  importFiles(files: $files, dryRun: $dryRun) {
    import { number by counts { created changed } }
    created changed unchanged
    records { id change fields { name before after } }
    newOrigins { id title source { name } }
    repeats { id title }
    claims { claim { id statement } before { standing independentOrigins } after { standing independentOrigins origins { documents { title } } import { number } } }
    problems { severity code file line }
  }
}`
const SECOND = `
documents:
  - { id: doc/copy, kind: ARTICLE, title: Copy, source: source/agency, lineage: COMPLETE, derivesFrom: [{ document: doc/article, kind: REPEATS }] }
  - { id: doc/talk, kind: STATEMENT, title: Talk, source: source/institute, lineage: ORIGINAL }
evidence:
  - { claim: claim/rail, item: doc/copy, stance: SUPPORTS }
  - { claim: claim/nothing, item: doc/talk, stance: SUPPORTS }
questions:
  - { id: question/what, text: What did they carry? }
`

describe.each(engines)('importFiles on %s', (engine) => {
  let store: Store
  let ask: Ask
  beforeEach(async () => {
    store = await openTestStore(engine)
    await addSeed(store, WORLD)
    ask = toAsk(store, { importFiles: createImporter(store, { by: 'me', now }) })
  })
  afterEach(() => store.close())

  const files = (content: string) => [{ name: 'more.yaml', content }]
  const receipt = {
    created: 4,
    changed: 1,
    newOrigins: [{ id: 'doc/talk', title: 'Talk', source: { name: 'Institute' } }],
    repeats: [{ id: 'doc/copy', title: 'Copy' }],
    claims: [
      {
        claim: { id: 'claim/nothing' },
        before: { standing: 'UNSUPPORTED', independentOrigins: 0 },
        after: { standing: 'SINGLE_ORIGIN', independentOrigins: 1, origins: [{ documents: [{ title: 'Talk' }] }] },
      },
      {
        claim: { id: 'claim/rail' },
        before: { standing: 'CONTESTED' },
        after: { standing: 'CONTESTED', independentOrigins: 1 },
      },
    ],
    problems: [],
  }

  it('tells what a dry run would do, with the records it would make, and writes nothing', async () => {
    const { data, errors } = await ask(IMPORT, { files: files(SECOND), dryRun: true })
    expect(errors).toBeUndefined()
    expect(data?.importFiles).toMatchObject({ ...receipt, import: null })
    expect(await toLedger(store)).toHaveLength(1)
    expect((await ask('{ document(id: "doc/talk") { id } }')).data).toEqual({ document: null })
  })

  it('imports, tells what came of it, and does not do it twice', async () => {
    const { data, errors } = await ask(IMPORT, { files: files(SECOND), dryRun: false })
    expect(errors).toBeUndefined()
    expect(data?.importFiles).toMatchObject({
      ...receipt,
      import: { number: 2, by: 'me', counts: { created: 4, changed: 1 } },
    })
    expect(data).toMatchObject({
      importFiles: {
        records: expect.arrayContaining([
          expect.objectContaining({
            id: 'question/what',
            change: 'CHANGED',
            fields: [{ name: 'text', before: 'What was in the cars?', after: 'What did they carry?' }],
          }),
        ]),
      },
    })
    const again = await ask(IMPORT, { files: files(SECOND), dryRun: false })
    expect(again.data?.importFiles).toMatchObject({ import: null, created: 0, unchanged: 5, claims: [] })
    const history = await ask('{ claim(id: "claim/nothing") { history { nodes { standing import { number } } } } }')
    expect(history.data).toEqual({
      claim: {
        history: {
          nodes: [
            { standing: 'UNSUPPORTED', import: { number: 1 } },
            { standing: 'SINGLE_ORIGIN', import: { number: 2 } },
          ],
        },
      },
    })
  })

  it('lists every problem of what it refuses', async () => {
    const broken = 'claims:\n  - { id: claim/x, kind: NONE, statement: x, colour: red }\n'
    const { data, errors } = await ask(IMPORT, { files: files(broken), dryRun: false })
    expect(errors).toBeUndefined()
    expect(data?.importFiles).toMatchObject({ import: null, created: 0, records: [], claims: [], newOrigins: [] })
    expect(data).toMatchObject({
      importFiles: { problems: [{ severity: 'ERROR', file: 'more.yaml', line: 2 }, { severity: 'ERROR' }] },
    })
    const unknown = 'claims:\n  - { id: claim/x, kind: OTHER, statement: x, question: question/none }\n'
    const refused = await ask(IMPORT, { files: files(unknown), dryRun: true })
    expect(refused.data).toMatchObject({ importFiles: { problems: [{ code: 'UNKNOWN_REFERENCE' }] } })
    expect(await toLedger(store)).toHaveLength(1)
  })

  it('is refused where the graph is for reading alone', async () => {
    expect(codesOf(await toAsk(store)(IMPORT, { files: [], dryRun: true }))).toEqual(['BAD_USER_INPUT'])
  })
})
