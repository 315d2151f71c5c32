import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { DayCut } from './cut-day.ts'
import type { Range } from './sight.ts'
import type { RawFix } from './verdict.ts'

export type DayOf = { readonly districtId: string; readonly deviceId: string; readonly day: string }

// One position each second of three days, and some more: a trip may run into the day from the one before and out of it.
const mostFixes = 300_000

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
  readonly sight: Range
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

async function insertDay(tx: Tx, { districtId, deviceId, day }: DayOf, { cut, begin, sight, revision, now }: Cutting) {
  const { fixes, sums, dropped, paths } = cut
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
      dropped, paths, sees_from, sees_to)
    values (
      ${districtId}, ${deviceId}, ${day}, ${now}, ${revision}, ${fixes.ok + fixes.bad + fixes.unknown}, ${fixes.bad},
      ${fixes.unknown}, ${instant(sums.firstAt)}, ${instant(sums.lastAt)}, ${sums.trips}, ${sums.stops}, ${sums.gaps},
      ${sums.movingSeconds}, ${sums.standingSeconds}, ${sums.silentSeconds}, ${sums.rawMetres}, ${sums.matchedMetres},
      ${sums.offRoadMetres}, ${sums.gapMetres}, ${sums.mostKmh}, ${JSON.stringify(keptDropped)}::jsonb,
      ${JSON.stringify(keptPaths)}::jsonb, ${new Date(sight.from)}, ${new Date(sight.to)})`)
}

const instant = (at: number | null): Date | null => (at === null ? null : new Date(at))

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
    by_sign: 'boolean',
    is_forward: 'boolean',
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
    one.bySign,
    one.isForward,
  ])
  await copyRows(tx, 'sense.road_pass', columns, rows)
}
