import { point } from '#city/place/frame.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { MapComponent } from './contract.ts'

type Row = Omit<MapComponent, 'point'> & { readonly lon: number; readonly lat: number }

/** Standing components of a surface by kind, the most numerous first. */
export const groupComponentsIn = (
  db: Db,
  districtId: string,
  place: Sql,
): Promise<{ kind: string; name: string; total: number; faulty: number }[]> =>
  db.many(sql`
    select c.kind, max(c.name) as name, count(*)::int as total, (count(*) filter (where c.state <> 'intact'))::int as faulty
      from city.component c
     where c.district_id = ${districtId} and c.state <> 'removed' and ${place}
     group by c.kind order by total desc, c.kind`)

/** Standing components of a surface, those with a fault first. */
export async function listComponentsIn(db: Db, districtId: string, place: Sql, limit: number): Promise<MapComponent[]> {
  const rows = await db.many<Row>(sql`
    select c.code, c.kind, c.name, c.state, c.address, c.place[0] as lon, c.place[1] as lat
      from city.component c
     where c.district_id = ${districtId} and c.state <> 'removed' and ${place}
     order by c.state = 'intact', c.code limit ${limit}`)
  return rows.map(({ lon, lat, ...rest }) => ({ ...rest, point: point(lon, lat) }))
}

/** Standing components by cell. */
export const countComponentsByCell = (db: Db, districtId: string): Promise<{ code: string; value: number }[]> =>
  db.many(sql`
    select cell_code as code, count(*)::int as value from city.component
     where district_id = ${districtId} and cell_code is not null and state <> 'removed'
     group by cell_code order by cell_code`)
