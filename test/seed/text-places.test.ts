import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { locateJson, parseJson } from '../../src/seed/json-text.js'
import { formatPath, type Path, parsePath, valueAt } from '../../src/seed/path.js'
import { textPlaces } from '../../src/seed/text-places.js'
import { parseYaml, readThoroughly } from '../../src/seed/yaml-text.js'

const key = fc.constantFrom('id', 'name', 'names', 'b c', '김', '"', '')
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}))

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const parts = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [path, ...parts.flatMap(([step, part]) => pathsOf(part, [...path, step]))]
}

function at(text: string, position: { line: number; column: number }): string {
  return text
    .split('\n')
    .slice(position.line - 1)
    .join('\n')
    .slice(position.column - 1)
}

describe('textPlaces', () => {
  it('points at each value of any JSON', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const text = JSON.stringify(value, undefined, 2)
        const places = textPlaces(text, 'JSON')
        for (const path of pathsOf(value)) {
          const part = valueAt(value, path)
          const start =
            typeof part === 'object' && part !== null ? JSON.stringify(part).slice(0, 1) : JSON.stringify(part)
          expect(at(text, places.ofValue(path)).startsWith(start)).toBe(true)
        }
      }),
    )
  })

  it('points at the same line for JSON read as YAML', () => {
    const text = '{\n  "a": [\n    { "b": 1,\n      "c": "x" }\n  ]\n}\n'
    const json = textPlaces(text, 'JSON')
    const yaml = textPlaces(text, 'YAML')
    for (const path of [[], ['a'], ['a', 0], ['a', 0, 'b'], ['a', 0, 'c'], ['a', 0, 'missing'], ['z', 1]]) {
      expect(yaml.ofValue(path)).toEqual(json.ofValue(path))
      expect(yaml.ofKey(path)).toEqual(json.ofKey(path))
    }
    expect(json.ofValue(['a', 0, 'c'])).toEqual({ line: 4, column: 12 })
    expect(json.ofKey(['a', 0, 'c'])).toEqual({ line: 4, column: 7 })
  })

  it('finds what stands behind an alias', () => {
    const places = textPlaces('a: &x\n  - { b: 1 }\nc: *x\n', 'YAML')
    expect(places.ofValue(['c', 0, 'b'])).toEqual({ line: 2, column: 10 })
    expect(places.ofValue(['c'])).toEqual({ line: 3, column: 4 })
  })
})

describe('parseJson', () => {
  it('reads what JSON.parse reads, and nothing more', () => {
    const nearJson = fc.oneof(
      fc.json(),
      fc.string({
        unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', '-', '.', 'e', 't', '\\', ' ', '\n', 'null'),
      }),
    )
    fc.assert(
      fc.property(nearJson, (text) => {
        let value: unknown
        let ok = true
        try {
          value = JSON.parse(text)
        } catch {
          ok = false
        }
        const parsed = parseJson(text)
        const twice = locateJson(text).faults
        expect(ok ? twice.every(({ path }) => path.length > 0) : twice.length > 0).toBe(true)
        if (!ok) expect(parsed.ok).toBe(false)
        if (parsed.ok) expect(parsed.value).toEqual(value)
      }),
      { numRuns: 2_000 },
    )
  })

  it('refuses a key that is written twice, however it is escaped', () => {
    const parsed = parseJson('{ "a": 1, "\\u0061": 2 }')
    expect(parsed).toMatchObject({ ok: false, faults: [{ code: 'SYNTAX', offset: 10, path: ['a'] }] })
  })

  it('does not fall over a text of a million brackets', () => {
    expect(parseJson('['.repeat(1_000_000))).toMatchObject({
      ok: false,
      faults: [{ code: 'LIMIT_EXCEEDED', offset: 32 }],
    })
  })
})

describe('parseYaml', () => {
  it('reads what was written from plain data', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(parseYaml(stringify(value))).toEqual({ ok: true, value })
      }),
      { numRuns: 300 },
    )
  })

  it('reads the same by both of its readers, wherever both accept a text', () => {
    const pieces = [
      ...['a', 'b: ', 'c:', '- ', '\n', '  ', '"', "'", '#', ' #c', '|', '>', '[', ']', '{', '}', ',', ':', '-'],
      ...[
        '2023',
        '0x1f',
        '1_0',
        '~',
        '.5',
        '+1',
        'true',
        '\\n',
        'ü',
        '?',
        '!!str ',
        '&x ',
        '---',
        '...',
        '\t',
        '@',
        '|-',
      ],
    ]
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => `k: ${parts.join('')}`)
    let both = 0
    fc.assert(
      fc.property(text, (content) => {
        const quick = parseYaml(content)
        const thorough = readThoroughly(content)
        if (!quick.ok || !thorough.ok || /"(?:null|)":/.test(JSON.stringify(quick.value))) return // a key of null is no key here
        both++
        expect(quick.value).toEqual(thorough.value)
      }),
      { numRuns: 5_000 },
    )
    expect(both).toBeGreaterThan(1_000)
  })

  it('leaves dates and words as text', () => {
    const parsed = parseYaml('[2023-10-06, 2023-09, 2023-09/.., no, yes, on, 0o7, 2023]')
    expect(parsed).toEqual({ ok: true, value: ['2023-10-06', '2023-09', '2023-09/..', 'no', 'yes', 'on', 7, 2023] })
  })

  it('does not fall over a text of many brackets', () => {
    expect(parseYaml('['.repeat(20_000))).toMatchObject({ ok: false })
  })
})

describe('formatPath', () => {
  it('is read back by parsePath where keys are plain words', () => {
    const path: Path = ['claims', 0, 'evidence', 12, 'item']
    expect(formatPath(path)).toBe('claims[0].evidence[12].item')
    expect(parsePath(formatPath(path))).toEqual(path)
  })
  it('escapes what a terminal would obey', () => {
    expect(formatPath(['a', '\u001b[2J', '\u202e'])).toBe('a["\\\\u001b[2J"]["\\\\u202e"]')
  })
})
