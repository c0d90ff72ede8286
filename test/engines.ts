import neo4j from 'neo4j-driver'
import { openStore } from '../src/store/open.js'
import type { Store } from '../src/store/store.js'

/** The engines that the tests run on: Neo4j where HEADWATERS_TEST_NEO4J holds its address; whatever that database holds is deleted. */
export type Engine = 'grafeo' | 'neo4j'

export const neo4jAddress = process.env.HEADWATERS_TEST_NEO4J ?? ''
export const engines: readonly Engine[] = neo4jAddress === '' ? ['grafeo'] : ['grafeo', 'neo4j']

if (neo4jAddress === '' && process.env.HEADWATERS_REQUIRE_NEO4J === '1')
  throw new Error('HEADWATERS_REQUIRE_NEO4J is 1, but HEADWATERS_TEST_NEO4J holds no address')

/** An empty store, with the constraints and indexes of the graph. */
export async function openTestStore(engine: Engine): Promise<Store> {
  if (engine === 'grafeo') return openStore('memory:')
  await wipeNeo4j()
  return openStore(neo4jAddress)
}

/** Deletes every node, the ledger's too. */
export async function wipeNeo4j(): Promise<void> {
  const driver = neo4j.driver(neo4jAddress)
  const session = driver.session()
  try {
    await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS')
  } finally {
    await session.close()
    await driver.close()
  }
}
