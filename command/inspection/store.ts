import type { Actor } from '#kernel/auth/actor.ts'
import { scopeOf } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { PlanBody, PlanScope } from './contract.ts'

/** A plan as its row says it, with how it stands. */
export type Plan = {
  readonly planId: string
  readonly industryId: string
  readonly kindId: string
  readonly name: string
  readonly scope: PlanScope
  readonly everyDays: number
  readonly onWorkdays: boolean
  readonly unitId: string | null
  readonly unitName: string | null
  readonly personId: string | null
  readonly personName: string | null
  readonly windowFrom: string | null
  readonly windowTo: string | null
  readonly startsOn: string
  readonly endsOn: string | null
  readonly madeAt: Date
  readonly madeBy: string
  readonly isOn: boolean
  /** Which version holds, and since which day. */
  readonly version: number
  readonly fromOn: string
  /** What held before it, the oldest first. */
  readonly earlier: readonly EarlierTerm[]
}

export type EarlierTerm = {
  readonly startsOn: string
  readonly endsOn: string | null
  readonly everyDays: number
  readonly onWorkdays: boolean
  readonly scope: PlanScope
}

/** The day and the instant that plans are read at: a version begins with its day, a round is given up with time. */
export type At = {
  readonly day: string
  readonly now: Date
  /** Also plans of which somebody has a round in hand, to finish it. */
  readonly isInHandToo?: boolean
}

const columns = sql.raw(`
  p.plan_id as "planId", p.industry_id as "industryId", p.kind_id as "kindId", p.name, v.scope, v.every_days as "everyDays",
  v.on_workdays as "onWorkdays", v.unit_id as "unitId", u.name as "unitName", v.person_id::text as "personId",
  e.name as "personName", v.window_from as "windowFrom", v.window_to as "windowTo", p.starts_on::text as "startsOn",
  v.ends_on::text as "endsOn", p.made_at as "madeAt", p.made_by as "madeBy", t.is_on as "isOn", v.version,
  v.from_on::text as "fromOn",
  (select coalesce(jsonb_agg(jsonb_build_object('startsOn', b.from_on, 'endsOn', b.ends_on, 'everyDays', b.every_days,
                                                'onWorkdays', b.on_workdays, 'scope', b.scope) order by b.version), '[]'::jsonb)
     from command.inspection_plan_version b
    where b.district_id = p.district_id and b.plan_id = p.plan_id and b.version < v.version and b.dropped_at is null) as earlier`)

/** Plans with the version that holds on a day, their last turn, and whose they are. */
const joins = ({ day }: At): Sql => sql`
  command.inspection_plan p
  join lateral (select * from command.inspection_plan_version v
                 where v.district_id = p.district_id and v.plan_id = p.plan_id and v.dropped_at is null
                   and (v.from_on <= ${day}::date or v.version = 1)
                 order by v.version desc limit 1) v on true
  join lateral (select is_on from command.inspection_plan_turn t
                 where t.district_id = p.district_id and t.plan_id = p.plan_id order by seq desc limit 1) t on true
  left join city.unit u on u.district_id = v.district_id and u.unit_id = v.unit_id
  left join city.person e on e.district_id = v.district_id and e.person_id = v.person_id`

type Permission = 'inspection.read' | 'inspection.do' | 'inspection.write'

/**
 * Whose plans somebody sees: all, or those of their units, of themselves, and what is any collector's; where it is asked, also those of
 * which they have a round in hand, which they may finish when the plan has passed to somebody else.
 */
function planScope(actor: Actor, permission: Permission, { now, isInHandToo = false }: At): Sql {
  const scope = scopeOf(actor, permission)
  const here = sql`p.district_id = ${actor.districtId}`
  if (scope === 'district') return here
  const inHand = sql`exists (select 1 from command.inspection_round r
    where r.district_id = p.district_id and r.plan_id = p.plan_id and r.claimed_by = ${actor.personId}
      and r.given_back_at is null and r.until_at > ${now})`
  const own = sql`v.person_id = ${actor.personId} or (v.person_id is null and v.unit_id = any(${[...actor.unitIds]}::text[]))
    ${isInHandToo ? sql`or ${inHand}` : sql.empty}`
  if (scope === 'unit') return sql`${here} and (${own})`
  return sql`${here} and (${own} or (v.person_id is null and v.unit_id is null))`
}

export const listPlanRows = (
  db: Db,
  actor: Actor,
  at: At,
  permission: Permission = 'inspection.read',
): Promise<Plan[]> =>
  db.many<Plan>(sql`
    select ${columns} from ${joins(at)} where ${planScope(actor, permission, at)} order by t.is_on desc, p.made_at desc, p.plan_id`)

export const findPlan = (
  db: Db,
  actor: Actor,
  planId: string,
  at: At,
  permission: Permission = 'inspection.read',
): Promise<Plan | undefined> =>
  db.find<Plan>(
    sql`select ${columns} from ${joins(at)} where ${planScope(actor, permission, at)} and p.plan_id = ${planId}`,
  )

/** Holds a plan until the transaction ends, so that turns and claims come one after the other. */
export const lockPlan = async (tx: Tx, districtId: string, planId: string): Promise<void> => {
  await tx.find(sql`
    select 1 from command.inspection_plan where district_id = ${districtId} and plan_id = ${planId} for update`)
}

type By = { readonly now: Date; readonly by: string }

