import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'

export interface Figure {
  readonly what: string
  readonly figure: number
  readonly unit: string
  readonly bar: string // what it is held to
}

/** Prints the figures and writes them to results/<name>.json, with the machine they were taken on. */
export async function writeFigures(name: string, figures: readonly Figure[]): Promise<void> {
  const folder = join(import.meta.dirname, 'results')
  await mkdir(folder, { recursive: true })
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length }
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify({ machine, figures }, null, 2)}\n`)
  for (const { what, figure, unit, bar } of figures)
    console.log(`${name}: ${what}: ${round(figure)} ${unit} (bar: ${bar})`)
}

function round(figure: number): number {
  return Number(figure.toPrecision(4))
}

/** Milliseconds of each of `times` runs, sorted, after `times` / 10 runs to warm up. */
export async function timeRuns(times: number, run: (index: number) => Promise<unknown>): Promise<readonly number[]> {
  for (let index = 0; index < times / 10; index++) await run(index)
  const taken: number[] = []
  for (let index = 0; index < times; index++) {
    const start = performance.now()
    await run(index)
    taken.push(performance.now() - start)
  }
  return taken.sort((a, b) => a - b)
}

/** The value that a fraction `part` of the sorted values does not exceed. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
