import type { Location } from './records.js'

const EARTH_RADIUS_KM = 6371.0088 // mean radius (IUGG)
/** Length of one degree of latitude. */
export const KILOMETRES_PER_DEGREE = (EARTH_RADIUS_KM * Math.PI) / 180

/** Great-circle distance in km on a sphere by the haversine formula, rounded to three decimals. */
export function measureDistance(a: Location, b: Location): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const haversine =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine))) * 1000) / 1000
}
