import {
  CONFIDENCES,
  type Confidence,
  CREDIBILITIES,
  type Credibility,
  LIKELIHOODS,
  type Likelihood,
  RELIABILITIES,
  type Reliability,
} from './vocabulary.js'

/** Credibility from its NATO AJP-2.1 number, 1 to 6, or its word in any case and spacing ("probably true"); undefined for anything else. */
export function findCredibility(value: unknown): Credibility | undefined {
  if (typeof value === 'number') return CREDIBILITIES[value - 1]
  if (typeof value === 'string' && /^[1-6]$/.test(value)) return CREDIBILITIES[Number(value) - 1]
  return findWord(CREDIBILITIES, value)
}

/** Reliability from its letter, A to F in either case. */
export function findReliability(value: unknown): Reliability | undefined {
  return findWord(RELIABILITIES, value)
}

/** Likelihood from its ICD 203 expression in any case and spacing, or from that standard's second name for the same band ("probable"). */
export function findLikelihood(value: unknown): Likelihood | undefined {
  return findWord(LIKELIHOODS, value) ?? (typeof value === 'string' ? SECOND_NAMES.get(toWord(value)) : undefined)
}

/** Analytic confidence from its word in any case. */
export function findConfidence(value: unknown): Confidence | undefined {
  return findWord(CONFIDENCES, value)
}

const SECOND_NAMES: ReadonlyMap<string, Likelihood> = new Map([
  ['REMOTE', 'ALMOST_NO_CHANCE'],
  ['HIGHLY_IMPROBABLE', 'VERY_UNLIKELY'],
  ['IMPROBABLE', 'UNLIKELY'],
  ['ROUGHLY_EVEN_CHANCE', 'ROUGHLY_EVEN'],
  ['ROUGHLY_EVEN_ODDS', 'ROUGHLY_EVEN'],
  ['PROBABLE', 'LIKELY'],
  ['HIGHLY_PROBABLE', 'VERY_LIKELY'],
  ['NEARLY_CERTAIN', 'ALMOST_CERTAIN'],
])

function findWord<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  if (typeof value !== 'string') return undefined
  const word = toWord(value)
  return words.find((candidate) => candidate === word)
}

function toWord(text: string): string {
  return text
    .trim()
    .replaceAll(/[\s_-]+/g, '_')
    .toUpperCase()
}
