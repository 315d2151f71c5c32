import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { KeptDropped, KeptPath } from './day-store.ts'
import type { DaySums } from './day-sums.ts'

/** A day as it was cut. */
export type DayRow = Omit<DaySums, 'firstAt' | 'lastAt'> & {
  readonly day: string
  readonly cutAt: Date
  readonly fixes: number
  readonly bad: number
  readonly unknown: number
  readonly firstAt: Date | null
  readonly lastAt: Date | null
}

const dayColumns = sql.raw(`
  t.day, t.cut_at as "cutAt", t.fixes, t.bad, t.unknown, t.first_at as "firstAt", t.last_at as "lastAt", t.trips, t.stops, t.gaps,
  t.moving_seconds as "movingSeconds", t.standing_seconds as "standingSeconds", t.silent_seconds as "silentSeconds",
  t.raw_metres as "rawMetres", t.matched_metres as "matchedMetres", t.off_road_metres as "offRoadMetres",
  t.gap_metres as "gapMetres", t.most_kmh as "mostKmh"`)

export type VehicleRow = {
  readonly deviceId: string
  readonly name: string
  readonly kind: string
  readonly unitName: string | null
  readonly silentAfter: number
  readonly heardAt: Date
  readonly lon: number
  readonly lat: number
  readonly placeAt: Date
  readonly speed: number | null
  readonly sum: DayRow | null
}

/** Devices that have told where they are, with what they did on a day. */
export async function listVehicleRows(
  db: Db,
  districtId: string,
  { day, text, limit }: { day: string; text?: string | undefined; limit: number },
): Promise<VehicleRow[]> {
  const rows = await db.many<Omit<VehicleRow, 'sum'> & Omit<DayRow, 'day'> & { day: string | null }>(sql`
    select d.device_id as "deviceId", d.name, d.kind, u.name as "unitName", d.silent_after as "silentAfter",
           s.heard_at as "heardAt", s.place[0] as lon, s.place[1] as lat, s.place_at as "placeAt", s.speed, ${dayColumns}
      from sense.device d
      join sense.device_state s on s.district_id = d.district_id and s.device_id = d.device_id and s.place_at is not null
      left join city.unit u on u.district_id = d.district_id and u.unit_id = d.unit_id
      left join sense.track_day t on t.district_id = d.district_id and t.device_id = d.device_id and t.day = ${day}
     where d.district_id = ${districtId} and d.retired_at is null
       and (${text ?? null}::text is null or d.name ilike '%' || ${text ?? null}::text || '%' or d.sender = ${text ?? null})
     order by d.name, d.device_id limit ${limit}`)
  return rows.map(
    ({ deviceId, name, kind, unitName, silentAfter, heardAt, lon, lat, placeAt, speed, day: of, ...sum }) => ({
      ...{ deviceId, name, kind, unitName, silentAfter, heardAt, lon, lat, placeAt, speed },
      sum: of === null ? null : { day: of, ...sum },
    }),
  )
}

export const findNamed = (
  db: Db,
  districtId: string,
  deviceId: string,
): Promise<{ name: string; kind: string } | undefined> =>
  db.find(sql`select name, kind from sense.device where district_id = ${districtId} and device_id = ${deviceId}`)

const mostDaysShown = 62

export const listDayRows = (db: Db, districtId: string, deviceId: string): Promise<DayRow[]> =>
  db.many<DayRow>(sql`
    select ${dayColumns} from sense.track_day t
     where t.district_id = ${districtId} and t.device_id = ${deviceId} order by t.day desc limit ${mostDaysShown}`)

export type WholeDay = DayRow & { readonly paths: KeptPath[]; readonly dropped: KeptDropped[] }

export const findDay = (db: Db, districtId: string, deviceId: string, day: string): Promise<WholeDay | undefined> =>
  db.find<WholeDay>(sql`
    select ${dayColumns}, t.paths, t.dropped from sense.track_day t
     where t.district_id = ${districtId} and t.device_id = ${deviceId} and t.day = ${day}`)

export type PartRow = {
  readonly kind: 'trip' | 'stop' | 'gap'
  readonly from: Date
  readonly to: Date
  readonly startLon: number
  readonly startLat: number
  readonly endLon: number
  readonly endLat: number
  readonly rawMetres: number
  readonly matchedMetres: number
  readonly offRoadMetres: number
  readonly mostKmh: number
  readonly why: 'silent' | 'jump' | null
}

/** The trip of an earlier day that runs past an instant, if one does. */
export const findRunningOn = (
  db: Db,
  districtId: string,
  deviceId: string,
  { day, begin }: { day: string; begin: Date },
): Promise<{ day: string; from: Date; to: Date } | undefined> =>
  db.find(sql`
    select day, from_at as "from", to_at as "to" from sense.track_part
     where district_id = ${districtId} and device_id = ${deviceId} and day between ${day}::date - 2 and ${day}::date - 1
       and kind = 'trip' and to_at > ${begin}
     order by from_at desc limit 1`)

export const listParts = (db: Db, districtId: string, deviceId: string, day: string): Promise<PartRow[]> =>
  db.many<PartRow>(sql`
    select kind, from_at as "from", to_at as "to", from_place[0] as "startLon", from_place[1] as "startLat",
           to_place[0] as "endLon", to_place[1] as "endLat", raw_metres as "rawMetres", matched_metres as "matchedMetres",
           off_road_metres as "offRoadMetres", most_kmh as "mostKmh", why
      from sense.track_part
     where district_id = ${districtId} and device_id = ${deviceId} and day = ${day} order by part`)
