import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findUtf8Text } from '../../src/domain/utf8-text.js'

it('gives a text of the same bytes, a byte order mark included, or none', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(`\uFEFF${text}`)),
  )
  fc.assert(
    fc.property(bytes, (given) => {
      const text = findUtf8Text(given)
      if (text !== undefined) expect(new TextEncoder().encode(text)).toEqual(given)
    }),
  )
  expect(findUtf8Text(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\uFEFFa')
  expect(findUtf8Text(Uint8Array.of(0xff))).toBeUndefined()
})
