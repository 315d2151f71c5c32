import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** How many cases each unit has in hand. */
export async function openCasesOf(
  db: Db,
  districtId: string,
  unitIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.many<{ unitId: string; open: number }>(sql`
    select unit_id as "unitId", count(*) as open
      from city.case
     where district_id = ${districtId} and unit_id = any(${unitIds}) and stage in ('dispatched', 'handling')
     group by unit_id`)
  return new Map(rows.map((row) => [row.unitId, row.open]))
}
