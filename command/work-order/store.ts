import { type Actor, scopeOf } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { OrderEvent, OrderState } from './event.ts'
import { type Order, signedOf } from './state.ts'

export type OrderPermission = 'order.read' | 'order.write' | 'order.do' | 'order.accept'

/** Whose orders somebody sees; the alias is `o`. */
export function orderScope(actor: Actor, permission: OrderPermission): Sql {
  const here = sql`o.district_id = ${actor.districtId}`
  return scopeOf(actor, permission) === 'district'
    ? here
    : sql`${here} and (o.unit_id = any(${[...actor.unitIds]}::text[]) or o.person_id = ${actor.personId})`
}

export type Wanted = {
  readonly state?: OrderState | undefined
  readonly industryId?: string | undefined
  readonly late?: boolean | undefined
  readonly code?: string | undefined
  readonly q?: string | undefined
}

const late = (now: Date): Sql =>
  sql`o.due_at is not null and o.state <> 'cancelled' and coalesce(o.done_at, ${now}::timestamptz) > o.due_at`

const wantedIn = ({ state, industryId, late: isLate, code, q }: Wanted, now: Date): Sql => sql`
  ${state ? sql`and o.state = ${state}` : sql.empty}
  ${industryId ? sql`and o.industry_id = ${industryId}` : sql.empty}
  ${isLate ? sql`and ${late(now)}` : sql.empty}
  ${code ? sql`and o.codes @> array[${code}::text]` : sql.empty}
  ${q ? sql`and (position(${q} in o.number) > 0 or position(${q} in coalesce(c.address, c.name, '')) > 0)` : sql.empty}`

export type OrderRow = {
  readonly orderId: string
  readonly number: string
  readonly industryId: string
  readonly jobId: string
  readonly title: { zh: string; en: string }
  readonly state: OrderState
  readonly codes: string[]
  readonly about: string | null
  readonly unitName: string | null
  readonly personName: string | null
  readonly signed: number
  readonly points: number
  readonly sentBack: number
  readonly plannedAt: Date
  readonly dueAt: Date | null
  readonly doneAt: Date | null
  readonly acceptedAt: Date | null
  readonly isLate: boolean
}

const columns = (now: Date): Sql => sql`
  o.order_id as "orderId", o.number, o.industry_id as "industryId", o.job_id as "jobId", o.title, o.state, o.codes,
  nullif(concat_ws(' · ', c.name, c.address), '') as about, o.unit_name as "unitName", o.person_name as "personName",
  o.signed, o.points, o.sent_back as "sentBack", o.planned_at as "plannedAt", o.due_at as "dueAt", o.done_at as "doneAt",
  o.accepted_at as "acceptedAt", ${late(now)} as "isLate"`

const joins = sql.raw(`
  command.work_order o left join city.component c on c.district_id = o.district_id and c.code = o.codes[1]`)

export type After = { readonly at: Date; readonly orderId: string }

export const listOrderRows = (
  db: Db,
  actor: Actor,
  wanted: Wanted,
  { now, after, limit }: { now: Date; after: After | undefined; limit: number },
): Promise<OrderRow[]> =>
  db.many<OrderRow>(sql`
    select ${columns(now)} from ${joins}
     where ${orderScope(actor, 'order.read')} ${wantedIn(wanted, now)}
       ${after ? sql`and (o.planned_at, o.order_id) < (${after.at}, ${after.orderId}::uuid)` : sql.empty}
     order by o.planned_at desc, o.order_id desc limit ${limit}`)

export const findOrderRow = (db: Db, actor: Actor, orderId: string, now: Date): Promise<OrderRow | undefined> =>
  db.find<OrderRow>(sql`
    select ${columns(now)} from ${joins} where ${orderScope(actor, 'order.read')} and o.order_id = ${orderId}`)

export const countByState = (
  db: Db,
  actor: Actor,
  now: Date,
): Promise<{ state: OrderState; count: number; late: number }[]> =>
  db.many(sql`
    select o.state, count(*)::int as count, count(*) filter (where ${late(now)} and o.state <> 'accepted')::int as late
      from command.work_order o where ${orderScope(actor, 'order.read')} group by o.state`)

export const listEvents = (db: Db, districtId: string, orderId: string): Promise<OrderEvent[]> =>
  db.many<OrderEvent>(sql`
    select seq, kind, at, by_id::text as "byId", by_name as "byName", body from command.work_order_event
     where district_id = ${districtId} and order_id = ${orderId} order by seq`)

/** Holds an order that somebody may take this step of until the transaction ends; false where it is none of theirs. */
export const lockOrder = async (tx: Tx, actor: Actor, orderId: string, permission: OrderPermission): Promise<boolean> =>
  (await tx.find(sql`
    select 1 from command.work_order o where ${orderScope(actor, permission)} and o.order_id = ${orderId} for update`)) !==
  undefined

/** The next number of a day: `GD20260302-001`. */
export async function takeOrderNumber(tx: Tx, districtId: string, day: string): Promise<string> {
  const { last } = await tx.one<{ last: number }>(sql`
    insert into command.work_order_number as n (district_id, day, last) values (${districtId}, ${day}, 1)
    on conflict (district_id, day) do update set last = n.last + 1 returning last`)
  return `GD${day.replaceAll('-', '')}-${String(last).padStart(3, '0')}`
}

