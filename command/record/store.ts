import { caseScope } from '#city/case/scope.ts'
import { finalStages } from '#city/case/state.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { orderScope } from '../work-order/store.ts'
import { mostEntries } from './contract.ts'

export type Entry = {
  readonly kind: 'change' | 'inspection' | 'alarm' | 'case' | 'order'
  readonly at: Date
  readonly title: string
  readonly state: string
  readonly said: string
  readonly by: string
  readonly id: string | null
  readonly files: string[]
}

/** What happened to a thing, as far as somebody may see it: each kind under its own permission, the newest first. */
export function listEntries(db: Db, actor: Actor, code: string): Promise<Entry[]> {
  const parts = [
    changes(actor, code),
    may(actor, 'inspection.read') ? inspections(actor, code) : undefined,
    may(actor, 'alarm.read') ? alarms(actor, code) : undefined,
    may(actor, 'case.read') ? cases(actor, code) : undefined,
    may(actor, 'order.read') ? orders(actor, code) : undefined,
  ].filter((part) => part !== undefined)
  const all = parts.map((part) => sql`(${part} order by at desc limit ${mostEntries})`)
  return db.many<Entry>(sql`
    select * from (${sql.join(all, ' union all ')}) e order by at desc limit ${mostEntries * 2}`)
}

const changes = ({ districtId }: Actor, code: string): Sql => sql`
  select 'change' as kind, at, change as title, coalesce(after ->> 'state', '') as state, coalesce(reason, '') as said, by,
         null as id, '{}'::uuid[] as files
    from city.component_history where district_id = ${districtId} and code = ${code}`

const inspections = ({ districtId }: Actor, code: string): Sql => sql`
  select 'inspection' as kind, i.at, p.name as title, i.outcome as state, i.words as said, i.by_name as by,
         null as id, i.files
    from command.inspection i
    join command.inspection_plan p on p.district_id = i.district_id and p.plan_id = i.plan_id
   where i.district_id = ${districtId} and i.component_code = ${code}`

const alarms = ({ districtId }: Actor, code: string): Sql => sql`
  select 'alarm' as kind, e.raised_at as at, e.number as title, case when e.cleared_at is null then 'open' else 'cleared' end as state,
         v.body #>> '{title,zh}' as said, coalesce(d.name, '') as by, e.episode_id::text as id, '{}'::uuid[] as files
    from "analyse".alarm_episode e
    join "analyse".alarm_rule_version v on v.district_id = e.district_id and v.rule_id = e.rule_id and v.version = e.rule_version
    left join sense.device d on d.district_id = e.district_id and d.device_id = e.device_id
   where e.district_id = ${districtId} and e.component_code = ${code}`

const cases = (actor: Actor, code: string): Sql => sql`
  select 'case' as kind, c.reported_at as at, c.number as title, c.stage as state, c.description as said,
         coalesce(u.name, '') as by, c.case_id::text as id,
         array(select f.file_id from city.case_file f where f.district_id = c.district_id and f.case_id = c.case_id
                order by f.file_id limit 12) as files
    from city.case c
    left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
   where c.component_code = ${code} and ${caseScope(actor, 'case.read')}`

const orders = (actor: Actor, code: string): Sql => sql`
  select 'order' as kind, o.planned_at as at, o.number as title, o.state, o.title ->> 'zh' as said,
         coalesce(o.unit_name, '') as by, o.order_id::text as id,
         array(select f::uuid from command.work_order_event v cross join lateral jsonb_array_elements_text(v.body -> 'files') f
                where v.district_id = o.district_id and v.order_id = o.order_id and v.kind in ('signed', 'done') limit 12) as files
    from command.work_order_component w
    join command.work_order o on o.district_id = w.district_id and o.order_id = w.order_id
   where w.district_id = ${actor.districtId} and w.code = ${code} and ${orderScope(actor, 'order.read')}`

export type OnThing = {
  readonly deviceId: string
  readonly name: string
  readonly kind: string
  readonly heardAt: Date | null
}

export const listDevicesOn = (db: Db, districtId: string, code: string): Promise<OnThing[]> =>
  db.many<OnThing>(sql`
    select d.device_id as "deviceId", d.name, d.kind, s.heard_at as "heardAt"
      from sense.device d
      left join sense.device_state s on s.district_id = d.district_id and s.device_id = d.device_id
     where d.district_id = ${districtId} and d.component_code = ${code} and d.retired_at is null order by d.name`)

/** A unit of the district that goes by this name. */
export const findUnitNamed = (
  db: Db,
  districtId: string,
  name: string | null,
): Promise<{ unitId: string; name: string } | undefined> =>
  db.find(sql`
    select unit_id as "unitId", name from city.unit
     where district_id = ${districtId} and name = ${name} and retired_on is null limit 1`)

type Owned = { readonly unitId: string; readonly name: string; readonly place: string; readonly said: string }

/** A case on a thing that a unit of the district owns. */
export const findOwnedCase = (db: Db, districtId: string, caseId: string): Promise<Owned | undefined> =>
  db.find<Owned>(sql`
    select u.unit_id as "unitId", t.name, coalesce(t.address, t.code) as place, left(c.description, 120) as said
      from city.case c
      join city.component t on t.district_id = c.district_id and t.code = c.component_code
      join city.unit u on u.district_id = t.district_id and u.name = t.owner_name and u.retired_on is null
     where c.district_id = ${districtId} and c.case_id = ${caseId} limit 1`)

/** Whether a photo belongs to an inspection or an order that somebody may see. */
export async function upkeepFileInScope(db: Db, actor: Actor, fileId: string): Promise<boolean> {
  const inspected = may(actor, 'inspection.read')
    ? await db.find(sql`
        select 1 as found from command.inspection where district_id = ${actor.districtId} and files @> array[${fileId}::uuid] limit 1`)
    : undefined
  if (inspected) return true
  if (!may(actor, 'order.read')) return false
  const found = await db.find(sql`
    select 1 as found from command.work_order_event v
      join command.work_order o on o.district_id = v.district_id and o.order_id = v.order_id
     where ${orderScope(actor, 'order.read')} and v.kind in ('signed', 'done')
       and v.body -> 'files' @> ${JSON.stringify([fileId])}::jsonb limit 1`)
  return found !== undefined
}

export const finalStageNames: readonly string[] = finalStages
