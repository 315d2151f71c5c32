import library from 'gcoord'

type Pair = [lon: number, lat: number]
type Shift = 'GCJ02' | 'BD09'

// Node and bundlers see the same object here, but its type declaration fits only bundlers.
const gcoord = library as unknown as { transform(at: Pair, from: Shift | 'WGS84', to: Shift | 'WGS84'): Pair }

/**
 * A coordinate frame, all in degrees. CGCS2000 (EPSG:4490) is the frame of storage; WGS84 equals it at the accuracy of a phone
 * (decimetres at survey accuracy); GCJ02 is what 高德, 腾讯 and many phones give, BD09 what 百度 gives.
 */
export type Frame = 'CGCS2000' | 'WGS84' | 'GCJ02' | 'BD09'

export const frames: readonly Frame[] = ['CGCS2000', 'WGS84', 'GCJ02', 'BD09']

/** A place on earth in a named frame, degrees. A bare pair of numbers never crosses a module border. */
export type Point<F extends Frame = 'CGCS2000'> = { readonly frame: F; readonly lon: number; readonly lat: number }

/** A CGCS2000 point; checks nothing (see `pointFault`). */
export const point = (lon: number, lat: number): Point => ({ frame: 'CGCS2000', lon, lat })

/** A point in the given frame; checks nothing. */
export const pointIn = <F extends Frame>(frame: F, lon: number, lat: number): Point<F> => ({ frame, lon, lat })

/** A point of any frame as CGCS2000. */
export const toCgcs2000 = (p: Point<Frame>): Point => (p.frame === 'CGCS2000' ? (p as Point) : convert(p, 'CGCS2000'))

/** The same place in another frame. There and back moves a point by less than a centimetre. */
export function convert<F extends Frame>(p: Point<Frame>, frame: F): Point<F> {
  if (p.frame === frame) return p as Point<F>
  const [lon, lat] = shiftFrom(shiftTo([p.lon, p.lat], p.frame), frame)
  return { frame, lon, lat }
}

const isShifted = (frame: Frame): frame is Shift => frame === 'GCJ02' || frame === 'BD09'

// gcoord has no name for CGCS2000; its WGS84 is the unshifted frame.
const shiftFrom = (plain: Pair, frame: Frame): Pair =>
  isShifted(frame) ? gcoord.transform([...plain], 'WGS84', frame) : plain

function shiftTo(given: Pair, frame: Frame): Pair {
  if (!isShifted(frame)) return given
  let [lon, lat] = gcoord.transform([...given], frame, 'WGS84')
  // The library's inverse is off by up to 9 cm, more for BD09; two corrections by the exact forward shift bring it to millimetres.
  for (let round = 0; round < 2; round++) {
    const [backLon, backLat] = shiftFrom([lon, lat], frame)
    lon += given[0] - backLon
    lat += given[1] - backLat
  }
  return [lon, lat]
}

/** What may be wrong with a pair of degrees before it is believed. */
export type PointFault = 'not_a_number' | 'zero' | 'swapped' | 'outside_china'

// Land and sea of China, generously: 3.4–53.6 N, 73.4–135.1 E.
const CHINA = { west: 73, south: 3, east: 136, north: 54 }

const withinChina = (lon: number, lat: number): boolean =>
  lon >= CHINA.west && lon <= CHINA.east && lat >= CHINA.south && lat <= CHINA.north

/** The fault of a pair of degrees, or undefined. A pair that fits China only with its halves exchanged is `swapped`. */
export function pointFault(lon: number, lat: number): PointFault | undefined {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) return 'not_a_number'
  if (Math.abs(lon) < 1e-6 && Math.abs(lat) < 1e-6) return 'zero'
  if (withinChina(lon, lat)) return undefined
  return withinChina(lat, lon) ? 'swapped' : 'outside_china'
}

const crsFrames: Readonly<Record<string, Frame>> = {
  '4490': 'CGCS2000',
  '4326': 'WGS84',
  CRS84: 'WGS84',
  CGCS2000: 'CGCS2000',
  WGS84: 'WGS84',
  GCJ02: 'GCJ02',
  BD09: 'BD09',
}

/** The frame named by a GeoJSON `crs` member or an EPSG text (`urn:ogc:def:crs:EPSG::4490`, `EPSG:4326`), if it is one of ours. */
export function frameOfCrs(name: string): Frame | undefined {
  const tail = name.split(':').at(-1) ?? ''
  return crsFrames[tail.toUpperCase().replaceAll(/[-_ ]/g, '')]
}
