import { point } from '#city/place/frame.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { TileComponent } from './component-columns.ts'

type Row = Omit<TileComponent, 'place'> & { lon: number; lat: number }

const columns = sql.raw('code, state, place[0] as lon, place[1] as lat')

const asComponent = ({ code, state, lon, lat }: Row): TileComponent => ({ code, state, place: point(lon, lat) })

const standing = (districtId: string, condition: Sql): Sql =>
  sql`select ${columns} from city.component where district_id = ${districtId} and state <> 'removed' and ${condition}`

const PAGE = 5_000

/** All standing components of a district, page by page in order of code. */
export async function* allComponents(db: Db, districtId: string): AsyncGenerator<TileComponent[]> {
  for (let after = ''; ; ) {
    const rows = await db.many<Row>(standing(districtId, sql`code > ${after} order by code limit ${PAGE}`))
    if (rows.length > 0) yield rows.map(asComponent)
    if (rows.length < PAGE) return
    after = rows.at(-1)!.code
  }
}

/** Those of the named components that stand. */
export async function listStanding(db: Db, districtId: string, codes: readonly string[]): Promise<TileComponent[]> {
  return (await db.many<Row>(standing(districtId, sql`code = any(${codes})`))).map(asComponent)
}

/** What components of each kind are called, by one of them. */
export async function kindNames(db: Db, districtId: string, kinds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.many<{ kind: string; name: string }>(sql`
    select given.kind, found.name
      from unnest(${kinds}::text[]) as given(kind)
      cross join lateral (select name from city.component c
                           where c.district_id = ${districtId} and c.kind = given.kind limit 1) as found`)
  return new Map(rows.map(({ kind, name }) => [kind, name]))
}
