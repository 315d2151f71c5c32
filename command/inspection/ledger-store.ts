import { type Point, point } from '#city/place/frame.ts'
import { pointText } from '#city/place/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { inScope, type Plan } from './store.ts'

/** A component of a plan with when it was last inspected, and who has it in hand. */
export type Standing = {
  readonly code: string
  readonly name: string
  readonly address: string | null
  readonly cellCode: string | null
  readonly place: Point
  readonly lastDay: string | null
  readonly lastAt: Date | null
  readonly lastBy: string | null
  readonly lastOutcome: 'ok' | 'fault' | null
  readonly claimedById: string | null
  readonly claimedBy: string | null
  /** Which of the plan's earlier versions asked for it. */
  readonly asked: readonly boolean[]
}

type Row = Omit<Standing, 'place'> & { lon: number; lat: number }
type Of = { readonly districtId: string; readonly plan: Plan; readonly kinds: readonly string[]; readonly now: Date }

// A kind of inspection done counts for every plan of that kind: who is replaced by another plan loses nothing.
const last = ({ plan }: Of): Sql => sql`
  left join lateral (
    select i.day, i.at, i.by_name, i.outcome from command.inspection i
     where i.district_id = c.district_id and i.industry_id = ${plan.industryId} and i.kind_id = ${plan.kindId}
       and i.component_code = c.code and i.outcome <> 'could_not'
     order by i.at desc limit 1) l on true`

const claims = ({ districtId, plan, now }: Of): Sql => sql`
  select distinct on (code) code, r.claimed_by, r.claimed_name, r.claimed_at
    from command.inspection_round r cross join lateral unnest(r.codes) as code
   where r.district_id = ${districtId} and r.plan_id = ${plan.planId} and r.given_back_at is null and r.until_at > ${now}
     and not exists (select 1 from command.inspection i
                      where i.district_id = r.district_id and i.plan_id = r.plan_id and i.component_code = code
                        and i.at >= r.claimed_at)
   order by code, r.claimed_at desc`

/** For each earlier version of a plan whether it asked for a component. */
const asked = ({ districtId, plan, kinds }: Of): Sql =>
  sql`array[${sql.join(
    plan.earlier.map(({ scope }) => sql`coalesce(${inScope(districtId, kinds, scope)}, false)`),
    ', ',
  )}]::boolean[]`

/** The components of a plan, or those of these codes, with how each stands. */
export const listStandings = (db: Db, of: Of, codes?: readonly string[]): Promise<Standing[]> =>
  standings(
    db,
    of,
    sql`${inScope(of.districtId, of.kinds, of.plan.scope)}
    ${codes ? sql`and c.code = any(${[...codes]}::text[])` : sql.empty}`,
  )

/** What somebody took upon themselves, also where the plan asks for it no more. */
export const listTaken = (db: Db, of: Of, codes: readonly string[]): Promise<Standing[]> =>
  standings(db, of, sql`c.district_id = ${of.districtId} and c.code = any(${[...codes]}::text[])`)

async function standings(db: Db, of: Of, which: Sql): Promise<Standing[]> {
  const rows = await db.many<Row>(sql`
    select c.code, c.name, c.address, c.cell_code as "cellCode", c.place[0] as lon, c.place[1] as lat,
           l.day::text as "lastDay", l.at as "lastAt", l.by_name as "lastBy", l.outcome as "lastOutcome",
           h.claimed_by::text as "claimedById", h.claimed_name as "claimedBy", ${asked(of)} as asked
      from city.component c
      ${last(of)}
      left join (${claims(of)}) h on h.code = c.code
     where ${which}
     order by c.code`)
  return rows.map(({ lon, lat, ...row }) => ({ ...row, place: point(lon, lat) }))
}

export type DayCount = {
  readonly street: string | null
  readonly lastDay: string | null
  readonly asked: readonly boolean[]
  readonly count: number
}

