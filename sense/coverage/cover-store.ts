import { type Point, point } from '#city/place/frame.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { RoadPass } from './judge.ts'

type Asked = {
  readonly deviceIds: readonly string[]
  readonly days: readonly string[]
  readonly from: number
  readonly to: number
}

/** Which stretches of roads vehicles drove over within a time. */
export async function listPasses(
  db: Db,
  districtId: string,
  { deviceIds, days, from, to }: Asked,
): Promise<RoadPass[]> {
  const rows = await db.many<Omit<RoadPass, 'from' | 'to'> & { from: Date; to: Date }>(sql`
    select device_id as "deviceId", road_id as "roadId", line_part as "linePart", from_metre as "fromMetre",
           to_metre as "toMetre", from_at as "from", to_at as "to", is_work as "isWork",
           by_sign as "bySign", is_forward as "isForward"
      from sense.road_pass
     where district_id = ${districtId} and day = any(${[...days]}::date[]) and device_id = any(${[...deviceIds]}::uuid[])
       and to_at >= ${new Date(from)} and from_at < ${new Date(to)}
     order by from_at, device_id`)
  return rows.map((row) => ({ ...row, from: row.from.getTime(), to: row.to.getTime() }))
}

export type KnownOf = {
  readonly deviceId: string
  readonly from: number
  readonly to: number
  readonly start: Point
  readonly end: Point
}

type KnownRow = { deviceId: string; from: Date; to: Date; ax: number; ay: number; bx: number; by: number }

/** The times in which it is known what vehicles did. */
export async function listKnown(
  db: Db,
  districtId: string,
  { deviceIds, days }: Pick<Asked, 'deviceIds' | 'days'>,
): Promise<KnownOf[]> {
  const rows = await db.many<KnownRow>(sql`
    select device_id as "deviceId", from_at as "from", to_at as "to", from_place[0] as ax, from_place[1] as ay,
           to_place[0] as bx, to_place[1] as by
      from sense.track_part
     where district_id = ${districtId} and day = any(${[...days]}::date[]) and kind <> 'gap'
       and device_id = any(${[...deviceIds]}::uuid[])
     order by device_id, from_at`)
  return rows.map(({ deviceId, from, to, ax, ay, bx, by }) => ({
    ...{ deviceId, from: from.getTime(), to: to.getTime() },
    ...{ start: point(ax, ay), end: point(bx, by) },
  }))
}
