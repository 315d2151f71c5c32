import { caseScope } from '#city/case/scope.ts'
import { finalStages } from '#city/case/state.ts'
import type { Box } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import { boxSql } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'

/** An open case as far as a tile tells of it. */
export type TileCase = {
  readonly caseId: string
  readonly number: string
  readonly stage: string
  readonly category: string | null
  readonly categoryName: string | null
  readonly urgency: string
  readonly late: boolean
  readonly lon: number
  readonly lat: number
}

const late = (now: Date): Sql => sql`coalesce(c.due_at < ${now}, false)`

const openIn = (actor: Actor, box: Box): Sql =>
  sql`c.place <@ ${boxSql(box)} and ${caseScope(actor, 'case.read')} and c.stage <> all(${finalStages})`

/** Open cases of the actor's scope in a box; where there are more than `most`, the most pressing. */
export const openCases = (db: Db, actor: Actor, box: Box, now: Date, most: number): Promise<TileCase[]> =>
  db.many(sql`
    select c.case_id as "caseId", c.number, c.stage, c.category, c.category_name as "categoryName", c.urgency,
           ${late(now)} as late, c.place[0] as lon, c.place[1] as lat
      from city.case c
     where ${openIn(actor, box)}
     order by c.due_at nulls last, c.case_id limit ${most}`)

export type CaseDensity = { readonly column: number; readonly row: number; readonly n: number; readonly late: number }

/** The same, counted in squares of the Web Mercator pyramid of zoom `z`, which may be a fraction of a tile's. */
export const openCaseDensity = (db: Db, actor: Actor, box: Box, now: Date, z: number): Promise<CaseDensity[]> =>
  db.many(sql`
    select floor((c.place[0] + 180) / 360 * ${2 ** z}::float8)::int as "column",
           floor((0.5 - ln((1 + sind(c.place[1])) / (1 - sind(c.place[1]))) / (4 * pi())) * ${2 ** z}::float8)::int as "row",
           count(*) as n, count(*) filter (where ${late(now)}) as late
      from city.case c
     where ${openIn(actor, box)}
     group by 1, 2 order by 1, 2`)

/** Where these cases are or ever were, so that a tile they have left is made anew too. */
export async function placesOf(db: Db, districtId: string, caseIds: readonly string[]) {
  const rows = await db.many<{ lon: number; lat: number }>(sql`
    select place[0] as lon, place[1] as lat from city.case
     where district_id = ${districtId} and case_id = any(${caseIds}::uuid[]) and place is not null
    union
    select (body #>> '{place,point,lon}')::float8, (body #>> '{place,point,lat}')::float8 from city.case_event
     where district_id = ${districtId} and case_id = any(${caseIds}::uuid[]) and body #>> '{place,point,lon}' is not null`)
  return rows.map(({ lon, lat }) => point(lon, lat))
}

/** The stages of the district's open cases are few, and in each one index gives the last deadline that has passed. */
export async function lastPassedDeadline(db: Db, districtId: string, stages: readonly string[], now: Date) {
  const { at } = await db.one<{ at: Date | null }>(sql`
    select max(passed.at) as at from unnest(${stages}::text[]) as wanted(stage)
     cross join lateral (
       select coalesce(due_at, 'infinity') as at from city.case c
        where c.district_id = ${districtId} and c.stage = wanted.stage and coalesce(due_at, 'infinity') < ${now}
        order by coalesce(due_at, 'infinity') desc limit 1) as passed`)
  return at
}

/** Places of open cases whose deadline passed in a span of time. */
export async function placesPassed(db: Db, districtId: string, stages: readonly string[], from: Date, to: Date) {
  const rows = await db.many<{ lon: number; lat: number }>(sql`
    select place[0] as lon, place[1] as lat from city.case
     where district_id = ${districtId} and stage = any(${stages}) and coalesce(due_at, 'infinity') >= ${from}
       and coalesce(due_at, 'infinity') < ${to} and place is not null`)
  return rows.map(({ lon, lat }) => point(lon, lat))
}
