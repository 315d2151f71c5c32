import { finalStages } from '#city/case/contract.ts'
import { caseScope } from '#city/case/scope.ts'
import type { Box } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import { boxSql } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { MapCase } from './contract.ts'

/** Days of the district between which cases were reported; without any, only open cases are meant. */
export type Period = { readonly from?: string | undefined; readonly to?: string | undefined }

type Row = Omit<MapCase, 'point' | 'reportedAt' | 'dueAt'> & {
  readonly lon: number
  readonly lat: number
  readonly reportedAt: Date
  readonly dueAt: Date | null
}
type Shown = Omit<Row, 'lon' | 'lat'> & { readonly point: MapCase['point'] }

const COUNTED = 10_000

export const isLate = (now: Date): Sql => sql`(c.due_at < ${now} and c.stage <> all(${finalStages}))`

const columns = (now: Date): Sql => sql`c.case_id as "caseId", c.number, c.stage, c.category,
  c.category_name as "categoryName", c.place_text as "placeText", c.place[0] as lon, c.place[1] as lat,
  c.reported_at as "reportedAt", c.due_at as "dueAt", c.urgency <> 'normal' as urgent,
  coalesce(${isLate(now)}, false) as late`

const shown = <T extends Row>({ lon, lat, ...rest }: T) => ({ ...rest, point: point(lon, lat) })

const dayBegins = (districtId: string, day: string): Sql =>
  sql`(${day}::date::timestamp at time zone (select time_zone from city.district where district_id = ${districtId}))`

/** Whose, and of when: the reader's scope, and open unless a period is named. Always the condition of the list too. */
export function wanted(actor: Actor, { from, to }: Period): Sql {
  const parts = [caseScope(actor, 'case.read'), sql`c.place is not null`]
  if (from === undefined && to === undefined) parts.push(sql`c.stage <> all(${finalStages})`)
  if (from !== undefined) parts.push(sql`c.reported_at >= ${dayBegins(actor.districtId, from)}`)
  if (to !== undefined) parts.push(sql`c.reported_at < ${dayBegins(actor.districtId, to)} + interval '1 day'`)
  return sql.join(parts, ' and ')
}

/** Cases of a surface, the soonest due first, at most `limit`. */
export async function listCasesIn(
  db: Db,
  actor: Actor,
  given: Period & { readonly place: Sql; readonly limit: number },
  now: Date,
): Promise<Shown[]> {
  const rows = await db.many<Row>(sql`
    select ${columns(now)} from city.case c
     where ${wanted(actor, given)} and ${given.place}
     order by late desc, c.due_at nulls last, c.reported_at desc, c.case_id limit ${given.limit}`)
  return rows.map(shown)
}

/** How many there are, no further than anybody would look through them. */
export async function countCasesIn(db: Db, actor: Actor, given: Period & { readonly place: Sql }): Promise<number> {
  const { count } = await db.one<{ count: number }>(sql`
    select count(*)::int as count from (select 1 from city.case c
     where ${wanted(actor, given)} and ${given.place} limit ${COUNTED}) found`)
  return count
}

export const placeInBox = (box: Box): Sql => sql`c.place <@ ${boxSql(box)}`

/** Counts of a surface by category, the largest first. */
export const groupCasesIn = (
  db: Db,
  actor: Actor,
  given: Period & { readonly place: Sql },
  now: Date,
): Promise<{ category: string | null; name: string | null; total: number; late: number }[]> =>
  db.many(sql`
    select c.category, max(c.category_name) as name, count(*)::int as total,
           (count(*) filter (where ${isLate(now)}))::int as late
      from city.case c
     where ${wanted(actor, given)} and ${given.place}
     group by c.category order by total desc, c.category`)

/** Cases nearest to a point, with the metres. */
export async function casesNear(
  db: Db,
  actor: Actor,
  given: Period & { readonly place: Sql; readonly metres: Sql; readonly limit: number },
  now: Date,
): Promise<(Shown & { readonly metres: number })[]> {
  const rows = await db.many<Row & { metres: number }>(sql`
    select ${columns(now)}, ${given.metres} as metres from city.case c
     where ${wanted(actor, given)} and ${given.place}
     order by metres, c.case_id limit ${given.limit}`)
  return rows.map(shown)
}

/** Reports by day of the district, for the days that have any. */
export const countDays = (
  db: Db,
  actor: Actor,
  given: { readonly place: Sql; readonly from: string; readonly to: string },
): Promise<{ day: string; total: number }[]> =>
  db.many(sql`
    select to_char(c.reported_at at time zone d.time_zone, 'YYYY-MM-DD') as day, count(*)::int as total
      from city.case c join city.district d on d.district_id = c.district_id
     where ${wanted(actor, given)} and ${given.place}
     group by 1 order by 1`)

/** Open cases and late ones by cell. */
export const countOpenByCell = (
  db: Db,
  actor: Actor,
  now: Date,
): Promise<{ code: string; open: number; late: number }[]> =>
  db.many(sql`
    select c.cell_code as code, count(*)::int as open, (count(*) filter (where ${isLate(now)}))::int as late
      from city.case c
     where ${caseScope(actor, 'case.read')} and c.stage <> all(${finalStages}) and c.cell_code is not null
     group by c.cell_code order by c.cell_code`)
