import { z } from 'zod'
import { ACTOR_KINDS, RESOLUTION_STATUSES, SITE_KINDS, SUMMIT_KINDS } from '../domain/vocabulary.js'
import {
  choice,
  date,
  id,
  line,
  list,
  named,
  nestedBase,
  number,
  optional,
  paragraph,
  reference,
  text,
} from './fields.js'

const position = z
  .strictObject({
    title: line('The title held'),
    at: optional(reference(['actor'], 'Where it is held')),
    from: optional(date('Since when')),
    to: optional(date('Until when')),
  })
  .describe('An office that the actor holds or held')

export const actor = z
  .strictObject({
    id: id('actor'),
    kind: choice(ACTOR_KINDS, 'What sort of actor it is'),
    ...named,
    partOf: optional(reference(['actor'], 'The actor that it belongs to')),
    positions: list(position, 'Offices that it holds or held').default([]),
  })
  .describe('A state, body, person, organization, unit or vessel')

const location = z
  .strictObject({
    lat: number('Latitude in degrees, WGS 84', -90, 90),
    lon: number('Longitude in degrees, WGS 84', -180, 180),
    precisionMeters: optional(number('Radius within which the place lies, in metres', 0)),
  })
  .describe('Where it is, and how exactly that is known')

export const site = z
  .strictObject({
    id: id('site'),
    kind: choice(SITE_KINDS, 'What sort of place it is'),
    ...named,
    location: optional(location),
    country: optional(reference(['actor'], 'The state that it lies in')),
    within: optional(reference(['site'], 'The larger site around it')),
  })
  .describe('A place')

const participant = z
  .strictObject({
    actor: reference(['actor'], 'Who took part'),
    role: optional(line('As what')),
  })
  .describe('Somebody who took part')

export const summit = z
  .strictObject({
    id: id('summit'),
    kind: choice(SUMMIT_KINDS, 'What sort of meeting it was'),
    ...named,
    date: date('When it was held'),
    site: optional(reference(['site'], 'Where it was held')),
    participants: list(participant, 'Who took part').default([]),
  })
  .describe('A meeting')

const voters = (position: string) => optional(list(reference(['actor'], position), position))

const votes = z
  .strictObject({
    yes: voters('Voted for it'),
    no: voters('Voted against it'),
    abstain: voters('Abstained'),
    absent: voters('Took no part in the vote'),
  })
  .describe('How the members voted, as far as it is recorded')

export const resolution = z
  .strictObject({
    id: id('resolution'),
    ...named,
    symbol: line('The official symbol: S/RES/1874 (2009)'),
    status: choice(RESOLUTION_STATUSES, 'What became of the draft'),
    adopted: optional(date('When it was adopted')),
    meeting: optional(z.int().min(1).describe('Number of the meeting that voted on it')),
    subject: optional(line('What it is about')),
    chapterVII: optional(
      z.boolean().describe('Whether it acts under Chapter VII of the Charter; left out: not recorded'),
    ),
    votes: optional(votes),
  })
  .describe('A resolution of the Security Council, or a draft of one')

export const provision = z
  .strictObject({
    id: id('provision'),
    paragraph,
    summary: text('What the paragraph asks, in your own words'),
    names: named.names,
    ...nestedBase,
  })
  .describe('One paragraph of the resolution')
