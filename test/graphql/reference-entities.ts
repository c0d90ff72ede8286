import type { RecordId, RecordOf } from '../../src/domain/records.js'
import type { Context, Fields } from './reference-context.js'
import { byId } from './reference-filters.js'
import { byDate, byNumber, byText, type DateRange, fold, isWithin, type Page, sorted } from './reference-order.js'
import { reliabilityOf } from './reference-world.js'

export type EntityRecord = RecordOf<
  'actor' | 'site' | 'summit' | 'resolution' | 'provision' | 'source' | 'rating' | 'identity'
>

/** The fields of entities and of what is said of them that are not simply those of the record. */
export function entityFields(record: EntityRecord, context: Context): Fields {
  const { world, node, views, list, find, connect, plain, order } = context
  const { id } = record
  switch (record.type) {
    case 'actor':
      return {
        partOf: () => node(record.partOf),
        positions: record.positions.map(({ title, at, from, to }) => ({ title, from, to, at: () => node(at) })),
        summits: ({ orderBy, ...page }: Page & { orderBy?: string }) => {
          const summits = sorted(list('summit'), ...order(orderBy ?? 'DATE_DESC'))
          const rows = summits.flatMap((summit) =>
            summit.participants.flatMap(({ actor, role }, position) =>
              actor === id ? [{ id: summit.id, key: `${summit.id} ${position}`, fields: { role } }] : [],
            ),
          )
          return connect(rows, page)
        },
        votes: (page: Page) => {
          const rows = sorted(list('resolution'), ...order('ADOPTED_DESC')).flatMap((resolution) =>
            resolution.votes.flatMap(({ actor, position }) =>
              actor === id ? [{ id: resolution.id, key: resolution.id, fields: { position } }] : [],
            ),
          )
          return connect(rows, page)
        },
        identities: () => views(list('identity').flatMap((one) => (one.a === id || one.b === id ? [one.id] : []))),
      }
    case 'site':
      return {
        location: record.location && {
          latitude: record.location.lat,
          longitude: record.location.lon,
          precisionMeters: record.location.precisionMeters,
        },
        country: () => node(record.country),
        within: () => node(record.within),
        nearby: ({ withinKm, first }: Page & { withinKm: number }) => {
          const near = list('site').flatMap((other) => {
            const distanceKm = other.id === id ? undefined : findDistance(record, other)
            return distanceKm === undefined || distanceKm > withinKm ? [] : [{ id: other.id, distanceKm }]
          })
          const rows = sorted(
            near,
            byNumber(({ distanceKm }) => distanceKm),
            byId,
          )
          return connect(
            rows.map(({ id: to, distanceKm }) => ({ id: to, key: to, fields: { distanceKm } })),
            first === undefined ? {} : { first },
          )
        },
        observations: ({ measure, from, to, ...page }: Page & DateRange & { measure?: string | null }) => {
          const here = list('observation').filter(
            (one) =>
              one.site === id &&
              (measure == null || one.measure === measure) &&
              isWithin(one.window, { from: from ?? null, to: to ?? null }),
          )
          return plain(sorted(here, ...order('WINDOW_DESC')), page)
        },
        summits: (page: Page) => {
          const here = list('summit').filter(({ site }) => site === id)
          return plain(sorted(here, ...order('DATE_DESC')), page)
        },
      }
    case 'summit':
      return {
        site: () => node(record.site),
        participants: (page: Page) =>
          connect(
            record.participants.map(({ actor, role }, position) => ({
              id: actor,
              key: `${position}`,
              fields: { role },
            })),
            page,
          ),
      }
    case 'resolution':
      return {
        provisions: () => {
          const mine = list('provision').filter(({ resolution }) => resolution === id)
          const inOrder = sorted(
            mine,
            byNumber(({ paragraph }) => paragraph.length),
            byText(({ paragraph }) => paragraph),
            byId,
          )
          return views(inOrder.map((provision) => provision.id))
        },
        votes: ({ position, ...page }: Page & { position?: string | null }) => {
          const rows = record.votes.flatMap((vote) => {
            const actor = find('actor', vote.actor)
            return actor === undefined || (position != null && vote.position !== position) ? [] : [{ vote, actor }]
          })
          const inOrder = sorted(
            rows,
            byText(({ actor }) => fold(actor.name)),
            (a, b) => byId(a.actor, b.actor),
          )
          return connect(
            inOrder.map(({ vote, actor }) => ({ id: actor.id, key: actor.id, fields: { position: vote.position } })),
            page,
          )
        },
        vote: ({ actor }: { actor: RecordId }) =>
          find('actor', actor) && record.votes.find((vote) => vote.actor === actor)?.position,
      }
    case 'provision':
      return { resolution: () => node(record.resolution) }
    case 'source':
      return {
        partOf: () => node(record.partOf),
        speaksFor: () => node(record.speaksFor),
        reliability: ({ on }: { on?: string | null }) => reliabilityOf(world, id, on ?? undefined),
        ratings: () => {
          const mine = list('rating').filter(({ source }) => source === id)
          return views(
            sorted(
              mine,
              byDate(({ from }) => from, -1),
              byId,
            ).map((rating) => rating.id),
          )
        },
        documents: (page: Page) => {
          const mine = list('document').filter(({ source }) => source === id)
          return plain(sorted(mine, ...order('PUBLISHED_DESC')), page)
        },
      }
    case 'rating':
      return { source: () => node(record.source) }
    case 'identity':
      return { a: () => node(record.a), b: () => node(record.b) }
  }
}

/** Haversine on a sphere of radius 6371.0088 km, to three decimals. */
function findDistance(a: RecordOf<'site'>, b: RecordOf<'site'>): number | undefined {
  if (a.location === undefined || b.location === undefined) return undefined
  const radians = (degrees: number): number => (degrees * Math.PI) / 180
  const [lat, otherLat] = [radians(a.location.lat), radians(b.location.lat)]
  const half =
    Math.sin((otherLat - lat) / 2) ** 2 +
    Math.cos(lat) * Math.cos(otherLat) * Math.sin(radians(b.location.lon - a.location.lon) / 2) ** 2
  return Math.round(2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(half))) * 1000) / 1000
}
