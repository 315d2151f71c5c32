import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { MeasureId } from './body.ts'

/** A share counted from cases: `value` in percent, of `base` cases that fell due. */
export type Counted = { readonly period: string; readonly value: number; readonly hits: number; readonly base: number }

const cases: Readonly<Record<MeasureId, Sql>> = {
  // 公用设施 is the first class of components [S1]. In the edition of 2026 most cases are filed as the matter of the same code,
  // which says that the component is out of order; matters of class 01 in the earlier edition are something else.
  municipal_in_time: sql`c.category like '01%' and (c.kind = 'component' or c.edition = '2026')`,
  handled_in_time: sql`true`,
}

/**
 * What the product counts by itself, year by year, from the same facts that scores are made of: of the cases that fell due,
 * the share handled in time.
 */
export async function countMeasure(db: Db, districtId: string, measure: MeasureId): Promise<Counted[]> {
  const rows = await db.many<{ period: string; hits: number; base: number }>(sql`
    select to_char(given.at at time zone d.time_zone, 'YYYY') as period,
           sum(given.amount) filter (where given.name = 'inTimeDispose') as hits,
           sum(case given.name when 'dispose' then given.amount when 'overtimeToDispose' then given.amount
                               when 'untimedDispose' then -given.amount else 0 end) as base
      from supervise.score_fact f
      join city.case c on c.district_id = f.district_id and c.case_id = f.case_id
      join city.district d on d.district_id = f.district_id
     cross join unnest(f.counts, f.ats, f.amounts) as given (name, at, amount)
     where f.district_id = ${districtId} and f.kind = 'area' and f.to_roll is null and ${cases[measure]}
       and given.name in ('inTimeDispose', 'dispose', 'overtimeToDispose', 'untimedDispose')
     group by 1 order by 1`)
  return rows
    .filter(({ base }) => base > 0)
    .map(({ period, hits, base }) => ({
      period,
      hits: hits ?? 0,
      base,
      value: Math.round((10_000 * (hits ?? 0)) / base) / 100,
    }))
}