/** Enters a plan with its first turn; undefined where its name is taken. */
export async function insertPlan(
  tx: Tx,
  districtId: string,
  body: PlanBody,
  { now, by }: By,
): Promise<string | undefined> {
  const planId = newId()
  const made = await tx.run(sql`
    insert into command.inspection_plan (district_id, plan_id, industry_id, kind_id, name, starts_on, made_at, made_by)
    values (${districtId}, ${planId}, ${body.industryId}, ${body.kindId}, ${body.name}, ${body.startsOn}, ${now}, ${by})
    on conflict (district_id, name) do nothing`)
  if (made === 0) return undefined
  await insertVersion(tx, districtId, { ...body, planId, version: 1, fromOn: body.startsOn, reason: '' }, { now, by })
  await insertTurn(tx, districtId, { planId, seq: 1, isOn: true, reason: '', at: now, by })
  return planId
}

export type Terms = Pick<PlanBody, 'scope' | 'everyDays' | 'onWorkdays' | 'unitId' | 'personId' | 'window' | 'endsOn'>

/** What a plan asks from a day on. */
export const insertVersion = (
  tx: Tx,
  districtId: string,
  one: Terms & { planId: string; version: number; fromOn: string; reason: string },
  { now, by }: By,
): Promise<number> =>
  tx.run(sql`
    insert into command.inspection_plan_version (district_id, plan_id, version, from_on, scope, every_days, on_workdays, unit_id,
      person_id, window_from, window_to, ends_on, reason, made_at, made_by)
    values (${districtId}, ${one.planId}, ${one.version}, ${one.fromOn}, ${JSON.stringify(one.scope)}::jsonb, ${one.everyDays},
      ${one.onWorkdays}, ${one.unitId}, ${one.personId}, ${one.window?.from ?? null}, ${one.window?.to ?? null}, ${one.endsOn},
      ${one.reason}, ${now}, ${by})`)

export type Turn = {
  readonly seq: number
  readonly isOn: boolean
  readonly reason: string
  readonly at: Date
  readonly by: string
}

export const listTurns = (db: Db, districtId: string, planId: string): Promise<Turn[]> =>
  db.many<Turn>(sql`
    select seq, is_on as "isOn", reason, at, by_name as "by" from command.inspection_plan_turn
     where district_id = ${districtId} and plan_id = ${planId} order by seq desc`)

export const insertTurn = (
  tx: Tx,
  districtId: string,
  { planId, seq, isOn, reason, at, by }: Turn & { planId: string },
): Promise<number> =>
  tx.run(sql`
    insert into command.inspection_plan_turn (district_id, plan_id, seq, is_on, reason, at, by_name)
    values (${districtId}, ${planId}, ${seq}, ${isOn}, ${reason}, ${at}, ${by})`)

/** Which components of these kinds a scope takes; the alias is `c`. Nothing is inspected that is not there any more. */
export function inScope(districtId: string, kinds: readonly string[], { areaCode, road, codes }: PlanScope): Sql {
  return sql`c.district_id = ${districtId} and c.kind = any(${[...kinds]}::text[]) and c.state not in ('removed', 'disused')
    ${areaCode ? sql`and c.cell_code like ${`${areaCode}%`}` : sql.empty}
    ${road ? sql`and position(${road} in c.address) > 0` : sql.empty}
    ${codes.length > 0 ? sql`and c.code = any(${[...codes]}::text[])` : sql.empty}`
}

export async function countInScope(
  db: Db,
  districtId: string,
  kinds: readonly string[],
  scope: PlanScope,
): Promise<number> {
  const { count } = await db.one<{ count: number }>(sql`
    select count(*)::int as count from city.component c where ${inScope(districtId, kinds, scope)}`)
  return count
}

export const someInScope = (
  db: Db,
  districtId: string,
  kinds: readonly string[],
  scope: PlanScope,
): Promise<{ code: string; name: string; address: string | null }[]> =>
  db.many(sql`
    select c.code, c.name, c.address from city.component c where ${inScope(districtId, kinds, scope)} order by c.code limit 5`)

/** The codes of a scope's list that name nothing it could take. */
export const unknownCodes = async (
  db: Db,
  districtId: string,
  kinds: readonly string[],
  codes: readonly string[],
): Promise<string[]> =>
  (
    await db.many<{ code: string }>(sql`
      select code from unnest(${[...codes]}::text[]) as given (code)
       where not exists (select 1 from city.component c where c.district_id = ${districtId} and c.code = given.code
                            and c.kind = any(${[...kinds]}::text[]) and c.state not in ('removed', 'disused'))
       limit 5`)
  ).map(({ code }) => code)

/** How many components of a scope other plans of the same kind that hold already take. */
export async function countPlanned(
  db: Db,
  districtId: string,
  { industryId, kindId, scope }: Pick<PlanBody, 'industryId' | 'kindId' | 'scope'>,
  kinds: readonly string[],
  at: At,
): Promise<number> {
  const others = await db.many<{ scope: PlanScope }>(sql`
    select v.scope from ${joins(at)}
     where p.district_id = ${districtId} and p.industry_id = ${industryId} and p.kind_id = ${kindId} and t.is_on`)
  if (others.length === 0) return 0
  const takes = others.map((other) => sql`(${inScope(districtId, kinds, other.scope)})`)
  const { count } = await db.one<{ count: number }>(sql`
    select count(*)::int as count from city.component c
     where ${inScope(districtId, kinds, scope)} and (${sql.join(takes, ' or ')})`)
  return count
}
