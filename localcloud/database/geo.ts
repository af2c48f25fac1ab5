import { isPlainObject } from './document'

export const EARTH_RADIUS_METERS = 6378137

type Position = readonly [longitude: number, latitude: number]

/** A stored point: GeoJSON `{type: 'Point', coordinates: [longitude, latitude]}`. */
export function pointOf(value: unknown): Position | undefined {
  const coordinates: unknown = isPlainObject(value) ? value.coordinates : value
  if (!Array.isArray(coordinates)) return undefined
  const [longitude, latitude]: unknown[] = coordinates
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return undefined
  return [longitude, latitude]
}

export function distanceMeters(a: Position, b: Position): number {
  const radians = Math.PI / 180
  const dLatitude = (b[1] - a[1]) * radians
  const dLongitude = (b[0] - a[0]) * radians
  const h =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * Math.sin(dLongitude / 2) ** 2
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)))
}

export function geoNear(operand: unknown): (values: unknown[]) => boolean {
  const near = isPlainObject(operand) ? operand : {}
  const center = pointOf(near.$geometry)
  if (!center) throw new Error('$nearSphere needs a $geometry point')
  const most = typeof near.$maxDistance === 'number' ? near.$maxDistance : Infinity
  const least = typeof near.$minDistance === 'number' ? near.$minDistance : 0
  return (values) =>
    values.some((value) => {
      const point = pointOf(value)
      if (!point) return false
      const distance = distanceMeters(center, point)
      return distance <= most && distance >= least
    })
}

export function geoWithin(operand: unknown): (values: unknown[]) => boolean {
  const area = isPlainObject(operand) ? operand : {}
  if (Array.isArray(area.$centerSphere)) {
    const [at, radius]: unknown[] = area.$centerSphere
    const center = pointOf(at)
    if (!center || typeof radius !== 'number') throw new Error('bad $centerSphere')
    return anyPoint((point) => distanceMeters(center, point) <= radius * EARTH_RADIUS_METERS)
  }
  return anyPoint(insideOf(area.$geometry))
}

/** Points only: a stored line or polygon never intersects here. */
export function geoIntersects(operand: unknown): (values: unknown[]) => boolean {
  const area = isPlainObject(operand) ? operand : {}
  return anyPoint(insideOf(area.$geometry))
}

function anyPoint(test: (point: Position) => boolean): (values: unknown[]) => boolean {
  return (values) =>
    values.some((value) => {
      const point = pointOf(value)
      return point !== undefined && test(point)
    })
}

function insideOf(geometry: unknown): (point: Position) => boolean {
  if (!isPlainObject(geometry) || !Array.isArray(geometry.coordinates)) {
    throw new Error('a geometry is expected')
  }
  const polygons: unknown[] =
    geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates]
  return (point) => polygons.some((polygon) => insidePolygon(point, polygon))
}

function insidePolygon(point: Position, polygon: unknown): boolean {
  if (!Array.isArray(polygon)) return false
  const [outer, ...holes]: unknown[] = polygon
  return insideRing(point, outer) && !holes.some((hole) => insideRing(point, hole))
}

function insideRing([x, y]: Position, ring: unknown): boolean {
  if (!Array.isArray(ring)) return false
  const corners = ring.map(pointOf).filter((corner) => corner !== undefined)
  let inside = false
  for (let at = 0; at < corners.length; at++) {
    const a = corners[at]
    const b = corners[(at + corners.length - 1) % corners.length]
    if (!a || !b || a[1] > y === b[1] > y) continue
    if (x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}
