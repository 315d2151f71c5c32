import { type Point, point } from '#city/place/frame.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** A device as judging needs it. */
export type Watched = {
  readonly deviceId: string
  readonly name: string
  readonly kind: string
  readonly protocol: string
  readonly componentCode: string | null
  readonly componentKind: string | null
  readonly streetCode: string | null
  readonly upstreamId: string | null
  /** The cabinet or whatever else its component names as its head, else the component itself. */
  readonly componentUp: string | null
  readonly silentAfter: number
  readonly heardAt: Date | null
  readonly place: Point | null
}

type Row = Omit<Watched, 'place'> & { lon: number | null; lat: number | null }

const columns = sql.raw(`
  d.device_id as "deviceId", d.name, d.kind, d.protocol, d.component_code as "componentCode", c.kind as "componentKind",
  c.street_code as "streetCode", d.upstream_id as "upstreamId",
  coalesce(c.attributes ->> 'cabinet', d.component_code) as "componentUp", d.silent_after as "silentAfter",
  s.heard_at as "heardAt", (coalesce(s.place, c.place, d.place))[0] as lon, (coalesce(s.place, c.place, d.place))[1] as lat`)

const joins = sql.raw(`
  sense.device d
  left join city.component c on c.district_id = d.district_id and c.code = d.component_code
  left join sense.device_state s on s.district_id = d.district_id and s.device_id = d.device_id`)

const asWatched = ({ lon, lat, ...row }: Row): Watched => ({
  ...row,
  place: lon === null || lat === null ? null : point(lon, lat),
})

/** Those of these devices that are in use. */
export async function listWatched(db: Db, districtId: string, deviceIds: readonly string[]): Promise<Watched[]> {
  const rows = await db.many<Row>(sql`
    select ${columns} from ${joins}
     where d.district_id = ${districtId} and d.device_id = any(${deviceIds}::uuid[]) and d.retired_at is null`)
  return rows.map(asWatched)
}

/** All devices in use that a scope may speak of. */
export async function listAllWatched(db: Db, districtId: string): Promise<Watched[]> {
  const rows = await db.many<Row>(sql`
    select ${columns} from ${joins} where d.district_id = ${districtId} and d.retired_at is null order by d.device_id`)
  return rows.map(asWatched)
}
