import { Malformed } from '../bytes/malformed.ts'
import { instantOf } from './instant.ts'
import { numberOf } from './number.ts'
import { isObject } from './path.ts'

/** One value of a report. What the device does not say of it is undefined. */
export type JsonValue = { metric: string; value: number; unit?: string; quality?: 'ok' | 'bad' | 'unknown' }

/** Where a device says it is: WGS-84 degrees, km/h, degrees from north, metres. */
export type JsonPlace = { lon: number; lat: number; speed: number; course: number; altitude: number }

/** What a device says at one time of its own. */
export type JsonReport = {
  at?: Date
  values: JsonValue[]
  place?: JsonPlace
  facts: Readonly<Record<string, string | number | boolean>>
}

/** How many reports one message may carry: more than a day of minutes. */
export const mostReports = 2_000

/** The bytes of a message as the document that they are. Throws `Malformed` where they are none. */
export function documentOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  } catch {
    throw new Malformed('value', 0, 'no JSON')
  }
}

/**
 * Reads our own form: one report or a list of them, each `{ at, values, place, facts }`. What ThingsBoard's devices send is
 * read as well: `ts` for the time, and values without anything around them.
 */
export function reportsOf(document: unknown): { reports: JsonReport[]; unread: number } {
  const list = Array.isArray(document) ? document : [document]
  if (list.length > mostReports) throw new Malformed('length', 0, `${list.length} reports in one message`)
  let unread = 0
  const reports = list.map((one) => {
    if (!isObject(one)) throw new Malformed('value', 0, 'a report is no object')
    const read = reportOf(one)
    unread += read.unread
    return read.report
  })
  return { reports, unread }
}

function reportOf(one: Readonly<Record<string, unknown>>): { report: JsonReport; unread: number } {
  const isWrapped = isObject(one.values)
  const given = isWrapped ? (one.values as Readonly<Record<string, unknown>>) : one.place === undefined ? one : {}
  const values: JsonValue[] = []
  let unread = 0
  for (const [metric, value] of Object.entries(given)) {
    if (!isWrapped && (metric === 'at' || metric === 'ts')) continue
    const read = valueIn(metric, value)
    if (read) values.push(read)
    else unread++
  }
  const at = instantOf(one.at ?? one.ts)
  const place = placeOf(one.place)
  if (one.place !== undefined && !place) unread++
  const facts = isWrapped && isObject(one.facts) ? Object.fromEntries(Object.entries(one.facts).filter(isFact)) : {}
  return { report: { ...(at && { at }), values, ...(place && { place }), facts }, unread }
}

const qualities = { ok: 'ok', bad: 'bad', unknown: 'unknown' } as const

function valueIn(metric: string, given: unknown): JsonValue | undefined {
  if (!isObject(given)) {
    const value = numberOf(given)
    return value === undefined ? undefined : { metric, value }
  }
  const value = numberOf(given.value)
  if (value === undefined) return undefined
  const { unit, quality } = given
  const said = typeof quality === 'string' && Object.hasOwn(qualities, quality)
  return {
    metric,
    value,
    ...(typeof unit === 'string' && { unit: unit.slice(0, 20) }),
    ...(said && { quality: qualities[quality as keyof typeof qualities] }),
  }
}

function placeOf(given: unknown): JsonPlace | undefined {
  if (!isObject(given)) return undefined
  const [lon, lat] = [numberOf(given.lon), numberOf(given.lat)]
  if (lon === undefined || lat === undefined) return undefined
  const or0 = (value: unknown): number => numberOf(value) ?? 0
  return { lon, lat, speed: or0(given.speed), course: or0(given.course), altitude: or0(given.altitude) }
}

const mostFactLength = 200
const isFact = (entry: [string, unknown]): entry is [string, string | number | boolean] =>
  (typeof entry[1] === 'string' && entry[1].length <= mostFactLength) ||
  typeof entry[1] === 'number' ||
  typeof entry[1] === 'boolean'
