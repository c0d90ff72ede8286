import { configDefaults, defineConfig } from 'vitest/config'

const hasNeo4j = Boolean(process.env.HEADWATERS_TEST_NEO4J)
if (!hasNeo4j) {
  console.log(
    'Left out: everything on Neo4j, for HEADWATERS_TEST_NEO4J names none; `npm run test:neo4j` fetches and starts one',
  )
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: hasNeo4j ? configDefaults.exclude : [...configDefaults.exclude, 'test/**/*.neo4j.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false, // they share one Neo4j
  },
})
