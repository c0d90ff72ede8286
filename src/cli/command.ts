import { Option } from 'commander'
import type { Terminal } from './terminal.js'

export interface CommonOptions {
  readonly store: string
  readonly json: boolean
}
/** One command: its words, and the work that gives the exit code. */
export interface CliCommand {
  readonly name: string // with its arguments, as commander writes them
  readonly summary: string
  readonly needsStore: boolean
  readonly options: readonly Option[]
  run(
    positional: readonly string[],
    options: CommonOptions & Record<string, unknown>,
    terminal: Terminal,
  ): Promise<number>
}

export const ROOT_OPTION = new Option(
  '--root <folder>',
  'the folder that snapshots may come from and names are relative to; otherwise each folder given, or the folder of a file',
)
