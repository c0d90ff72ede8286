import { Command } from 'commander'
import { checkCommand } from './check.js'
import type { CliCommand } from './command.js'
import { importCommand } from './import.js'
import { logCommand } from './log.js'
import { queryCommand } from './query.js'
import { rebuildCommand } from './rebuild.js'
import { serveCommand } from './serve.js'
import type { Terminal } from './terminal.js'
import { traceCommand } from './trace.js'
import { verifyCommand } from './verify.js'

const COMMANDS: readonly CliCommand[] = [
  importCommand,
  checkCommand,
  serveCommand,
  queryCommand,
  traceCommand,
  logCommand,
  verifyCommand,
  rebuildCommand,
]

/** The command line of `headwaters`. `setExit` takes the exit code of the command that ran. */
export function createProgram(terminal: Terminal, setExit: (code: number) => void): Command {
  const program = new Command('headwaters')
    .description('Follows every claim upstream to the few places it really comes from.')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 the input is wrong, 2 wrong usage, 3 the store failed, 70 a bug in the program.',
    )
  const store = terminal.env.HEADWATERS_STORE
  for (const command of COMMANDS) {
    const added = program.command(command.name).description(command.summary)
    if (command.needsStore) {
      added.option(
        '--store <where>',
        'a folder, memory:, neo4j://…, bolt://… or http://… (HEADWATERS_STORE)',
        store || './data',
      )
    }
    added.option('--json', 'answer as JSON', false)
    for (const option of command.options) added.addOption(option)
    added.action(async () => setExit(await command.run(added.args, added.opts(), terminal)))
  }
  return program
}
