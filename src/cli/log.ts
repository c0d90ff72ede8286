import { InvalidArgumentError, Option } from 'commander'
import { gql } from 'graphql-tag'
import type { CliCommand } from './command.js'
import { openSession } from './open-session.js'
import { toJson, toLine } from './terminal.js'

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
  options: [new Option('--limit <count>', 'how many at the most').argParser(parseLimit)],
  async run(_positional, options, terminal) {
    const limit = typeof options.limit === 'number' ? options.limit : Number.POSITIVE_INFINITY
    const session = await openSession(options.store, terminal)
    try {
      const imports: Logged[] = []
      let after: string | null = null
      do {
        const page: LogPage = await session.query<LogPage>(LOG, { first: Math.min(100, limit - imports.length), after })
        imports.push(...page.imports.nodes)
        after = page.imports.pageInfo.hasNextPage ? page.imports.pageInfo.endCursor : null
      } while (after !== null && imports.length < limit)
      terminal.out(options.json ? `${toJson(imports, 2)}\n` : imports.map(toRow).join(''))
      return 0
    } finally {
      await session.close()
    }
  },
}

function parseLimit(text: string): number {
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError('a limit is a whole number from 1')
  return limit
}

function toRow({ number, at, by, hash, files, counts }: Logged): string {
  const names = files.map(({ name }) => name)
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
  const changes = `+${counts.created} ~${counts.changed} =${counts.unchanged}`
  return `${[number, at, hash.slice(0, 12), changes, toLine(by), toLine(shown)].join('\t')}\n`
}
