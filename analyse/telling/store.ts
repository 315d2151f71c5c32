import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Severity } from '../rule/severity.ts'
import type { AnyLevel, Chosen, Round, TellingPlan } from './plan.ts'
import type { Told } from './roster.ts'

export type PlanVersion = {
  readonly version: number
  readonly plan: TellingPlan
  readonly byName: string
  readonly at: Date
  readonly reason: string
}

/** Every plan of a district, the newest first. */
export const listPlans = (db: Db, districtId: string): Promise<PlanVersion[]> =>
  db.many<PlanVersion>(sql`
    select version, plan, by_name as "byName", at, reason from "analyse".telling_plan
     where district_id = ${districtId} order by version desc`)

/** The plan in force, undefined while the district has decided nothing. */
export const findPlan = async (db: Db, districtId: string): Promise<TellingPlan | undefined> =>
  (
    await db.find<{ plan: TellingPlan }>(sql`
      select plan from "analyse".telling_plan where district_id = ${districtId} order by version desc limit 1`)
  )?.plan

/** Adds a version; of two who add the same one the second fails. */
export const insertPlan = (
  tx: Tx,
  districtId: string,
  { version, plan, byName, at, reason }: PlanVersion,
): Promise<number> =>
  tx.run(sql`
    insert into "analyse".telling_plan (district_id, version, plan, by_name, at, reason)
    values (${districtId}, ${version}, ${JSON.stringify(plan)}::jsonb, ${byName}, ${at}, ${reason})
    on conflict do nothing`)

/** Keeps with an alarm by which steps it is told. */
export const insertTelling = (
  tx: Tx,
  districtId: string,
  episodeId: string,
  { level, source }: Chosen,
  dueAt: Date,
): Promise<number> =>
  tx.run(sql`
    insert into "analyse".alarm_telling (district_id, episode_id, level, source, due_at)
    values (${districtId}, ${episodeId}, ${JSON.stringify(level)}::jsonb, ${source}, ${dueAt})`)

export type Telling = {
  readonly episodeId: string
  readonly level: AnyLevel
  readonly source: Chosen['source']
  readonly next: number
  readonly dueAt: Date | null
}

const columns = sql.raw(`t.episode_id as "episodeId", t.level, t.source, t.next, t.due_at as "dueAt"`)

export const findTelling = (db: Db, districtId: string, episodeId: string): Promise<Telling | undefined> =>
  db.find<Telling>(sql`
    select ${columns} from "analyse".alarm_telling t where t.district_id = ${districtId} and t.episode_id = ${episodeId}`)

/** What is to be told of an alarm, and why it need not be any more. */
export type DueTelling = Telling & {
  readonly number: string
  readonly severity: Severity
  readonly title: { readonly zh: string; readonly en: string }
  readonly deviceId: string | null
  readonly name: string
  readonly place: string
  readonly timeZone: string
  readonly raisedAt: Date
  /** Whether nobody was told of it yet. */
  readonly isFirst: boolean
  readonly isOver: boolean
}

/** Tellings that are due, taken so that no other process takes them meanwhile. `seenBy` is whoever counts as nobody. */
export const takeDue = (
  tx: Tx,
  districtId: string,
  now: Date,
  systemId: string,
  limit: number,
): Promise<DueTelling[]> =>
  tx.many<DueTelling>(sql`
    select ${columns}, e.number, e.severity, v.body -> 'title' as title, e.device_id as "deviceId",
           coalesce(d.name, e.members || ' 台设备') as name, coalesce(c.address, e.component_code, '') as place,
           z.time_zone as "timeZone", e.raised_at as "raisedAt",
           not exists (select 1 from "analyse".alarm_told o
                        where o.district_id = t.district_id and o.episode_id = t.episode_id and o.origin is not null) as "isFirst",
           e.cleared_at is not null or e.part_of is not null or ${isSeen(systemId)} as "isOver"
      from "analyse".alarm_telling t
      join "analyse".alarm_episode e on e.district_id = t.district_id and e.episode_id = t.episode_id
      join "analyse".alarm_rule_version v on v.district_id = e.district_id and v.rule_id = e.rule_id and v.version = e.rule_version
      join city.district z on z.district_id = t.district_id
      left join sense.device d on d.district_id = e.district_id and d.device_id = e.device_id
      left join city.component c on c.district_id = e.district_id and c.code = e.component_code
     where t.district_id = ${districtId} and t.due_at <= ${now}
     order by t.due_at, t.episode_id limit ${limit} for update of t skip locked`)

/** Whether a person has seen to an alarm `e`: acknowledged it, or done anything else to it. */
export const isSeen = (systemId: string) => sql`
  (e.acknowledged_at is not null
   or exists (select 1 from "analyse".alarm_entry n
               where n.district_id = e.district_id and n.episode_id = e.episode_id and n.by_id <> ${systemId}))`

export const moveTelling = (
  tx: Tx,
  districtId: string,
  episodeId: string,
  { next, dueAt }: { next: number; dueAt: Date | null },
): Promise<number> =>
  tx.run(sql`
    update "analyse".alarm_telling set next = ${next}, due_at = ${dueAt}
     where district_id = ${districtId} and episode_id = ${episodeId}`)

/** Whom a round told, as it is shown later. */
export type ToldPerson = Pick<Told, 'as' | 'standsIn'> & { readonly personId: string; readonly name: string }

/** Writes a round down. Gives false where it was written before. */
export const insertTold = async (
  tx: Tx,
  districtId: string,
  episodeId: string,
  { step, nth }: Round,
  told: { at: Date; people: readonly ToldPerson[]; sms: boolean; origin: string | null },
): Promise<boolean> =>
  (await tx.run(sql`
    insert into "analyse".alarm_told (district_id, episode_id, step, nth, at, people, sms, origin)
    values (${districtId}, ${episodeId}, ${step}, ${nth}, ${told.at}, ${JSON.stringify(told.people)}::jsonb, ${told.sms},
            ${told.origin})
    on conflict do nothing`)) === 1
