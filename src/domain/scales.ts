import { CREDIBILITIES, type Credibility } from './vocabulary.js'

/** Credibility from its NATO AJP-2.1 number, 1 to 6; undefined for anything else. */
export function findCredibility(grade: number): Credibility | undefined {
  return CREDIBILITIES[grade - 1]
}
