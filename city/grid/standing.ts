import { point } from '#city/place/frame.ts'
import { standingCell } from '#city/place/locators.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** The cell of today for a case filed under a code that may have been retired since. */
export async function standingCellOfCase(
  db: Db,
  districtId: string,
  { caseId, cellCode }: { readonly caseId: string; readonly cellCode: string | null },
  now: Date,
): Promise<string | null> {
  const row = await db.find<{ lon: number; lat: number }>(sql`
    select place[0] as lon, place[1] as lat from city.case
     where district_id = ${districtId} and case_id = ${caseId} and place is not null`)
  return standingCell(db, districtId, { cellCode, point: row ? point(row.lon, row.lat) : null }, now)
}
