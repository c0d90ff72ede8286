import { Presets, SingleBar } from 'cli-progress'
import type { Terminal } from './terminal.js'

export interface Progress {
  readonly update: (done: number, total: number) => void
  readonly stop: () => void // safe to call twice
}

/** A bar on standard error where a person watches it; nothing in a pipe. */
export function createProgress(label: string, terminal: Terminal): Progress {
  if (!terminal.interactive) return { update: () => {}, stop: () => {} }
  const bar = new SingleBar(
    { format: `${label} {bar} {value}/{total}`, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  )
  let running = false
  return {
    update(done, total) {
      if (!running) bar.start(total, done)
      running = true
      bar.setTotal(total)
      bar.update(done)
    },
    stop() {
      if (running) bar.stop()
      running = false
    },
  }
}
