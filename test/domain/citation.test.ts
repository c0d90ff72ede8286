import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locateIn, locateQuote, prepareText } from '../../src/domain/citation.js'

const TEXT =
  'The image shows about 73 railcars.\n\nMost are   covered;\tthe load cannot be seen. About 73 railcars, once more: 기차 🚂.'

function cut(quote: Parameters<typeof locateQuote>[1], text = TEXT) {
  const { status, start, end } = locateQuote(text, quote)
  return [status, start === undefined ? undefined : text.slice(start, end)]
}

describe('locateQuote', () => {
  it('finds the words, whatever the white space', () => {
    expect(cut({ exact: 'Most are covered; the load' })).toEqual(['VERIFIED', 'Most are   covered;\tthe load'])
    expect(cut({ exact: ' railcars.\nMost ' })).toEqual(['VERIFIED', 'railcars.\n\nMost'])
    expect(cut({ exact: '기차 🚂' })).toEqual(['VERIFIED', '기차 🚂'])
  })

  it('takes the first of several places, or the one between prefix and suffix', () => {
    expect(locateQuote(TEXT, { exact: '73 railcars' }).start).toBe(TEXT.indexOf('73'))
    expect(locateQuote(TEXT, { exact: '73 railcars', prefix: 'seen. About ', suffix: ', once' })).toEqual({
      status: 'VERIFIED',
      start: TEXT.lastIndexOf('73'),
      end: TEXT.lastIndexOf('73') + '73 railcars'.length,
    })
    expect(locateQuote(TEXT, { exact: '73 railcars', suffix: 'once' }).status).toBe('MOVED')
    expect(locateQuote(TEXT, { exact: 'railcars', prefix: 'about 73', suffix: '.' }).status).toBe('VERIFIED')
    expect(locateQuote(TEXT, { exact: 'cars', prefix: '73 rail' }).status).toBe('VERIFIED')
  })

  it('says that it moved when the words around it are others', () => {
    expect(cut({ exact: '73 railcars', prefix: 'exactly' })).toEqual(['MOVED', '73 railcars'])
  })

  it('does not find other words, case or punctuation, nor nothing at all', () => {
    for (const exact of ['74 railcars', 'the image shows', 'railcars Most', '', ' \n']) {
      expect(locateQuote(TEXT, { exact })).toEqual({ status: 'NOT_FOUND' })
    }
    expect(locateQuote('', { exact: 'a' })).toEqual({ status: 'NOT_FOUND' })
  })

  it('verifies every piece of a text between its own neighbours, and points at that piece', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\u00a0', '🚂'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, word, (prefix, exact, suffix) => {
        fc.pre(exact.trim() !== '')
        const text = prefix + exact + suffix
        const found = locateQuote(text, { exact, prefix, suffix })
        expect(found.status).toBe('VERIFIED')
        const spaced = (part: string) => part.trim().replace(/\s+/g, ' ')
        expect(spaced(text.slice(found.start, found.end))).toBe(spaced(exact))
      }),
      { numRuns: 5000 },
    )
  })

  it('answers as the definition does, on texts that repeat themselves', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 4 })
    const page = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 40 })
    fc.assert(
      fc.property(page, piece, piece, piece, (text, exact, prefix, suffix) => {
        fc.pre(exact.trim() !== '')
        expect(cut({ exact, prefix, suffix }, text)).toEqual(byDefinition(text, exact, prefix, suffix))
      }),
      { numRuns: 5000 },
    )
  })

  it('finds every quote of a prepared text where it finds it in the text', () => {
    const page = prepareText(TEXT)
    for (const exact of ['railcars', 'Most are covered; the', '기차', 'nowhere']) {
      expect(locateIn(page, { exact })).toEqual(locateQuote(TEXT, { exact }))
    }
  })

  it.each([
    ['nothing but one letter', 'a'.repeat(400_000), 'a'.repeat(50_000)],
    ['a period', 'ab'.repeat(200_000), 'ab'.repeat(25_000)],
    ['near misses', `${'a'.repeat(999)}b`.repeat(400), `${'a'.repeat(999)}b`.repeat(50)],
    ['white space alone', ' \n'.repeat(200_000), 'a'.repeat(50_000)],
  ])('is linear for %s: by trying every place this would take minutes', { timeout: 20_000 }, (_, text, exact) => {
    expect(locateQuote(text, { exact, prefix: 'x', suffix: 'y' }).status).not.toBe('VERIFIED')
    locateQuote(text, { exact: `${exact}c`, prefix: exact, suffix: exact })
    expect(locateQuote(text, { exact: `${exact}d` })).toEqual({ status: 'NOT_FOUND' })
  })
})

/** What locateQuote says of itself, tried at every place of the text with its white space made single. */
function byDefinition(text: string, exact: string, prefix: string, suffix: string): unknown[] {
  const escaped = (part: string) => part.trim().split(/\s+/).join('\\s+')
  const around = (before: string, after: string) => new RegExp(`(?<=${before})${escaped(exact)}(?=${after})`, 'g')
  const verified = around(prefix.trim() && `${escaped(prefix)}\\s*`, suffix.trim() && `\\s*${escaped(suffix)}`).exec(
    text,
  )
  if (verified !== null) return ['VERIFIED', verified[0]]
  const moved = around('', '').exec(text)
  return moved === null ? ['NOT_FOUND', undefined] : ['MOVED', moved[0]]
}
