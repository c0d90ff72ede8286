import fc from 'fast-check'
import type { AnyRecord } from '../../src/domain/records.js'
import type { Entry, EntryDraft } from '../../src/ledger/entry.js'
import { NO_PREVIOUS, sealEntry } from '../../src/ledger/seal.js'

/** A record with text of any kind in it. */
export function toQuestion(id: string, text: string): AnyRecord {
  return { id: `question/${id}`, type: 'question', marking: 'CLEAR', text }
}

export function toDraft(number: number, previous: string, records: readonly AnyRecord[]): EntryDraft {
  return {
    number,
    at: `2024-01-${String((number % 28) + 1).padStart(2, '0')}T00:00:00.000Z`,
    by: 'tester',
    files: [{ name: 'a.yaml', sha256: 'ab'.repeat(32) }],
    records,
    unchanged: ['actor/one'],
    previous,
  }
}

/** A chain of so many sealed entries, each with a question of its own. */
export function toChain(length: number, text = 'why?'): Entry[] {
  const entries: Entry[] = []
  for (let number = 1; number <= length; number += 1) {
    const previous = entries.at(-1)?.hash ?? NO_PREVIOUS
    entries.push(sealEntry(toDraft(number, previous, [toQuestion(`q${number}`, text)])))
  }
  return entries
}

/** Text without lone surrogates, with the characters that JSON and UTF-8 treat in a way of their own. */
export const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('"', '\\', '\n', '\u0000', '\u2028', '😀', 'é', ',"records":[', '"records":[]'),
  ),
})

export const anyDraft: fc.Arbitrary<EntryDraft> = fc
  .record({
    texts: fc.array(anyText, { maxLength: 5 }),
    by: anyText,
    names: fc.array(anyText, { maxLength: 3 }),
    number: fc.integer({ min: 1, max: 1e9 }),
  })
  .map(({ texts, by, names, number }) => ({
    ...toDraft(
      number,
      NO_PREVIOUS,
      texts.map((text, index) => toQuestion(String(index), text)),
    ),
    by,
    files: names.map((name) => ({ name, sha256: 'cd'.repeat(32) })),
  }))
