import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const MAIN = resolve(import.meta.dirname, '../../dist/cli/main.js')

export interface CliResult {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the built command line in a process of its own, in the project's root. */
export async function runCli(
  args: readonly string[],
  input = '',
  env: Record<string, string> = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...process.env, HEADWATERS_STORE: '', HEADWATERS_BY: 'tester', ...env },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  child.stdin.end(input)
  const code = await new Promise<number | null>((done) => child.on('close', done))
  return { code, out, err }
}
