import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { SubjectKind } from './counts.ts'
import { type CountedPeriod, monthAfter, stretchesOf } from './period.ts'
import type { Sums } from './tally.ts'

/** What the roll-up says of one kind of subject in a period. */
export async function readSums(db: Db, districtId: string, kind: SubjectKind, period: CountedPeriod): Promise<Sums> {
  const stretches = stretchesOf(period)
  const ranges = stretches.map(
    ({ grain, from, to }) => sql`
    select subject, count, amount from supervise.score_tally
     where district_id = ${districtId} and kind = ${kind} and grain = ${grain}
       and starts_on >= ${from}::date and starts_on < ${to}::date`,
  )
  const [first] = stretches
  // Of a single month each count is there once, and nothing has to be added up.
  const isOneMonth = stretches.length === 1 && first?.grain === 'month' && period.countedTo <= monthAfter(first.from)
  const every = sql.join(ranges, ' union all ')
  const summed = isOneMonth
    ? every
    : sql`select subject, count, sum(amount) as amount from (${every}) ranges group by 1, 2`
  // One row a subject: a sheet of all cells has some hundred thousand counts, and reading them singly would take longest.
  const rows = await db.many<{ subject: string; counts: Record<string, number> }>(sql`
    select subject, jsonb_object_agg(count, amount) as counts from (${summed}) summed group by 1`)
  const sums: Sums = new Map(rows.map(({ subject, counts }) => [subject, new Map(Object.entries(counts))]))
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
