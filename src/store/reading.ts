import { StoreError } from './store-error.js'

const WRITING = /\b(?:CREATE|MERGE|SET|DELETE|REMOVE|FOREACH|DROP)\b/

/** Throws STATEMENT for a text that writes: Grafeo can't be told to refuse it. */
export function assertReading(text: string): void {
  if (WRITING.test(text)) throw new StoreError('STATEMENT', 'A read can only read: write inside store.write')
}

/** Throws TIMEOUT where the engine keeps silent for longer: its own limit is not always obeyed. The statement may run on. */
export function withTimeout<T>(result: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new StoreError('TIMEOUT', `No answer within ${milliseconds} ms: ask for less, or narrow it`)),
      milliseconds,
    )
    result.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
