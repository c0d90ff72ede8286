import { type ExecutionResult, parse } from 'graphql'
import { importBundle } from '../../src/graph/import.js'
import { createExecutor, type ExecutorOptions } from '../../src/graphql/execute.js'
import { loadSchema } from '../../src/graphql/schema.js'
import { checkFiles } from '../../src/seed/read.js'
import type { Statement, Store } from '../../src/store/store.js'
import { now } from '../load-history.js'

/** Two articles that rewrite one report, which reads one image; a denial; one more claim without evidence. */
export const WORLD = `
sources:
  - { id: source/agency, kind: NEWS_AGENCY, name: Agency, ratings: [{ grade: B, from: 2020 }, { grade: C, from: 2024 }] }
  - { id: source/institute, kind: THINK_TANK, name: Institute }
  - { id: source/satellite, kind: IMAGERY_PROVIDER, name: Satellite }
  - { id: source/ministry, kind: GOVERNMENT, name: Ministry, speaksFor: actor/state }
actors:
  - { id: actor/state, kind: STATE, name: State, names: [Łand] }
sites:
  - { id: site/yard, kind: RAIL_STATION, name: Yard, location: { lat: 42.4, lon: 130.6 }, country: actor/state }
  - { id: site/port, kind: PORT, name: Port, location: { lat: 42.2, lon: 130.3 } }
documents:
  - { id: doc/image, kind: IMAGE, title: Image, source: source/satellite, published: 2023-10-05, lineage: ORIGINAL }
  - id: doc/report
    kind: REPORT
    title: Report
    source: source/institute
    published: 2023-10-06
    lineage: COMPLETE
    derivesFrom: [{ document: doc/image, kind: ANALYSES_IMAGERY }]
  - id: doc/article
    kind: ARTICLE
    title: Article
    source: source/agency
    published: 2023-10-07
    lineage: COMPLETE
    derivesFrom: [{ document: doc/report, kind: REPEATS, claims: [claim/rail] }]
  - { id: doc/denial, kind: STATEMENT, title: Denial, source: source/ministry, published: 2023-10-08, lineage: ORIGINAL }
observations:
  - { id: obs/cars, measure: freight railcars, value: 73, method: COUNTED, window: 2023-10-05, site: site/yard, document: doc/report }
questions:
  - { id: question/what, text: What was in the cars? }
claims:
  - id: claim/rail
    kind: ARMS_TRANSFER
    statement: Arms went by rail
    when: 2023-09/2023-10
    question: question/what
    involves: [{ entity: actor/state, role: SUPPLIER }, { entity: site/yard, role: ROUTE }]
    evidence:
      - { item: doc/article, stance: SUPPORTS, credibility: 3 }
      - { item: doc/report, stance: SUPPORTS }
      - { item: doc/denial, stance: REFUTES }
      - { item: obs/cars, stance: LIMITS, note: the load cannot be seen }
  - { id: claim/nothing, kind: OTHER, statement: Nothing was sent, question: question/what }
judgements:
  - { id: judgement/one, claim: claim/rail, by: analyst, at: 2023-11, likelihood: LIKELY, confidence: LOW }
`

/** Imports seed text into a store. */
export async function addSeed(store: Store, text: string): Promise<void> {
  const checked = checkFiles([{ name: 'world.yaml', content: text }])
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, null, 2))
  await importBundle(store, checked.bundle, { by: 'test', now })
}

/** A store that keeps every statement read from it. */
export function recordReads(store: Store): { readonly store: Store; readonly statements: Statement[] } {
  const statements: Statement[] = []
  const read: Store['read'] = (statement) => {
    statements.push(statement)
    return store.read(statement)
  }
  const recording = new Proxy(store, {
    get(target, name) {
      const value: unknown = name === 'read' ? read : Reflect.get(target, name)
      return typeof value === 'function' && name !== 'read' ? value.bind(target) : value
    },
  })
  return { store: recording, statements }
}

export type Ask = (source: string, variables?: { readonly [name: string]: unknown }) => Promise<ExecutionResult>

/** Answers queries over a store; errors that are not the client's fail the test. */
export function toAsk(store: Store, options: Partial<ExecutorOptions> = {}): Ask {
  const onError = (error: unknown): void => {
    throw error
  }
  const execute = createExecutor({ schema: loadSchema(), store, onError, ...options })
  return (source, variables = {}) => execute({ document: parse(source), variables })
}

/** Messages and codes of an answer's errors. */
export function codesOf({ errors = [] }: ExecutionResult): readonly unknown[] {
  return errors.map(({ extensions }) => extensions.code)
}
