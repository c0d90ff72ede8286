import { measureDistance } from '../../domain/distance.js'
import { toPageSize } from '../arguments.js'
import { toCursor } from '../cursors.js'
import { toError } from '../errors.js'
import { NAME_CONTAINS } from './actor.js'
import {
  along,
  ascending,
  derived,
  inFrom,
  is,
  isIn,
  latest,
  linked,
  numberOrNull,
  order,
  outTo,
  property,
  rows,
  text,
} from './make.js'
import { ENTITY_FIELDS } from './node.js'
import type { Arguments, Filters, Order, TypeSpec } from './spec.js'

export const SITE_FILTERS: Filters = {
  kind: isIn('kind'),
  ...NAME_CONTAINS,
  country: linked(outTo('IN', 'Actor')),
  within: linked(outTo('WITHIN', 'Site')),
}

const LATEST_WINDOW: Order = order('WINDOW_DESC', latest('windowFrom'), ascending('id'))
const NEAREST: Order = { name: 'NEAREST', keys: [{ by: 'distance' }, ascending('id')] }
/** Fetched beyond the page: the engine's distances may differ from ours in the last digit, and so may the order of near ties. */
const SPARE = 8

const NEARBY = derived({
  own: {
    lat: numberOrNull('lat'),
    lon: numberOrNull('lon'),
    sites: rows(
      { from: 'near', label: 'Site' },
      { id: text('id'), lat: numberOrNull('lat'), lon: numberOrNull('lon') },
    ),
  },
  pools: {
    sites: {
      starts: [{ from: 'near', label: 'Site' }],
      key: { on: 'node', property: 'id' },
      of: 'node',
      order: NEAREST,
      limit: (values) => toPageSize(values) + SPARE,
    },
  },
  check: (values) => {
    toPageSize(values)
    toDistance(values.withinKm)
  },
  compute: (_needs, { lat, lon, sites }, values) => toNearby(lat, lon, sites, values),
})

interface Placed {
  readonly id: string
  readonly lat: number | null
  readonly lon: number | null
}

function toNearby(lat: number | null, lon: number | null, sites: readonly Placed[], values: Arguments): unknown {
  const withinKm = toDistance(values.withinKm)
  const first = toPageSize(values)
  const near = sites
    .flatMap((site) =>
      lat === null || lon === null || site.lat === null || site.lon === null
        ? []
        : [{ node: site.id, distance: measureDistance({ lat, lon }, { lat: site.lat, lon: site.lon }) }],
    )
    .filter(({ distance }) => distance <= withinKm)
    .sort((a, b) => a.distance - b.distance || (a.node < b.node ? -1 : 1))
  const edges = near.slice(0, first).map(({ node, distance }) => ({
    node,
    cursor: toCursor('Site.nearby', [distance, node]),
    distanceKm: distance,
  }))
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: near.length > first,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: near.length,
  }
}

function toDistance(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw toError('BAD_USER_INPUT', `withinKm: expected a distance of 0 km or more, got ${String(value)}`)
}

export const Site: TypeSpec = {
  fields: {
    ...ENTITY_FIELDS,
    kind: property('kind'),
    location: { kind: 'part', present: 'lat' },
    country: { kind: 'one', start: along(outTo('IN', 'Actor')) },
    within: { kind: 'one', start: along(outTo('WITHIN', 'Site')) },
    nearby: NEARBY,
    observations: {
      kind: 'connection',
      start: along(inFrom('AT', 'Observation')),
      orders: [LATEST_WINDOW],
      filters: {
        measure: is('measure'),
        from: { filter: 'endsFrom', date: 'window' },
        to: { filter: 'beginsBy', date: 'window' },
      },
    },
    summits: {
      kind: 'connection',
      start: along(inFrom('HELD_AT', 'Summit')),
      orders: [order('DATE_DESC', latest('dateFrom'), ascending('id'))],
      filters: {},
    },
  },
}

export const Location: TypeSpec = {
  fields: { latitude: property('lat'), longitude: property('lon'), precisionMeters: property('precisionMeters') },
}
export const NearbyConnection: TypeSpec = {
  fields: {
    edges: { kind: 'value' },
    nodes: { kind: 'reference', pool: 'sites' },
    pageInfo: { kind: 'value' },
    totalCount: { kind: 'value' },
  },
}
export const NearbyEdge: TypeSpec = {
  fields: { cursor: { kind: 'value' }, node: { kind: 'reference', pool: 'sites' }, distanceKm: { kind: 'value' } },
}
export const PageInfo: TypeSpec = {
  fields: {
    hasNextPage: { kind: 'value' },
    hasPreviousPage: { kind: 'value' },
    startCursor: { kind: 'value' },
    endCursor: { kind: 'value' },
  },
}