/** How many components of a plan were last inspected on each day, by street: all that counting needs. */
export const countByLastDay = (db: Db, of: Of): Promise<DayCount[]> =>
  db.many<DayCount>(sql`
    select c.street_code as street, l.day::text as "lastDay", ${asked(of)} as asked, count(*)::int as count
      from city.component c
      ${last(of)}
     where ${inScope(of.districtId, of.kinds, of.plan.scope)}
     group by 1, 2, 3`)

export async function countClaimed(db: Db, of: Of): Promise<number> {
  const { count } = await db.one<{ count: number }>(sql`select count(*)::int as count from (${claims(of)}) h`)
  return count
}

export type Round = {
  readonly roundId: string
  readonly planId: string
  /** The version of the plan it was taken under, and is finished under. */
  readonly version: number
  readonly codes: readonly string[]
  readonly claimedAt: Date
  readonly untilAt: Date
  readonly isGivenBack: boolean
  /** What has been answered since it was taken. */
  readonly done: readonly string[]
}

const rounds = sql.raw(`
  select r.round_id as "roundId", r.plan_id as "planId", r.version, r.codes, r.claimed_at as "claimedAt", r.until_at as "untilAt",
         r.given_back_at is not null as "isGivenBack",
         array(select distinct i.component_code from command.inspection i
                where i.district_id = r.district_id and i.plan_id = r.plan_id and i.component_code = any(r.codes)
                  and i.at >= r.claimed_at) as done
    from command.inspection_round r`)

/** Somebody's rounds that run. */
export const listRounds = (db: Db, districtId: string, personId: string, now: Date): Promise<Round[]> =>
  db.many<Round>(sql`
    ${rounds} where r.district_id = ${districtId} and r.claimed_by = ${personId} and r.given_back_at is null
       and r.until_at > ${now} order by r.claimed_at`)

export const lockRound = (tx: Tx, districtId: string, personId: string, roundId: string): Promise<Round | undefined> =>
  tx.find<Round>(sql`
    ${rounds} where r.district_id = ${districtId} and r.claimed_by = ${personId} and r.round_id = ${roundId} for update`)

export async function insertRound(
  tx: Tx,
  districtId: string,
  one: {
    planId: string
    version: number
    codes: readonly string[]
    now: Date
    untilAt: Date
    personId: string
    name: string
  },
): Promise<string> {
  const roundId = newId()
  await tx.run(sql`
    insert into command.inspection_round (district_id, round_id, plan_id, version, codes, claimed_at, claimed_by, claimed_name, until_at)
    values (${districtId}, ${roundId}, ${one.planId}, ${one.version}, ${[...one.codes]}::text[], ${one.now}, ${one.personId}, ${one.name},
      ${one.untilAt})`)
  return roundId
}

export const endRound = (tx: Tx, districtId: string, roundId: string, now: Date): Promise<number> =>
  tx.run(sql`
    update command.inspection_round set given_back_at = ${now}
     where district_id = ${districtId} and round_id = ${roundId} and given_back_at is null`)

export type Answered = {
  readonly inspectionId: string
  readonly planId: string
  readonly version: number
  readonly industryId: string
  readonly kindId: string
  readonly code: string
  readonly at: Date
  readonly day: string
  readonly byId: string
  readonly byName: string
  readonly outcome: 'ok' | 'fault' | 'could_not'
  readonly points: readonly { readonly result: string; readonly words: string }[]
  readonly words: string
  readonly files: readonly string[]
  readonly place: Point | null
  readonly caseId: string | null
  readonly orderId: string | null
}

export const insertInspection = (tx: Tx, districtId: string, one: Answered): Promise<number> =>
  tx.run(sql`
    insert into command.inspection (district_id, inspection_id, plan_id, version, industry_id, kind_id, component_code, at, day, by_id,
      by_name, outcome, points, words, files, place, case_id, order_id)
    values (${districtId}, ${one.inspectionId}, ${one.planId}, ${one.version}, ${one.industryId}, ${one.kindId}, ${one.code}, ${one.at},
      ${one.day}, ${one.byId}, ${one.byName}, ${one.outcome}, ${JSON.stringify(one.points)}::jsonb, ${one.words},
      ${[...one.files]}::uuid[], ${one.place ? pointText(one.place) : null}::point, ${one.caseId}, ${one.orderId})`)
