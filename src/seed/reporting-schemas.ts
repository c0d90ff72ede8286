import { z } from 'zod'
import {
  DERIVATION_KINDS,
  DOCUMENT_KINDS,
  LINEAGES,
  METHODS,
  OBSERVATION_STATES,
  RELIABILITIES,
  SOURCE_KINDS,
} from '../domain/vocabulary.js'
import {
  base,
  choice,
  date,
  id,
  lang,
  line,
  list,
  named,
  nestedBase,
  number,
  optional,
  quote,
  reference,
  text,
  url,
} from './fields.js'

export const source = z
  .strictObject({
    id: id('source'),
    kind: choice(SOURCE_KINDS, 'What sort of source it is'),
    ...named,
    partOf: optional(reference(['source'], 'The source that it belongs to: both count as one')),
    speaksFor: optional(reference(['actor'], 'The actor whose word it gives')),
  })
  .describe('Who says it: a publisher, an office, a satellite operator, an unnamed official')

/** A rating under its source. */
export const nestedRating = z
  .strictObject({
    id: optional(id('rating')),
    grade: choice(RELIABILITIES, 'Reliability of the source, A (reliable) to F (cannot be judged)'),
    from: optional(date('Since when the grade holds; left out: always')),
    by: optional(line('Who graded it')),
    why: optional(text('For what reason')),
    ...nestedBase,
  })
  .describe('How reliable the source is')

export const rating = nestedRating.extend({
  ...base,
  source: reference(['source'], 'The source that is graded'),
})

const derivation = z
  .strictObject({
    document: reference(['document'], 'The document that this one draws on'),
    kind: choice(DERIVATION_KINDS, 'How it draws on it'),
    claims: list(reference(['claim'], 'A claim it concerns'), 'The claims that it concerns; left out: all').default([]),
    quote: optional(quote.describe('The words of this document that show it')),
  })
  .describe('Something that the document draws on')

export const document = z
  .strictObject({
    id: id('document'),
    kind: choice(DOCUMENT_KINDS, 'What sort of document it is'),
    title: line('Its title'),
    source: reference(['source'], 'Who published it'),
    authors: list(line('An author'), 'Who wrote it').default([]),
    published: optional(date('When it was published')),
    url: optional(url('Where it was published')),
    lang: optional(lang()),
    snapshot: optional(line('Path of the saved text, beginning at the folder of this file')),
    lineage: choice(
      LINEAGES,
      'ORIGINAL: first-hand. COMPLETE: all that it draws on is in derivesFrom. UNRECORDED: nobody wrote it down.',
    ).default('UNRECORDED'),
    derivesFrom: list(derivation, 'What it draws on').default([]),
    ...base,
  })
  .describe('Something published, or said once')

const coverageOfObservation = z
  .strictObject({
    fraction: optional(number('Fraction of the area that was seen, 0 to 1', 0, 1)),
    obscuredBy: optional(line('What hid the rest')),
  })
  .describe('How much could be seen')

export const observation = z
  .strictObject({
    id: id('observation'),
    measure: line('What was measured: freight railcars'),
    method: choice(METHODS, 'How the number came about'),
    window: date('The time that the number is about'),
    document: reference(['document'], 'The document that gives it'),
    value: optional(number('The number', 0)),
    low: optional(number('The least it may be', 0)),
    high: optional(number('The most it may be', 0)),
    unit: optional(line('What is counted: railcar')),
    baseline: optional(line('What a running total counts from')),
    site: optional(reference(['site'], 'Where')),
    coverage: optional(coverageOfObservation),
    state: optional(
      choice(OBSERVATION_STATES, 'Follows from the number where there is one; needed where there is none'),
    ),
    ...base,
  })
  .describe('A number that a document gives')

export const coverage = z
  .strictObject({
    id: id('coverage'),
    site: reference(['site'], 'The site that was looked at'),
    window: date('When'),
    source: reference(['source'], 'Who looked'),
    fraction: optional(number('Fraction of the site that was covered, 0 to 1', 0, 1)),
    cloud: optional(number('Fraction of the image under cloud, 0 to 1', 0, 1)),
    ...base,
  })
  .describe('That somebody looked, whatever was seen')
