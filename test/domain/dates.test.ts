import edtf, { parse } from 'edtf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overlap, parseEdtf } from '../../src/domain/dates.js'

const CASES: readonly (readonly [text: string, from: string | undefined, to: string | undefined])[] = [
  ['2023', '2023-01-01', '2023-12-31'],
  ['0000', '0000-01-01', '0000-12-31'],
  ['9999', '9999-01-01', '9999-12-31'],
  ['2023-09', '2023-09-01', '2023-09-30'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['1900-02', '1900-02-01', '1900-02-28'],
  ['2023-10-05', '2023-10-05', '2023-10-05'],
  ['2023-10-05T23:00:00-09:00', '2023-10-05', '2023-10-05'],
  ['2023-10-05~', '2023-10-05', '2023-10-05'],
  ['2023-10-05?', '2023-10-05', '2023-10-05'],
  ['2023~-09', '2023-09-01', '2023-09-30'],
  ['2023-09%', '2023-09-01', '2023-09-30'],
  ['2023-09-13/2023-09-17', '2023-09-13', '2023-09-17'],
  ['2023-10-05/2023-10-05', '2023-10-05', '2023-10-05'],
  ['2023-10-05/2023-10', '2023-10-05', '2023-10-31'],
  ['2023-09-05/~2023-09-17', '2023-09-05', '2023-09-17'],
  ['2023-09/..', '2023-09-01', undefined],
  ['2023-09/', '2023-09-01', undefined],
  ['../2023', undefined, '2023-12-31'],
  ['/2023', undefined, '2023-12-31'],
  ['/..', undefined, undefined],
  ['2023-21', '2023-03-01', '2023-05-31'],
  ['2023-24', '2023-12-01', '2024-02-29'],
  ['9999-24', '9999-12-01', '9999-12-31'],
  ['2023-29', '2023-09-01', '2023-11-30'],
  ['2023-30', '2023-12-01', '2024-02-29'],
  ['2023-33', '2023-01-01', '2023-03-31'],
  ['2023-37', '2023-01-01', '2023-04-30'],
  ['2023-41', '2023-07-01', '2023-12-31'],
  ['202X', '2020-01-01', '2029-12-31'],
  ['XXXX', '0000-01-01', '9999-12-31'],
  ['X023', '0023-01-01', '9023-12-31'],
  ['2023-XX', '2023-01-01', '2023-12-31'],
  ['2023-1X-XX', '2023-10-01', '2023-12-31'],
  ['2023-XX-31', '2023-01-31', '2023-12-31'],
  ['2023-02-X9', '2023-02-09', '2023-02-19'],
  ['202X-02-29', '2020-02-29', '2028-02-29'],
  ['2023-XX/2024-XX', '2023-01-01', '2024-12-31'],
  ['Y1E3', '1000-01-01', '1000-12-31'],
  ['1984S2', '1900-01-01', '1999-12-31'],
  ['0950S2', '0950-01-01', '0959-12-31'],
  ['[2023,2021]', '2021-01-01', '2023-12-31'],
  ['{2023-01,2023-05..2023-07}', '2023-01-01', '2023-07-31'],
  ['[..2023]', undefined, '2023-12-31'],
  ['{2023..}', '2023-01-01', undefined],
]

const REFUSED = [
  '',
  ' 2023',
  '2023-13',
  '2023-00',
  '2023-00-10',
  '2023-02-29',
  '2023-02-30',
  '2023-02-29/2024',
  '20X3-02-29',
  '2024/2023',
  '{2023..2021}',
  '-0005',
  '-2023/2024',
  'Y17E7',
  'Y12345',
  '12',
  '202',
  '1/2/3',
  'open',
  '__proto__',
  '2023-10-05\n',
]

describe('parseEdtf', () => {
  it.each(CASES)('%s', (text, from, to) => {
    expect(parseEdtf(text)).toEqual({ ok: true, ...(from && { from }), ...(to && { to }) })
  })

  it.each(REFUSED)('refuses %j', (text) => {
    expect(parseEdtf(text)).toEqual({ ok: false, reason: expect.any(String) })
  })

  it('says of a long text only that it is long, before it is parsed', () => {
    expect(parseEdtf(`[${'2023,'.repeat(200_000)}2023]`)).toEqual({ ok: false, reason: 'longer than 100 characters' })
  })

  it('never throws', () => {
    const dateLike = fc.string({ unit: fc.constantFrom(...'0123456789XYSE-/.~?%[]{},T:Z'), maxLength: 30 })
    fc.assert(
      fc.property(fc.oneof(fc.string(), dateLike), (text) => {
        const parsed = parseEdtf(text)
        if (parsed.ok && parsed.from !== undefined && parsed.to !== undefined) {
          expect(parsed.from <= parsed.to).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('reads plain dates as the grammar reads them, and refuses the same ones, save for days that no year has', () => {
    const digits = (length: number, max: number) =>
      fc.integer({ min: 0, max }).map((n) => String(n).padStart(length, '0'))
    const text = fc
      .tuple(digits(4, 9999), digits(2, 14), digits(2, 33), fc.integer({ min: 1, max: 3 }))
      .map(([year, month, day, parts]) => [year, month, day].slice(0, parts).join('-'))
    fc.assert(
      fc.property(text, (plain) => {
        const parsed = parseEdtf(plain)
        const expected = findBoundsByLibrary(plain)
        if (expected === undefined || expected.from.slice(0, plain.length) !== plain) expect(parsed.ok).toBe(false)
        else expect(parsed).toEqual({ ok: true, ...expected })
      }),
      { numRuns: 3000 },
    )
  })
})

function findBoundsByLibrary(text: string): { from: string; to: string } | undefined {
  try {
    parse(text)
    const { min, max } = edtf(text)
    return { from: new Date(min).toISOString().slice(0, 10), to: new Date(max).toISOString().slice(0, 10) }
  } catch {
    return undefined
  }
}

describe('overlap', () => {
  it('needs a day in common; an open end reaches any day', () => {
    const september = { from: '2023-09-01', to: '2023-09-30' }
    expect(overlap(september, { from: '2023-09-30', to: '2023-10-02' })).toBe(true)
    expect(overlap(september, { from: '2023-10-01', to: '2023-10-02' })).toBe(false)
    expect(overlap(september, { from: '2023-10-01' })).toBe(false)
    expect(overlap(september, { to: '2023-09-01' })).toBe(true)
    expect(overlap(september, { to: '2023-08-31' })).toBe(false)
    expect(overlap(september, {})).toBe(true)
  })

  it('is symmetric, and every span overlaps itself', () => {
    const day = fc.option(
      fc.integer({ min: 10, max: 28 }).map((n) => `2023-10-${n}`),
      { nil: undefined },
    )
    const span = fc.tuple(day, day).map(([a, b]) => {
      const [from, to] = a !== undefined && b !== undefined && a > b ? [b, a] : [a, b]
      return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    })
    fc.assert(fc.property(span, span, (a, b) => overlap(a, b) === overlap(b, a) && overlap(a, a)))
  })
})
