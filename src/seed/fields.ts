import { z } from 'zod'
import { parseEdtf } from '../domain/dates.js'
import { RECORD_TYPES, type RecordType } from '../domain/record-types.js'
import { findCredibility } from '../domain/scales.js'
import { CREDIBILITIES, MARKINGS, NAME_KINDS } from '../domain/vocabulary.js'
import { findIdFault, idPattern, type Refusal } from './record-id.js'
import { describeValue, either, quoted } from './wording.js'

const MAX_TEXT = 100_000 // UTF-16 units, for prose
const MAX_LINE = 2_000 // for names, titles and the like
const MAX_QUOTE = 10_000
const MAX_LIST = 10_000

/** What a field holds: the types that a reference allows (references.ts asks, so that no field can be forgotten), or words for a message. */
export const fieldFacts = z.registry<{ readonly types?: readonly RecordType[]; readonly expects?: string }>()

function expecting<T extends z.ZodType>(schema: T, expects: string): T {
  fieldFacts.add(schema, { expects })
  return schema
}

export const optional = z.exactOptional

/** The issue that `find` reports for a value, in the form that explain.ts reads. */
function refuse<T>(find: (value: T) => Refusal | undefined): (payload: z.core.ParsePayload<T>) => void {
  return ({ value, issues }) => {
    const refusal = find(value)
    if (refusal === undefined) return
    issues.push({ code: 'custom', input: value, message: refusal.message, params: { code: refusal.code } })
  }
}

export function id(type: RecordType) {
  const { prefix } = RECORD_TYPES[type]
  const schema = z
    .string()
    .check(refuse((value) => findIdFault(value, [type], 'OWN')))
    .meta({
      description: `What other records call it: ${prefix}/ and a short name of letters, digits and . _ ~ : -`,
      pattern: idPattern([type]),
    })
  return expecting(schema, `an id ${prefix}/…`)
}

export function reference(types: readonly RecordType[], description: string) {
  const schema = z
    .string()
    .check(refuse((value) => findIdFault(value, types, 'REFERENCE')))
    .meta({ description, pattern: idPattern(types) })
  fieldFacts.add(schema, { types, expects: `an id ${either(types.map((type) => `${RECORD_TYPES[type].prefix}/…`))}` })
  return schema
}

/** Prose; space around it is dropped. */
export function text(description: string) {
  return z.string().trim().min(1).max(MAX_TEXT).describe(description)
}

/** A name, a title, a unit: one line of it; space around it is dropped. */
export function line(description: string) {
  return z.string().trim().min(1).max(MAX_LINE).check(refuse(findBreak)).describe(description)
}

function findBreak(value: string): Refusal | undefined {
  return value.includes('\n') ? { code: 'OUT_OF_RANGE', message: 'expected one line, got several' } : undefined
}

export function choice<const T extends readonly string[]>(values: T, description: string) {
  return z.enum(values).describe(description)
}

/** A number within bounds, both included. */
export function number(description: string, least: number, most = Number.MAX_VALUE) {
  const bounded = most === Number.MAX_VALUE ? z.number().min(least) : z.number().min(least).max(most)
  return bounded.describe(description)
}

export function list<T extends z.ZodType>(item: T, description: string) {
  return z.array(item).max(MAX_LIST).describe(description)
}

/** EDTF text; YAML reads a bare year as a number, so a whole number from 0 to 9999 is a year. */
export function date(description: string) {
  const year = z
    .int()
    .min(0)
    .max(9999)
    .transform((value) => String(value).padStart(4, '0'))
  const schema = z
    .union([z.string().max(200), year])
    .check(refuse(findDateFault))
    .describe(`${description} (EDTF: 2023, 2023-09, 2023-10-05~, 2023-09-13/2023-09-17, 2023-09/..)`)
  return expecting(schema, 'an EDTF date')
}

function findDateFault(value: string): Refusal | undefined {
  const parsed = parseEdtf(value)
  if (parsed.ok) return undefined
  const got = `got ${describeValue(value)}`
  const isExpectation = parsed.reason.startsWith('expected')
  const message = isExpectation ? `${parsed.reason}, ${got}` : `expected an EDTF date, ${got}: ${parsed.reason}`
  return { code: 'MALFORMED_DATE', message }
}

export function url(description: string) {
  return z.string().max(MAX_LINE).check(refuse(findUrlFault)).describe(description)
}

function findUrlFault(value: string): Refusal | undefined {
  const parsed = /^https?:\/\/\S+$/i.test(value) && URL.canParse(value) ? new URL(value) : undefined
  if (parsed !== undefined && parsed.username === '' && parsed.password === '') return undefined
  const message = `expected an http or https address without user and password, got ${describeValue(value)}`
  return { code: 'MALFORMED_URL', message }
}

export function lang() {
  return z.string().max(100).check(refuse(findLangFault)).describe('Language of the text, a BCP 47 tag: en, ko-KP')
}

function findLangFault(value: string): Refusal | undefined {
  try {
    Intl.getCanonicalLocales(value)
    return undefined
  } catch {
    return {
      code: 'UNKNOWN_VALUE',
      message: `expected a BCP 47 language tag such as en or ko-KP, got ${quoted(value)}`,
    }
  }
}

const name = expecting(
  z.union([
    line('Another name').transform((value) => ({ value, kind: 'ALIAS' as const })),
    z
      .strictObject({
        value: line('The name'),
        lang: optional(lang()),
        kind: choice(NAME_KINDS, 'What sort of name it is').default('ALIAS'),
      })
      .describe('Another name, with its language and kind'),
  ]),
  'a name, or a map of value, lang and kind',
)

/** The fields of every record. */
export const base = {
  marking: choice(MARKINGS, 'Who may see it (TLP 2.0)').default('CLEAR'),
  note: optional(text('What a reader should know about this record')),
}

/** The fields of a record that is written under another. */
export const nestedBase = {
  ...base,
  marking: optional(
    choice(MARKINGS, 'Who may see it (TLP 2.0); left out: who may see the record that it is written under'),
  ),
}

/** The fields of everything that has names. */
export const named = {
  ...base,
  name: line('The name it is shown by'),
  names: list(name, 'Other names: a text, or {value lang kind}').default([]),
}

/** NATO AJP-2.1 credibility as its number or its word. */
export const credibility = expecting(
  z
    .union([
      z.enum(CREDIBILITIES),
      z
        .int()
        .min(1)
        .max(CREDIBILITIES.length)
        .transform((grade) => findCredibility(grade) ?? 'CANNOT_BE_JUDGED'),
    ])
    .describe('Credibility of the item, 1 (confirmed) to 6 (cannot be judged), or the word'),
  'a number from 1 to 6, or its word',
)

export const quote = z
  .strictObject({
    exact: z.string().min(1).max(MAX_QUOTE).describe('The words themselves'),
    prefix: optional(z.string().max(MAX_LINE).describe('The words just before')),
    suffix: optional(z.string().max(MAX_LINE).describe('The words just after')),
    page: optional(z.int().min(1).describe('The page, counted from 1')),
  })
  .describe('The words of the document that say it')

/** The number of a paragraph; a bare number is taken as it is written. */
export const paragraph = expecting(
  z
    .union([line('The paragraph'), z.int().min(0).transform(String)])
    .describe('The number of the paragraph: 8, or "8(a)(i)"'),
  'the number of a paragraph',
)
