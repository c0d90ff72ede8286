import type { Fault } from './explain.js'
import { MAX_DEPTH } from './json-text.js'
import type { Path } from './path.js'

const MAX_VALUES = 8_000_000 // of one file, values that aliases repeat counted each time
const REFUSED = /[^\P{Cc}\n\t]|\p{Cs}/u

/** Characters, keys and sizes that no record may have, whatever its fields. */
export function findForbidden(value: unknown): readonly Fault[] {
  const faults: Fault[] = []
  let left = MAX_VALUES
  const stop = (message: string, path: Path) => {
    faults.push({ code: 'LIMIT_EXCEEDED', message, path, on: 'VALUE' })
    left = 0
  }
  const path: (string | number)[] = []
  const walk = (here: unknown): void => {
    if (left-- <= 0) return
    if (left === 0) stop(`expected at most ${MAX_VALUES} values in a file`, [])
    if (typeof here === 'string') {
      if (REFUSED.test(here))
        faults.push({ code: 'WRONG_TYPE', message: toMessage(here), path: [...path], on: 'VALUE' })
      return
    }
    if (typeof here !== 'object' || here === null) return
    if (path.length > MAX_DEPTH) {
      stop(`expected at most ${MAX_DEPTH} levels of lists and maps`, path.slice(0, MAX_DEPTH))
      return
    }
    if (Array.isArray(here)) {
      path.push(0)
      for (let index = 0; index < here.length; index++) {
        path[path.length - 1] = index
        walk(here[index])
      }
    } else {
      path.push('')
      for (const [key, part] of Object.entries(here)) {
        path[path.length - 1] = key
        walk(part)
      }
    }
    path.pop()
  }
  walk(value)
  return faults
}

function toMessage(text: string): string {
  const character = REFUSED.exec(text)?.[0] ?? ''
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  const sort = /\p{Cs}/u.test(character) ? 'half of a character' : 'control character'
  return `expected text without control characters (tabs and line ends may stand), got the ${sort} ${code}`
}
