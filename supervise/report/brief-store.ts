import { instantOf, localDay } from '#city/calendar/zone.ts'
import { maskPersonal } from '#city/case/mask.ts'
import { caseScope } from '#city/case/scope.ts'
import { finalStages } from '#city/case/state.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { BriefFigures, Keyed, Longest, Surge } from './brief.ts'
import { briefConditions, type Moment } from './brief-conditions.ts'
import { type BriefId, plainIds } from './brief-numbers.ts'
import type { Counted } from './counted.ts'
import { wallTime } from './layout.ts'

const A_DAY = 86_400_000
/** A category is surging from so many reports a day on, and only at so many times its usual number. */
const surge = { least: 5, times: 2.5 }
/** How often a cell must be reported within a week to be worth a sentence. */
const SPOT = 4

/** Reads what the brief is written from, within what the actor may see. */
export async function readBrief(db: Db, actor: Actor, now: Date): Promise<BriefFigures> {
  const { name, timeZone } = await getDistrict(db, actor.districtId)
  const at = { now, midnight: new Date(instantOf(timeZone, localDay(timeZone, now.getTime()), 0)) }
  const scope = caseScope(actor, 'case.read')
  const [counts, usualToday, units, spots, surges, longest] = await Promise.all([
    countAll(db, scope, at),
    usualReports(db, scope, at),
    lateUnits(db, scope, at),
    busySpots(db, scope, at),
    surging(db, scope, at),
    latest(db, scope, at),
  ])
  return { district: name, asOf: wallTime(now, timeZone), counts, usualToday, units, spots, surges, longest }
}

const countAll = (db: Db, scope: Sql, at: Moment): Promise<BriefFigures['counts']> =>
  db.one(sql`
    select ${sql.join(plainIds.map((id) => sql`count(*) filter (where ${briefConditions[id](at, '')}) as ${sql.ident(id)}`))}
      from city.case c
     where ${scope} and (c.stage <> all(${finalStages})
                         or c.changed_at >= ${new Date(at.now.getTime() - 7 * A_DAY)} or c.pending = 'veto')`)

/** Reports by this hour on the same weekday of the four weeks before, as far back as there are records. */
async function usualReports(db: Db, scope: Sql, { now, midnight }: Moment): Promise<number[]> {
  const rows = await db.many<{ count: number }>(sql`
    select (select count(*) from city.case c
             where ${scope} and c.reported_at >= ${midnight}::timestamptz - week.back * interval '7 days'
               and c.reported_at < ${now}::timestamptz - week.back * interval '7 days') as count
      from generate_series(1, 4) week (back)
     where exists (select from city.case c
                    where ${scope} and c.reported_at < ${midnight}::timestamptz - week.back * interval '7 days')
     order by week.back`)
  return rows.map(({ count }) => count)
}

const lateUnits = (db: Db, scope: Sql, at: Moment): Promise<Keyed[]> =>
  db.many(sql`
    select c.unit_id as key, u.name, count(*) as count
      from city.case c join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where ${scope} and ${briefConditions.late(at, '')}
     group by 1, 2 order by count desc, key limit 5`)

const busySpots = (db: Db, scope: Sql, { now }: Moment): Promise<Keyed[]> =>
  db.many(sql`
    select spot.key, coalesce(d.name, spot.key) as name, spot.count
      from (select c.district_id, c.cell_code as key, count(*) as count
              from city.case c
             where ${scope} and c.reported_at >= ${new Date(now.getTime() - 7 * A_DAY)} and c.cell_code is not null
             group by 1, 2 having count(*) >= ${SPOT} order by count desc, key limit 5) spot
      left join city.division d
        on d.district_id = spot.district_id and d.code = left(spot.key, 12) and d.valid_to is null
     order by spot.count desc, spot.key`)

/** Categories reported far more often today than by this hour on a day of the last four weeks. */
function surging(db: Db, scope: Sql, { now, midnight }: Moment): Promise<Surge[]> {
  const today = sql`count(*) filter (where c.reported_at >= ${midnight})`
  const sofar = Math.floor((now.getTime() - midnight.getTime()) / 1000)
  const secondsIntoDay = sql`mod(extract(epoch from c.reported_at - ${midnight}::timestamptz)::bigint + 28 * 86400, 86400)`
  const usual = sql`count(*) filter (where c.reported_at < ${midnight} and ${secondsIntoDay} < ${sofar}) / 28.0`
  return db.many(sql`
    select c.category as key, max(c.category_name) as name, ${today} as count, round(${usual}, 1) as usual
      from city.case c
     where ${scope} and c.reported_at >= ${midnight}::timestamptz - interval '28 days' and c.category is not null
     group by 1
    having ${today} >= ${surge.least} and ${today} > ${surge.times}::numeric * ${usual}
     order by count desc, key limit 3`)
}

async function latest(db: Db, scope: Sql, at: Moment): Promise<Longest[]> {
  const rows = await db.many<Longest>(sql`
    select c.case_id as "caseId", c.number, c.category_name as "categoryName", c.place_text as "placeText",
           u.name as "unitName", round(extract(epoch from ${at.now}::timestamptz - c.due_at) / 3600, 1) as hours
      from city.case c left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where ${scope} and ${briefConditions.late(at, '')}
     order by c.due_at, c.number limit 5`)
  return rows.map((row) => ({ ...row, placeText: maskPersonal(row.placeText) }))
}

/** The cases of one number of the brief: the same condition that counted them. */
export async function listBriefCases(
  db: Db,
  actor: Actor,
  wanted: { id: BriefId; key: string; cursor?: string | undefined; limit: number },
  now: Date,
): Promise<{ total: number; items: Counted[]; next: string | null }> {
  const { timeZone } = await getDistrict(db, actor.districtId)
  const at = { now, midnight: new Date(instantOf(timeZone, localDay(timeZone, now.getTime()), 0)) }
  const where = sql`${caseScope(actor, 'case.read')} and ${briefConditions[wanted.id](at, wanted.key)}`
  const [{ total }, rows] = await Promise.all([
    db.one<{ total: number }>(sql`select count(*) as total from city.case c where ${where}`),
    db.many<Counted>(sql`
      select c.case_id as "caseId", c.number, c.stage as "stageThen", c.stage, c.category_name as "categoryName",
             c.place_text as "placeText", u.name as "unitName", c.reported_at as "reportedAt", c.due_at as "dueAt",
             '{}'::text[] as marks
        from city.case c left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
       where ${where} and c.number > ${wanted.cursor ?? ''}
       order by c.number limit ${wanted.limit + 1}`),
  ])
  const items = rows.slice(0, wanted.limit).map((row) => ({ ...row, placeText: maskPersonal(row.placeText) }))
  return { total, items, next: rows.length > wanted.limit ? (items.at(-1)?.number ?? null) : null }
}
