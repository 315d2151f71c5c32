import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { ladderOf } from './store.ts'
import { type Rung, usualLadder } from './watch.ts'

/** When to look at a case next; null when nothing is to come. */
export type Watch = { readonly caseId: string; readonly watchAt: Date | null }

/** Arms cases that the caller holds locked and has looked at: what was due until now has been dealt with. */
export const setWatches = (tx: Tx, districtId: string, watches: readonly Watch[]): Promise<number> =>
  tx.run(sql`
    update city.case c set watch_at = w.watch_at
      from unnest(${watches.map(({ caseId }) => caseId)}::uuid[],
                  ${watches.map(({ watchAt }) => watchAt?.toISOString() ?? null)}::timestamptz[]) as w (case_id, watch_at)
     where c.district_id = ${districtId} and c.case_id = w.case_id`)

/**
 * Has the open cases after `after` looked at again from `now` on, a batch at a time in the order of their ids. Gives the last
 * one, or undefined when there are no more.
 */
export async function rearmOpen(
  tx: Tx,
  districtId: string,
  after: string,
  now: Date,
  limit: number,
): Promise<string | undefined> {
  const rows = await tx.many<{ caseId: string }>(sql`
    with batch as (
      select case_id from city.case
       where district_id = ${districtId} and case_id > ${after}::uuid
         and (clock is not null or stage not in ('closed', 'refused', 'void', 'merged'))
       order by case_id limit ${limit} for update)
    update city.case c set watch_at = least(c.watch_at, ${now}) from batch b
     where c.district_id = ${districtId} and c.case_id = b.case_id
    returning c.case_id as "caseId"`)
  return rows
    .map(({ caseId }) => caseId)
    .sort()
    .at(-1)
}

/** The ladder in force in a district. */
export async function readLadder(db: Db, districtId: string): Promise<readonly Rung[]> {
  const { ladder } = await db.one<{ ladder: readonly Rung[] | null }>(sql`select ${ladderOf(districtId)} as ladder`)
  return ladder ?? usualLadder
}
