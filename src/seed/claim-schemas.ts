import { z } from 'zod'
import { ENTITY_TYPES, RECORD_TYPES, type RecordType } from '../domain/record-types.js'
import { CLAIM_KINDS, CONFIDENCES, LIKELIHOODS, ROLES, STANCES, STRENGTHS, VERDICTS } from '../domain/vocabulary.js'
import {
  base,
  choice,
  credibility,
  date,
  id,
  line,
  list,
  nestedBase,
  optional,
  quote,
  reference,
  text,
} from './fields.js'

export const question = z
  .strictObject({ id: id('question'), text: text('The question'), ...base })
  .describe('A question that competing claims answer')

const involvement = z
  .strictObject({
    entity: reference(ENTITY_TYPES, 'Who or what'),
    role: choice(ROLES, 'What it is to the claim'),
  })
  .describe('An entity that the claim is about')

export const claim = z
  .strictObject({
    id: id('claim'),
    kind: choice(CLAIM_KINDS, 'What sort of claim it is'),
    statement: text('The claim in one sentence'),
    when: optional(date('The time that it speaks of')),
    question: optional(reference(['question'], 'The question that it answers')),
    involves: list(involvement, 'Whom and what it is about').default([]),
    ...base,
  })
  .describe('A statement about the world that evidence bears on')

/** Evidence under its claim. */
export const nestedEvidence = z
  .strictObject({
    id: optional(id('evidence')),
    item: reference(['document', 'observation', 'claim'], 'The document, observation or other claim that says it'),
    stance: choice(STANCES, 'What it does to the claim'),
    strength: optional(choice(STRENGTHS, 'How strongly')),
    credibility: credibility.default('CANNOT_BE_JUDGED'),
    likelihood: optional(choice(LIKELIHOODS, "The source's own words of likelihood (ICD 203)")),
    quote: optional(quote),
    ...nestedBase,
  })
  .describe('What an item says about the claim')

export const evidence = nestedEvidence.extend({
  ...base,
  claim: reference(['claim'], 'The claim that it bears on'),
})

export const judgement = z
  .strictObject({
    id: id('judgement'),
    claim: reference(['claim'], 'The claim that is judged'),
    by: line('Who judges'),
    at: date('When'),
    likelihood: optional(choice(LIKELIHOODS, 'How likely (ICD 203)')),
    confidence: optional(choice(CONFIDENCES, 'Confidence in the judgement')),
    why: optional(text('For what reason')),
    ...base,
  })
  .describe("An analyst's judgement of a claim")

export const identity = z
  .strictObject({
    id: id('identity'),
    a: reference(ENTITY_TYPES, 'An entity'),
    b: reference(ENTITY_TYPES, 'Another of the same kind'),
    verdict: choice(VERDICTS, 'Whether they are the same'),
    likelihood: optional(choice(LIKELIHOODS, 'How likely (ICD 203)')),
    by: optional(line('Who judges')),
    why: optional(text('For what reason')),
    ...base,
  })
  .describe('A judgement that two entities are the same or not; never a merge')

const RETRACTABLE = (Object.keys(RECORD_TYPES) as RecordType[]).filter((type) => type !== 'retraction')

export const retraction = z
  .strictObject({
    id: id('retraction'),
    record: reference(RETRACTABLE, 'The record that is withdrawn'),
    reason: text('For what reason'),
    by: line('Who withdraws it'),
    ...base,
  })
  .describe('That a record no longer holds')
