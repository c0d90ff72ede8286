import { BEARS_ON_CLAIMS, OBSERVATIONS_BY_WINDOW } from './document.js'
import {
  along,
  ascending,
  derived,
  earliest,
  is,
  isIn,
  linked,
  numberOrNull,
  order,
  outTo,
  property,
  textOrNull,
} from './make.js'
import { NODE_FIELDS } from './node.js'
import type { Filters, Order, TypeSpec } from './spec.js'

export const OBSERVATION_ORDERS: readonly [Order, ...Order[]] = [
  OBSERVATIONS_BY_WINDOW,
  order('WINDOW_ASC', earliest('windowFrom'), ascending('id')),
]

export const OBSERVATION_FILTERS: Filters = {
  measure: is('measure'),
  method: isIn('method'),
  state: isIn('state'),
  site: linked(outTo('AT', 'Site')),
  document: linked(outTo('RECORDED_IN', 'Document')),
  window: { filter: 'overlaps', date: 'window' },
}

export const Observation: TypeSpec = {
  fields: {
    ...NODE_FIELDS,
    measure: property('measure'),
    value: property('value'),
    low: property('low'),
    high: property('high'),
    unit: property('unit'),
    method: property('method'),
    baseline: property('baseline'),
    window: property('window'),
    site: { kind: 'one', start: along(outTo('AT', 'Site')) },
    document: { kind: 'one', start: along(outTo('RECORDED_IN', 'Document')), within: 'closure' },
    state: property('state'),
    coverage: derived({
      own: { fraction: numberOrNull('coverageFraction'), obscuredBy: textOrNull('obscuredBy') },
      compute: (_needs, coverage) => (coverage.fraction === null && coverage.obscuredBy === null ? null : coverage),
    }),
    claims: BEARS_ON_CLAIMS,
  },
}

export const Coverage: TypeSpec = { fields: { fraction: { kind: 'value' }, obscuredBy: { kind: 'value' } } }
