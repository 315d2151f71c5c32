import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

// A merged case is never merged into, so that chains only grow at their end and no merge can close a circle; the limit is for
// histories that another system brings.
const LONGEST_CHAIN = 100

/** The case that a merged one is handled under, at the end of however many merges; the case itself when it is not merged. */
export async function survivorOf(db: Db, districtId: string, caseId: string): Promise<string> {
  const row = await db.find<{ caseId: string }>(sql`
    with recursive chain as (
      select case_id, merged_into, 1 as step from city.case where district_id = ${districtId} and case_id = ${caseId}
      union all
      select c.case_id, c.merged_into, chain.step + 1
        from chain join city.case c on c.district_id = ${districtId} and c.case_id = chain.merged_into
       where chain.step < ${LONGEST_CHAIN})
    select case_id as "caseId" from chain order by step desc limit 1`)
  return row?.caseId ?? caseId
}

/** Every case that is handled under this one, directly or through others, the first merged first. */
export const listMerged = (db: Db, districtId: string, caseId: string): Promise<{ caseId: string; step: number }[]> =>
  db.many(sql`
    with recursive family as (
      select case_id, changed_at, 1 as step from city.case where district_id = ${districtId} and merged_into = ${caseId}
      union all
      select c.case_id, c.changed_at, family.step + 1
        from family join city.case c on c.district_id = ${districtId} and c.merged_into = family.case_id
       where family.step < ${LONGEST_CHAIN})
    select case_id as "caseId", step from family order by step, changed_at, case_id limit 500`)