export async function insertEvent(tx: Tx, districtId: string, orderId: string, event: OrderEvent): Promise<void> {
  await tx.run(sql`
    insert into command.work_order_event (district_id, order_id, seq, kind, at, by_id, by_name, body)
    values (${districtId}, ${orderId}, ${event.seq}, ${event.kind}, ${event.at}, ${event.byId}, ${event.byName},
      ${JSON.stringify(event.body)}::jsonb)`)
}

/** Enters an order as it stands after its first fact. */
export async function insertOrder(tx: Tx, districtId: string, orderId: string, order: Order): Promise<void> {
  const { plan, points, state, plannedAt, version } = order
  await tx.run(sql`
    insert into command.work_order (district_id, order_id, number, industry_id, job_id, title, state, codes, signed, points,
      sent_back, planned_at, due_at, version)
    values (${districtId}, ${orderId}, ${plan.number}, ${plan.industryId}, ${plan.jobId}, ${JSON.stringify(plan.title)}::jsonb,
      ${state}, ${[...plan.codes]}::text[], 0, ${points.length}, 0, ${plannedAt}, ${plan.dueAt}, ${version})`)
  await tx.run(sql`
    insert into command.work_order_component (district_id, code, order_id)
    select ${districtId}, code, ${orderId} from unnest(${[...plan.codes]}::text[]) as given (code)`)
}

/** Writes an order as it stands now, folded from its history. */
export const rewriteOrder = (tx: Tx, districtId: string, orderId: string, order: Order): Promise<number> =>
  tx.run(sql`
    update command.work_order
       set state = ${order.state}, unit_id = ${order.assigned?.unitId ?? null}, unit_name = ${order.assigned?.unitName ?? null},
           person_id = ${order.assigned?.personId ?? null}, person_name = ${order.assigned?.personName ?? null},
           signed = ${signedOf(order)}, sent_back = ${order.sentBack}, done_at = ${order.doneAt},
           accepted_at = ${order.acceptedAt}, version = ${order.version}
     where district_id = ${districtId} and order_id = ${orderId}`)

export type AboutOrder = {
  readonly code: string
  readonly name: string
  readonly address: string | null
  readonly state: string
  readonly ownerName: string | null
}

export const listAbout = (db: Db, districtId: string, codes: readonly string[]): Promise<AboutOrder[]> =>
  db.many(sql`
    select code, name, address, state, owner_name as "ownerName" from city.component
     where district_id = ${districtId} and code = any(${[...codes]}::text[]) order by code`)

/** Which of these codes name a component of these kinds that is still there. */
export const codesAmong = async (
  db: Db,
  districtId: string,
  kinds: readonly string[],
  codes: readonly string[],
): Promise<string[]> =>
  (
    await db.many<{ code: string }>(sql`
      select code from city.component where district_id = ${districtId} and code = any(${[...codes]}::text[])
         and kind = any(${[...kinds]}::text[]) and state <> 'removed'`)
  ).map(({ code }) => code)

export type Replacement = {
  readonly code: string
  readonly name: string
  readonly address: string | null
  readonly since: string
  readonly dueOn: string
  readonly orderNumber: string | null
}

// Since the last accepted order of that job, or else since the component is registered as built.
const ageing = (
  districtId: string,
  one: { industryId: string; jobId: string; kinds: readonly string[]; everyDays: number },
) => sql`
  select c.code, c.name, c.address, s.since, s.since + ${one.everyDays}::int as due_on
    from city.component c
    cross join lateral (
      select coalesce((select max((o.accepted_at at time zone 'Asia/Shanghai')::date)
                         from command.work_order_component w
                         join command.work_order o on o.district_id = w.district_id and o.order_id = w.order_id
                        where w.district_id = c.district_id and w.code = c.code and o.industry_id = ${one.industryId}
                          and o.job_id = ${one.jobId} and o.state = 'accepted'), c.initial_date) as since) s
   where c.district_id = ${districtId} and c.kind = any(${[...one.kinds]}::text[]) and c.state not in ('removed', 'disused')`

/** What a job with a cycle has to be done on by a day, the longest due first, with the order that already sees to it. */
export async function listAgeing(
  db: Db,
  districtId: string,
  one: { industryId: string; jobId: string; kinds: readonly string[]; everyDays: number },
  { until, most }: { until: string; most: number },
): Promise<{ total: number; items: Replacement[] }> {
  const rows = await db.many<Replacement & { total: number }>(sql`
    select a.code, a.name, a.address, a.since::text, a.due_on::text as "dueOn", count(*) over ()::int as total,
           (select o.number from command.work_order_component w
              join command.work_order o on o.district_id = w.district_id and o.order_id = w.order_id
             where w.district_id = ${districtId} and w.code = a.code and o.job_id = ${one.jobId}
               and o.state in ('planned', 'assigned', 'begun', 'done') order by o.planned_at desc limit 1) as "orderNumber"
      from (${ageing(districtId, one)}) a where a.due_on <= ${until}::date order by a.due_on, a.code limit ${most}`)
  return { total: rows[0]?.total ?? 0, items: rows.map(({ total: _, ...row }) => row) }
}
