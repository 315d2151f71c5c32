import type { Box } from '#city/place/distance.ts'
import { featureProblems } from './problems.ts'

type Pair = readonly [number, number]

/** A reference system of OGC API Features Part 2: its URI, and the way between its axes and CGCS2000 longitude and latitude. */
export type Crs = {
  readonly uri: string
  fromDegrees(at: Pair): Pair
  toDegrees(at: Pair): Pair
}

const OGC = 'http://www.opengis.net/def/crs'
const RADIUS = 6_378_137

const asIs = (at: Pair): Pair => at
const swapped = ([a, b]: Pair): Pair => [b, a]

/** Longitude first. WGS 84 and CGCS2000 agree to decimetres. */
export const crs84: Crs = { uri: `${OGC}/OGC/1.3/CRS84`, fromDegrees: asIs, toDegrees: asIs }
/** The frame of storage; its axes are latitude, longitude. */
export const cgcs2000: Crs = { uri: `${OGC}/EPSG/0/4490`, fromDegrees: swapped, toDegrees: swapped }
const mercator: Crs = {
  uri: `${OGC}/EPSG/0/3857`,
  fromDegrees: ([lon, lat]) => [
    (RADIUS * lon * Math.PI) / 180,
    RADIUS * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)),
  ],
  toDegrees: ([x, y]) => [((x / RADIUS) * 180) / Math.PI, (Math.atan(Math.sinh(y / RADIUS)) * 180) / Math.PI],
}

export const systems: readonly Crs[] = [crs84, cgcs2000, mercator]

/** The system of a URI, also written `EPSG:4490`, `[EPSG:4490]` or `urn:ogc:def:crs:EPSG::4490`. Error: `crs_unknown`. */
export function crsOf(text: string | undefined, field: string): Crs {
  if (text === undefined) return crs84
  const tail = /(CRS84|4490|3857)\]?$/.exec(text)?.[1]
  const isNamed = /^(https?:\/\/www\.opengis\.net\/def\/crs\/|urn:ogc:def:crs:|\[?(EPSG|OGC):|CRS84$)/.test(text)
  const found = tail && isNamed ? systems.find(({ uri }) => uri.endsWith(tail)) : undefined
  if (!found) throw featureProblems.crs_unknown({ crs: text }, field)
  return found
}

/** A box given in a system's own axes, in degrees. Error: `bbox_invalid`. */
export function boxOf(text: string, crs: Crs, field: string): Box {
  const given = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  // Heights are allowed and say nothing of a flat city.
  const [a, b, c, d] = given.length === 6 ? [given[0]!, given[1]!, given[3]!, given[4]!] : given
  if ((given.length !== 4 && given.length !== 6) || !given.every(Number.isFinite))
    throw featureProblems.bbox_invalid({}, field)
  return boxBetween([a!, b!], [c!, d!], crs, field)
}

/** Error: `bbox_invalid`. */
export function boxBetween(least: Pair, most: Pair, crs: Crs, field: string): Box {
  const [west, south] = crs.toDegrees(least)
  const [east, north] = crs.toDegrees(most)
  if (![west, south, east, north].every(Number.isFinite) || west > east || south > north)
    throw featureProblems.bbox_invalid({}, field)
  return { west, south, east, north }
}

/** GeoJSON coordinates of any depth in another system. */
export const inCrs = (coordinates: unknown, crs: Crs): unknown => {
  if (crs === crs84) return coordinates
  const list = coordinates as readonly unknown[]
  return typeof list[0] === 'number' ? crs.fromDegrees(list as unknown as Pair) : list.map((part) => inCrs(part, crs))
}
