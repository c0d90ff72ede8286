import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { seedJsonSchemaText } from '../../src/seed/json-schema.js'

const FILE = new URL('../../schema/seed.schema.json', import.meta.url)
const CASES = fileURLToPath(new URL('../cases/', import.meta.url))
const schema: unknown = JSON.parse(readFileSync(FILE, 'utf8'))
const validate = new Ajv2020({ allErrors: true }).compile(schema as object)

function readInputs(name: string): readonly unknown[] {
  return readdirSync(`${CASES}${name}/input`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ya?ml|json)$/.test(file) && !file.includes('.hidden'))
    .map((file) => parse(readFileSync(`${CASES}${name}/input/${file}`, 'utf8')))
}

describe('schema/seed.schema.json', () => {
  it('is what `npm run schema` writes', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(seedJsonSchemaText())
  })

  it.each(readdirSync(CASES).filter((name) => name.startsWith('good-')))('accepts %s', (name) => {
    const inputs = readInputs(name)
    expect(inputs.length).toBeGreaterThan(0)
    for (const input of inputs) {
      validate(input)
      expect(validate.errors ?? []).toEqual([])
    }
  })

  it.each([
    'unknown-keys',
    'unknown-values',
    'missing-fields',
    'wrong-types',
    'out-of-range',
    'malformed-ids',
    'wrong-references',
  ])('refuses %s, as far as an editor can tell', (name) => {
    expect(readInputs(name).filter((input) => validate(input))).toEqual([])
  })

  it('describes every field, so that an editor can explain it', () => {
    const bare: string[] = []
    const walk = (part: unknown, at: string): void => {
      if (typeof part !== 'object' || part === null) return
      for (const [key, value] of Object.entries(part)) {
        if (key === 'properties') {
          for (const [field, fieldSchema] of Object.entries(value as object)) {
            if (typeof fieldSchema.description !== 'string') bare.push(`${at}.${field}`)
          }
        }
        walk(value, key === 'properties' || key === 'items' ? at : `${at}.${key}`)
      }
    }
    walk(schema, '')
    expect(bare).toEqual([])
  })
})
