import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { SubjectKind } from './counts.ts'
import { type CountedPeriod, stretchesOf } from './period.ts'
import { addTo, type Sums, type Tally } from './tally.ts'

/** What the roll-up says of one kind of subject in a period. */
export async function readSums(db: Db, districtId: string, kind: SubjectKind, period: CountedPeriod): Promise<Sums> {
  const ranges = stretchesOf(period).map(
    ({ grain, from, to }) => sql`
    select subject, amounts from supervise.score_tally
     where district_id = ${districtId} and kind = ${kind} and grain = ${grain}
       and starts_on >= ${from}::date and starts_on < ${to}::date`,
  )
  const sums: Sums = new Map()
  for (const { subject, amounts } of await db.many<Pick<Tally, 'subject' | 'amounts'>>(sql.join(ranges, ' union all ')))
    for (const [count, amount] of Object.entries(amounts)) addTo(sums, subject, count, amount)
  return sums
}

/** What a sheet says of a subject besides its counts: a name to read, and for areas how many cells there were. */
export type Given = { readonly name: string; readonly cells: number }

/** Names of subjects, and the cells of areas as they stood on the last counted day. */
export async function readGivens(
  db: Db,
  districtId: string,
  kind: SubjectKind,
  lastDay: string,
): Promise<ReadonlyMap<string, Given>> {
  const rows = await db.many<{ subject: string; name: string; cells: number }>(givensOf(districtId, kind, lastDay))
  return new Map(rows.map(({ subject, name, cells }) => [subject, { name, cells }]))
}

function givensOf(districtId: string, kind: SubjectKind, day: string) {
  const cells = sql`city.cell c where c.district_id = ${districtId} and c.valid_from <= ${day}::date
     and (c.valid_to is null or c.valid_to > ${day}::date)`
  switch (kind) {
    case 'district':
      return sql`
        select d.district_id as subject, d.name, (select count(*) from ${cells}) as cells
          from city.district d where d.district_id = ${districtId}`
    case 'street':
    case 'community': {
      const length = kind === 'street' ? 9 : 12
      return sql`
        select d.code as subject, max(d.name) as name, coalesce(max(k.cells), 0) as cells
          from city.division d
          left join (select left(c.code, ${length}) as code, count(*) as cells from ${cells} group by 1) k on k.code = d.code
         where d.district_id = ${districtId} and length(d.code) = ${length}
           and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date)
         group by d.code`
    }
    case 'cell':
      return sql`select c.code as subject, coalesce(c.name, c.code) as name, 1 as cells from ${cells}`
    case 'unit':
      return sql`select unit_id as subject, name, 0 as cells from city.unit where district_id = ${districtId}`
    default:
      return sql`
        select person_id::text as subject, name, 0 as cells from city.person where district_id = ${districtId}`
  }
}
