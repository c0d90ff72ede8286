import { CREDIBILITIES, type Credibility } from './vocabulary.js'

/** Credibility from its NATO AJP-2.1 number, 1 to 6, or its word in any case and spacing ("probably true"); undefined for anything else. */
export function findCredibility(value: unknown): Credibility | undefined {
  if (typeof value === 'number') return CREDIBILITIES[value - 1]
  if (typeof value !== 'string') return undefined
  if (/^[1-6]$/.test(value)) return CREDIBILITIES[Number(value) - 1]
  const word = value
    .trim()
    .replaceAll(/[\s_-]+/g, '_')
    .toUpperCase()
  return CREDIBILITIES.find((candidate) => candidate === word)
}
