#!/usr/bin/env node
import { CommanderError } from 'commander'
import { toExit } from './exit.js'
import { createProgram } from './program.js'
import { processTerminal, type Terminal } from './terminal.js'

/** Runs one command line (without node and script) and gives its exit code. */
async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0
  const program = createProgram(terminal, (exit) => {
    code = exit
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    return toExit(error, terminal)
  }
}

process.exitCode = await run(process.argv.slice(2), processTerminal)
