import { convert, type Frame, type Point, pointFault, pointIn } from './frame.ts'
import { fromGaussKruger } from './gauss-kruger.ts'

/** One way to read pasted coordinates, as a CGCS2000 point, with what was assumed. */
export type CoordinateReading = {
  readonly point: Point
  readonly frame: Frame | 'GaussKruger'
  /** Whether the text itself named the frame; otherwise it is one of several possibilities. */
  readonly stated: boolean
  /** Latitude came first and was exchanged. */
  readonly swapped: boolean
  /** For plane coordinates: the central meridian used, degrees. */
  readonly centralMeridian?: number
}

// Names hold digits of their own, so they are taken out before numbers are read.
const frameNames: readonly [RegExp, Frame][] = [
  [/gcj[-\s]?0?2|火星坐标|火星|高德|腾讯|amap/giu, 'GCJ02'],
  [/bd[-\s]?0?9(ll)?|百度|baidu/giu, 'BD09'],
  [/cgcs[-\s]?2000|国家\s*2000|2000\s*坐标系|天地图/giu, 'CGCS2000'],
  [/wgs[-\s]?(19)?84|gps|epsg:4326/giu, 'WGS84'],
]
const labels = /经度|纬度|东经|北纬|坐标系|坐标|longitude|latitude|lng|lon|lat|米|[xyen]/giu
const sexagesimal =
  /(\d+(?:\.\d+)?)\s*[°度]\s*(?:(\d+(?:\.\d+)?)\s*[′'’分]\s*)?(?:(\d+(?:\.\d+)?)\s*(?:″|′′|"|”|''|秒)\s*)?/gu

/**
 * Reads text that consists of one pair of coordinates: decimal degrees or degrees, minutes and seconds, in either order and any
 * frame, or plane CGCS2000 metres. An unstated frame gives one reading each for CGCS2000, GCJ02 and BD09, in that order. `near` is a
 * place of the district: it supplies the 3° meridian of plane coordinates without a zone. Anything else gives an empty list.
 */
export function readCoordinates(text: string, near: Point): readonly CoordinateReading[] {
  const { frame, rest } = withoutFrame(text.normalize('NFKC'))
  const numbers = numbersOf(rest)
  if (!numbers) return []
  const [first, second] = numbers
  const fault = pointFault(first, second)
  if (fault === undefined || fault === 'swapped') {
    const [lon, lat] = fault === 'swapped' ? [second, first] : [first, second]
    return degreeReadings(lon, lat, frame, fault === 'swapped')
  }
  return planeReadings(first, second, near)
}

function withoutFrame(text: string): { frame: Frame | undefined; rest: string } {
  for (const [pattern, frame] of frameNames) {
    const rest = text.replaceAll(pattern, ' ')
    if (rest !== text) return { frame, rest }
  }
  return { frame: undefined, rest: text }
}

function numbersOf(text: string): [number, number] | undefined {
  const decimal = text.replaceAll(
    sexagesimal,
    (_, degrees, minutes = '0', seconds = '0') =>
      ` ${Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600} `,
  )
  const plain = decimal
    .replaceAll(labels, ' ')
    .replaceAll(/[\s,;:=/|()[\]{}<>"'、，；：]+/gu, ' ')
    .trim()
  if (!/^[+-]?\d+(\.\d+)? [+-]?\d+(\.\d+)?$/.test(plain)) return undefined
  const [first, second] = plain.split(' ').map(Number)
  return [first!, second!]
}

function degreeReadings(lon: number, lat: number, frame: Frame | undefined, swapped: boolean): CoordinateReading[] {
  const candidates: readonly Frame[] = frame ? [frame] : ['CGCS2000', 'GCJ02', 'BD09']
  return candidates.map((one) => ({
    point: convert(pointIn(one, lon, lat), 'CGCS2000'),
    frame: one,
    stated: frame !== undefined,
    swapped,
  }))
}

function planeReadings(first: number, second: number, near: Point): CoordinateReading[] {
  const direct = fromGaussKruger(first, second)
  const reading =
    direct === 'zone_unknown'
      ? fromGaussKruger(first, second, { centralMeridian: Math.round(near.lon / 3) * 3 })
      : direct
  if (typeof reading === 'string') return []
  const { point, centralMeridian, zone } = reading
  return [{ point, frame: 'GaussKruger', stated: zone !== undefined, swapped: false, centralMeridian }]
}
