import proj4 from 'proj4'
import { type Point, point } from './frame.ts'

/**
 * How a plane CGCS2000 coordinate was cut: zones of 3° (EPSG:4513–4554) or 6° (EPSG:4491–4512). The central meridian, in degrees,
 * is needed only where the easting carries no zone prefix.
 */
export type GaussKruger = { readonly zoneWidth?: 3 | 6; readonly centralMeridian?: number }

export type GaussKrugerFault = 'not_a_number' | 'out_of_range' | 'zone_unknown' | 'zone_mismatch' | 'meridian_invalid'

export type GaussKrugerReading = {
  readonly point: Point
  readonly centralMeridian: number
  readonly zoneWidth: 3 | 6
  /** 3- or 6-degree zone number if the easting carried it. */
  readonly zone?: number
  /** Surveyors call the northing X; which of the two given numbers was the northing. */
  readonly northing: 'first' | 'second'
}

// Northings of 15°–54° N and eastings within 4° of a meridian: the two ranges never meet, so the order of a pair shows itself.
const NORTHING = { least: 1_650_000, most: 6_000_000 }
const EASTING = { least: 50_000, most: 950_000 }
const PREFIX = 1_000_000

/**
 * Reads a pair of plane CGCS2000 metres in either order, with or without the zone prefix of the easting (8 digits). 3° zones are
 * 25–45 (75°–135° E), 6° zones 13–23. Returns the fault instead where the pair cannot be placed without guessing.
 */
export function fromGaussKruger(
  first: number,
  second: number,
  given: GaussKruger = {},
): GaussKrugerReading | GaussKrugerFault {
  if (!Number.isFinite(first) || !Number.isFinite(second)) return 'not_a_number'
  const northing = isNorthing(first) ? 'first' : 'second'
  const north = northing === 'first' ? first : second
  const east = northing === 'first' ? second : first
  if (!isNorthing(north) || !isEasting(east % PREFIX)) return 'out_of_range'
  const cut = meridianOf(Math.floor(east / PREFIX), given)
  if (typeof cut === 'string') return cut
  const [lon, lat] = planeOf(cut.centralMeridian).inverse([east % PREFIX, north])
  return { point: point(lon, lat), northing, ...cut }
}

const isNorthing = (value: number): boolean => value >= NORTHING.least && value <= NORTHING.most
const isEasting = (value: number): boolean => value >= EASTING.least && value <= EASTING.most

type Cut = { centralMeridian: number; zoneWidth: 3 | 6; zone?: number }

function meridianOf(zone: number, given: GaussKruger): Cut | GaussKrugerFault {
  const declared = given.centralMeridian
  if (declared !== undefined && !isMeridian(declared)) return 'meridian_invalid'
  if (zone === 0) {
    if (declared === undefined) return 'zone_unknown'
    return { centralMeridian: declared, zoneWidth: given.zoneWidth ?? 3 }
  }
  const cut = cutOfZone(zone)
  if (!cut) return 'out_of_range'
  if (declared !== undefined && declared !== cut.centralMeridian) return 'zone_mismatch'
  if (given.zoneWidth !== undefined && given.zoneWidth !== cut.zoneWidth) return 'zone_mismatch'
  return cut
}

// Cities cut their own plane at any whole or half degree; a finer value is a typing slip.
const isMeridian = (degrees: number): boolean =>
  Number.isFinite(degrees) && degrees >= 73 && degrees <= 136 && Number.isInteger(degrees * 60)

function cutOfZone(zone: number): Cut | undefined {
  if (zone >= 25 && zone <= 45) return { centralMeridian: zone * 3, zoneWidth: 3, zone }
  if (zone >= 13 && zone <= 23) return { centralMeridian: zone * 6 - 3, zoneWidth: 6, zone }
  return undefined
}

/** Plane metres of a point, easting without prefix, for the meridian given or the nearest 3° one. */
export function toGaussKruger(
  p: Point,
  centralMeridian = Math.round(p.lon / 3) * 3,
): { easting: number; northing: number; centralMeridian: number } {
  const [easting, northing] = planeOf(centralMeridian).forward([p.lon, p.lat])
  return { easting, northing, centralMeridian }
}

type Plane = { forward(at: [number, number]): [number, number]; inverse(at: [number, number]): [number, number] }

const planes = new Map<number, Plane>()

function planeOf(centralMeridian: number): Plane {
  let plane = planes.get(centralMeridian)
  if (!plane) {
    // The CGCS2000 ellipsoid differs from GRS80 in the eleventh digit of the flattening: below a tenth of a millimetre.
    plane = proj4(
      `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`,
    )
    planes.set(centralMeridian, plane)
  }
  return plane
}

/** The cut named by an EPSG number of the CGCS2000 Gauss-Krüger families (4491–4554), if it is one. */
export function gaussKrugerOfEpsg(epsg: number): { zoneWidth: 3 | 6; centralMeridian: number } | undefined {
  if (epsg >= 4491 && epsg <= 4501) return { zoneWidth: 6, centralMeridian: 75 + (epsg - 4491) * 6 }
  if (epsg >= 4502 && epsg <= 4512) return { zoneWidth: 6, centralMeridian: 75 + (epsg - 4502) * 6 }
  if (epsg >= 4513 && epsg <= 4533) return { zoneWidth: 3, centralMeridian: 75 + (epsg - 4513) * 3 }
  if (epsg >= 4534 && epsg <= 4554) return { zoneWidth: 3, centralMeridian: 75 + (epsg - 4534) * 3 }
  return undefined
}
