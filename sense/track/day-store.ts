import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { DayCut } from './cut-day.ts'
import type { RawFix } from './verdict.ts'

export type DayOf = { readonly districtId: string; readonly deviceId: string; readonly day: string }

// One position each second of a day, and some more.
const mostFixes = 100_000

/** The positions of a device in a half-open range as they were kept. */
export async function readFixes(
  db: Db,
  { districtId, deviceId, from, to }: { districtId: string; deviceId: string; from: number; to: number },
): Promise<RawFix[]> {
  const rows = await db.many<Omit<RawFix, 'at'> & { at: Date }>(sql`
    select at, place[0] as lon, place[1] as lat, speed, fixed from sense.track_point
     where district_id = ${districtId} and device_id = ${deviceId} and at >= ${new Date(from)} and at < ${new Date(to)}
     order by at limit ${mostFixes}`)
  return rows.map(({ at, ...rest }) => ({ ...rest, at: at.getTime() }))
}

/** The way of a trip as it is kept and sent: seconds since the beginning of the day, degrees, km/h, 1 on a road. */
export type KeptPath = {
  readonly part: number
  readonly points: readonly (readonly [number, number, number, number, number])[]
}
export type KeptDropped = readonly [second: number, lon: number, lat: number, verdict: string, why: string]

const mostDropped = 2_000
const degree = (value: number): number => Math.round(value * 1e6) / 1e6
const tenth = (value: number): number => Math.round(value * 10) / 10

export type Cutting = {
  readonly cut: DayCut
  readonly roadIds: readonly string[]
  readonly begin: number
  readonly revision: number
  readonly now: Date
}

/** Puts a day in the place of what was cut of it before. */
export async function putDay(tx: Tx, of: DayOf, cutting: Cutting): Promise<void> {
  await tx.run(sql`
    delete from sense.track_day
     where district_id = ${of.districtId} and device_id = ${of.deviceId} and day = ${of.day}`)
  await insertDay(tx, of, cutting)
  await insertParts(tx, of, cutting)
  await insertPasses(tx, of, cutting)
}

async function insertDay(tx: Tx, { districtId, deviceId, day }: DayOf, { cut, begin, revision, now }: Cutting) {
  const { fixes, parts, dropped, paths } = cut
  const of = (kind: string) => parts.filter((part) => part.kind === kind)
  const seconds = (kind: string) => Math.round(of(kind).reduce((sum, { from, to }) => sum + to - from, 0) / 1000)
  const metres = (some: typeof parts, name: 'rawMetres' | 'matchedMetres' | 'offRoadMetres') =>
    some.reduce((sum, part) => sum + part[name], 0)
  const [trips, gaps] = [of('trip'), of('gap')]
  const second = (at: number) => Math.round((at - begin) / 1000)
  const keptDropped = dropped
    .slice(0, mostDropped)
    .map((one): KeptDropped => [second(one.at), degree(one.lon), degree(one.lat), one.verdict, one.why])
  const keptPaths = paths.map(
    ({ part, points }): KeptPath => ({
      part,
      points: points.map((one) => [
        second(one.at),
        degree(one.lon),
        degree(one.lat),
        tenth(one.kmh),
        one.isOnRoad ? 1 : 0,
      ]),
    }),
  )
  await tx.run(sql`
    insert into sense.track_day (
      district_id, device_id, day, cut_at, rules_revision, fixes, bad, unknown, first_at, last_at, trips, stops, gaps,
      moving_seconds, standing_seconds, silent_seconds, raw_metres, matched_metres, off_road_metres, gap_metres, most_kmh,
      dropped, paths)
    values (
      ${districtId}, ${deviceId}, ${day}, ${now}, ${revision}, ${fixes.ok + fixes.bad + fixes.unknown}, ${fixes.bad},
      ${fixes.unknown}, ${parts[0] ? new Date(parts[0].from) : null}, ${parts[0] ? new Date(parts.at(-1)!.to) : null},
      ${trips.length}, ${of('stop').length}, ${gaps.length}, ${seconds('trip')}, ${seconds('stop')}, ${seconds('gap')},
      ${metres(trips, 'rawMetres')}, ${metres(trips, 'matchedMetres')}, ${metres(trips, 'offRoadMetres')},
      ${metres(gaps, 'rawMetres')}, ${Math.max(0, ...trips.map(({ mostKmh }) => mostKmh))},
      ${JSON.stringify(keptDropped)}::jsonb, ${JSON.stringify(keptPaths)}::jsonb)`)
}

const key = { district_id: 'text', device_id: 'uuid', day: 'date' }
const placeText = ([lon, lat]: readonly [number, number]): string => `(${lon},${lat})`

async function insertParts(tx: Tx, { districtId, deviceId, day }: DayOf, { cut }: Cutting): Promise<void> {
  const columns = {
    ...key,
    part: 'int',
    kind: 'text',
    from_at: 'timestamptz',
    to_at: 'timestamptz',
    from_place: 'point',
    to_place: 'point',
    raw_metres: 'real',
    matched_metres: 'real',
    off_road_metres: 'real',
    most_kmh: 'real',
    why: 'text',
  }
  const rows = cut.parts.map((one, part) => [
    districtId,
    deviceId,
    day,
    part,
    one.kind,
    new Date(one.from),
    new Date(one.to),
    placeText(one.start),
    placeText(one.end),
    one.rawMetres,
    one.matchedMetres,
    one.offRoadMetres,
    one.mostKmh,
    one.why ?? null,
  ])
  await copyRows(tx, 'sense.track_part', columns, rows)
}

async function insertPasses(tx: Tx, { districtId, deviceId, day }: DayOf, { cut, roadIds }: Cutting): Promise<void> {
  const columns = {
    ...key,
    pass: 'int',
    road_id: 'text',
    line_part: 'int',
    from_metre: 'real',
    to_metre: 'real',
    from_at: 'timestamptz',
    to_at: 'timestamptz',
    is_work: 'boolean',
  }
  const rows = cut.passes.map((one, pass) => [
    districtId,
    deviceId,
    day,
    pass,
    roadIds[one.line]!,
    one.part,
    one.fromMetre,
    one.toMetre,
    new Date(one.from),
    new Date(one.to),
    one.isWork,
  ])
  await copyRows(tx, 'sense.road_pass', columns, rows)
}
