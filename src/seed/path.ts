import { printable } from './wording.js'

/** The way from the top of a seed file to a value. */
export type Path = readonly (string | number)[]

/** `claims[0].evidence[1].item`; a key that is no plain word stands in brackets and quotes. */
export function formatPath(path: Path): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (/^[\w$-]{1,80}$/.test(step)) text += text === '' ? step : `.${step}`
    else text += `[${JSON.stringify(printable(step.slice(0, 80)))}]`
  }
  return text
}

/** The reverse for the plain paths that records have; anything else in it is skipped. */
export function parsePath(text: string): Path {
  return [...text.matchAll(/\[(\d+)\]|([\w$-]+)/g)].map(([, index, key]) =>
    index === undefined ? (key ?? '') : Number(index),
  )
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path in plain data; undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Readonly<Record<PropertyKey, unknown>>)[step]
  }
  return here
}
