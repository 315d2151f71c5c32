import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Doer } from './change.ts'
import { tellComponentsChanged } from './changed.ts'

/** Gives components the cell they now lie in, where cells were cut anew around them; each gets a line in its history. */
export async function regrid(
  tx: Tx,
  districtId: string,
  moves: readonly { readonly code: string; readonly cellCode: string }[],
  { by, now, day, reason }: Doer & { readonly reason: string },
): Promise<void> {
  if (moves.length === 0) return
  const codes = moves.map(({ code }) => code)
  await tx.run(sql`
    with changed as (
      update city.component c set cell_code = given.cell, community_code = left(given.cell, 12), street_code = left(given.cell, 9),
             changed_date = greatest(${day}::date, c.initial_date), revision = c.revision + 1
        from unnest(${codes}::text[], ${moves.map(({ cellCode }) => cellCode)}::text[]) as given(code, cell)
        join city.component was on was.district_id = ${districtId} and was.code = given.code
       where c.district_id = ${districtId} and c.code = given.code
      returning c.code, c.revision, c.cell_code as after, was.cell_code as before)
    insert into city.component_history (district_id, code, revision, at, by, change, reason, before, after)
    select ${districtId}, code, revision, ${now}::timestamptz, ${by}, 'regridded', ${reason},
           jsonb_build_object('cellCode', before), jsonb_build_object('cellCode', after)
      from changed`)
  await tellComponentsChanged(tx, districtId, codes)
}
