import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** Closed lines for vehicles that are simulated, WGS-84. */
export type Rounds = { lon: number; lat: number }[][]

/** Rounds by the middles of the cells of each community, as a sweeper goes. */
export async function roundsOf(db: Db, districtId: string): Promise<Rounds> {
  const cells = await db.many<{ community: string; lon: number; lat: number }>(sql`
    select left(code, 12) as community, (center(bounds))[0] as lon, (center(bounds))[1] as lat
      from city.cell where district_id = ${districtId} and valid_from <= current_date and (valid_to is null or valid_to > current_date)
     order by code`)
  const byCommunity = Map.groupBy(cells, ({ community }) => community)
  return [...byCommunity.values()].filter((round) => round.length > 1)
}
