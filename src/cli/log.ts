import { Option } from 'commander'
import { gql } from 'graphql-tag'
import { openSession } from './open-session.js'
import type { CliCommand } from './program.js'
import { toPrintable } from './terminal.js'

const LOG = gql`query Log($first: Int!, $after: String) {
  imports(first: $first, after: $after) {
    nodes { number at by hash files { name sha256 } counts { created changed unchanged } }
    pageInfo { hasNextPage endCursor }
  }
}`
interface Logged {
  readonly number: number
  readonly at: string
  readonly by: string
  readonly hash: string
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
  readonly counts: { readonly created: number; readonly changed: number; readonly unchanged: number }
}
interface LogPage {
  readonly imports: {
    readonly nodes: readonly Logged[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

/** `headwaters log`: the imports, newest first. */
export const logCommand: CliCommand = {
  name: 'log',
  summary: 'list the imports, newest first',
  needsStore: true,
  options: [new Option('--limit <count>', 'how many at the most').argParser(Number)],
  async run(_positional, options, terminal) {
    const limit = typeof options.limit === 'number' && options.limit > 0 ? options.limit : Number.POSITIVE_INFINITY
    const session = await openSession(options.store, terminal)
    try {
      const imports: Logged[] = []
      let after: string | null = null
      do {
        const page: LogPage = await session.query<LogPage>(LOG, { first: Math.min(100, limit - imports.length), after })
        imports.push(...page.imports.nodes)
        after = page.imports.pageInfo.hasNextPage ? page.imports.pageInfo.endCursor : null
      } while (after !== null && imports.length < limit)
      terminal.out(options.json ? `${JSON.stringify(imports, null, 2)}\n` : imports.map(toLine).join(''))
      return 0
    } finally {
      await session.close()
    }
  },
}

function toLine({ number, at, by, hash, files, counts }: Logged): string {
  const names = files.map(({ name }) => name)
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
  return toPrintable(
    `${number}\t${at}\t${hash.slice(0, 12)}\t+${counts.created} ~${counts.changed} =${counts.unchanged}\t${by}\t${shown}`,
  ).concat('\n')
}
