import type { Hop } from '../specs/spec.js'
import { former, visible } from './visible.js'

/** A pattern and what its variables must fit: neither is used without the other. */
export interface Pattern {
  readonly text: string
  readonly tests: readonly string[]
}

/** A node by label. */
export function nodePattern(variable: string, label: string): Pattern {
  return { text: `(${variable}:${label})`, tests: [visible(variable)] }
}

/** A step from a node that a pattern before has bound. */
export function hopPattern(from: string, edge: string, to: string, hop: Hop): Pattern {
  const tests: string[] = []
  if (hop.closed === undefined || hop.closed === 'node') tests.push(visible(edge))
  if (hop.closed === 'former') tests.push(former(to))
  else if (hop.closed === undefined || hop.closed === 'edge') tests.push(visible(to))
  if (hop.only !== undefined) tests.push(`${edge}.${hop.only.property} = '${hop.only.value}'`)
  return { text: `(${from})${arrow(edge, hop)}(${to}:${hop.label})`, tests }
}

function arrow(edge: string, hop: Hop): string {
  const type = quoteName(hop.type)
  return hop.direction === 'OUT' ? `-[${edge}:${type}]->` : `<-[${edge}:${type}]-`
}

/** Words that the engines don't take for a name without quotes. */
const KEYWORDS: ReadonlySet<string> = new Set(['CASE', 'ELSE', 'IN', 'SET', 'THEN', 'WHEN'])

/** The name of a property or type as a statement writes it. */
export function quoteName(name: string): string {
  return KEYWORDS.has(name.toUpperCase()) ? `\`${name}\`` : name
}

/** `MATCH … WHERE …`; tests that hold for all rows come first. */
export function match(pattern: Pattern, tests: readonly string[] = []): string {
  const all = [...pattern.tests, ...tests]
  return all.length === 0 ? `MATCH ${pattern.text}` : `MATCH ${pattern.text} WHERE ${all.join(' AND ')}`
}
