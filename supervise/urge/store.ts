import { type Actor, scopeOf } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { isId } from '#kernel/id.ts'
import { kernelProblems } from '#kernel/problems.ts'
import type { UrgeEvent, UrgeStateName } from './order.ts'

/** An order as it was issued, with the state its events give it. */
export type UrgeRow = {
  readonly orderId: string
  readonly year: number
  readonly number: number
  readonly type: 'overdue' | 'leader' | 'important'
  readonly instructedBy: string
  readonly text: string
  readonly unitId: string
  readonly unitName: string
  readonly issuedBy: string
  readonly issuedByName: string
  readonly issuedAt: Date
  readonly state: UrgeStateName
  readonly cases: number
}

const columns = sql.raw(`
  o.order_id as "orderId", o.year, o.number, o.type, o.instructed_by as "instructedBy", o.text, o.unit_id as "unitId",
  u.name as "unitName", o.issued_by as "issuedBy", o.issued_by_name as "issuedByName", o.issued_at as "issuedAt",
  o.state, (select count(*) from supervise.urge_case k
             where k.district_id = o.district_id and k.order_id = o.order_id) as cases`)

const from = sql.raw(`
  supervise.urge_order o
  join city.unit u on u.district_id = o.district_id and u.unit_id = o.unit_id`)

/** The orders an actor may see: all of the district, or those to their units. */
function scope(actor: Actor): Sql {
  const district = sql`o.district_id = ${actor.districtId}`
  if (scopeOf(actor, 'urge.read') === 'district') return district
  return sql`${district} and o.unit_id = any(${actor.unitIds})`
}

export type UrgeFilter = {
  readonly state?: UrgeStateName | 'current' | undefined
  readonly type?: string | undefined
  readonly unit?: string | undefined
  readonly mine?: '1' | undefined
  readonly q?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A page of orders in the actor's scope, the newest first. */
export async function listOrders(db: Db, actor: Actor, filter: UrgeFilter) {
  const rows = await db.many<UrgeRow>(sql`
    select ${columns} from ${from} where ${sql.join(conditions(actor, filter), ' and ')}
     order by o.issued_at desc, o.order_id desc limit ${filter.limit + 1}`)
  const items = rows.slice(0, filter.limit)
  const last = items.at(-1)
  const next = rows.length > filter.limit && last ? `${last.issuedAt.toISOString()}|${last.orderId}` : null
  return { items, next }
}

function conditions(actor: Actor, { state, type, unit, mine, q, cursor }: UrgeFilter): Sql[] {
  const pattern = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : ''
  const all: (Sql | false | undefined | '')[] = [
    scope(actor),
    state !== undefined && (state === 'current' ? sql`o.state <> 'archived'` : sql`o.state = ${state}`),
    type !== undefined && sql`o.type = ${type}`,
    unit !== undefined && sql`o.unit_id = ${unit}`,
    mine !== undefined && sql`o.issued_by = ${actor.personId}`,
    q &&
      sql`(o.text ilike ${pattern} or o.instructed_by ilike ${pattern} or o.number::text = ${q} or u.name ilike ${pattern})`,
    cursor && after(cursor),
  ]
  return all.filter((each): each is Sql => Boolean(each))
}

function after(cursor: string): Sql {
  const [at, id] = cursor.split('|')
  if (!at || Number.isNaN(Date.parse(at)) || !isId(id)) throw kernelProblems.bad_input({}, 'query.cursor')
  return sql`(o.issued_at, o.order_id) < (${at}::timestamptz, ${id}::uuid)`
}

export const findOrder = (db: Db, actor: Actor, orderId: string): Promise<UrgeRow | undefined> =>
  db.find<UrgeRow>(sql`select ${columns} from ${from} where ${scope(actor)} and o.order_id = ${orderId}`)

/** The histories of some orders, each in order. */
export async function readEvents(db: Db, districtId: string, orderIds: readonly string[]) {
  const rows = await db.many<UrgeEvent & { orderId: string }>(sql`
    select order_id as "orderId", seq, kind, at, by_id as "byId", by_name as "byName",
           calendar_version as "calendarVersion", body
      from supervise.urge_event
     where district_id = ${districtId} and order_id = any(${orderIds}::uuid[])
     order by order_id, seq`)
  const all = new Map<string, UrgeEvent[]>(orderIds.map((id) => [id, []]))
  for (const { orderId, ...event } of rows) all.get(orderId)?.push(event as UrgeEvent)
  return all
}

/** Locks an order, so that of two who act at once the second sees what the first did. */
export const lockOrder = (tx: Tx, districtId: string, orderId: string): Promise<{ orderId: string } | undefined> =>
  tx.find(sql`
    select order_id as "orderId" from supervise.urge_order
     where district_id = ${districtId} and order_id = ${orderId} for update`)

/** The next number of a year; whoever comes later waits, so that numbers have no holes. */
export async function takeUrgeNumber(tx: Tx, districtId: string, year: number): Promise<number> {
  const row = await tx.one<{ number: number }>(sql`
    insert into supervise.urge_number as n (district_id, year, last_number) values (${districtId}, ${year}, 1)
    on conflict (district_id, year) do update set last_number = n.last_number + 1
    returning last_number as number`)
  return row.number
}

export type NewOrder = Omit<UrgeRow, 'unitName' | 'state' | 'cases'> & {
  readonly caseIds: readonly string[]
  readonly origin: string | null
}

export async function insertOrder(tx: Tx, districtId: string, order: NewOrder): Promise<void> {
  await tx.run(sql`
    insert into supervise.urge_order (district_id, order_id, year, number, type, instructed_by, text, unit_id, issued_by,
           issued_by_name, issued_at, origin, state)
    values (${districtId}, ${order.orderId}, ${order.year}, ${order.number}, ${order.type}, ${order.instructedBy},
            ${order.text}, ${order.unitId}, ${order.issuedBy}, ${order.issuedByName}, ${order.issuedAt}, ${order.origin},
            'open')`)
  if (order.caseIds.length > 0)
    await tx.run(sql`
      insert into supervise.urge_case (district_id, order_id, case_id)
      select ${districtId}, ${order.orderId}, unnest(${order.caseIds}::uuid[])`)
}

/** Appends an event and brings the cached state to the fold; a sequence number taken twice is refused by the key. */
export async function appendEvent(
  tx: Tx,
  districtId: string,
  orderId: string,
  event: UrgeEvent,
  state: UrgeStateName,
): Promise<void> {
  await tx.run(sql`
    insert into supervise.urge_event (district_id, order_id, seq, kind, at, by_id, by_name, calendar_version, body)
    values (${districtId}, ${orderId}, ${event.seq}, ${event.kind}, ${event.at}, ${event.byId}, ${event.byName},
            ${event.calendarVersion}, ${JSON.stringify(event.body)})`)
  await tx.run(sql`
    update supervise.urge_order set state = ${state} where district_id = ${districtId} and order_id = ${orderId}`)
}

export const listCaseIds = async (db: Db, districtId: string, orderId: string): Promise<string[]> =>
  (
    await db.many<{ caseId: string }>(sql`
      select case_id as "caseId" from supervise.urge_case
       where district_id = ${districtId} and order_id = ${orderId} order by case_id`)
  ).map(({ caseId }) => caseId)

/** Orders to which an answer is owed. */
export const listOwed = (
  db: Db,
  districtId: string,
): Promise<{ orderId: string; unitId: string; issuedBy: string }[]> =>
  db.many(sql`
    select order_id as "orderId", unit_id as "unitId", issued_by as "issuedBy" from supervise.urge_order
     where district_id = ${districtId} and state = 'open' order by issued_at, order_id`)

export type LateCase = {
  readonly caseId: string
  readonly unitId: string
  readonly number: string
  readonly origin: string
}

/** Cases whose handling fell due within the week and that no automatic order was issued for since they were dispatched. */
export const listLateUnurged = (db: Db, districtId: string, now: Date, limit: number): Promise<LateCase[]> =>
  db.many<LateCase>(sql`
    select * from (
      select c.case_id as "caseId", c.unit_id as "unitId", c.number, c.due_at,
             'late/' || c.case_id || '/' || (select max(e.seq) from city.case_event e
               where e.district_id = c.district_id and e.case_id = c.case_id and e.kind = 'dispatched') as origin
        from city.case c
       where c.district_id = ${districtId} and c.stage in ('dispatched', 'handling') and c.clock = 'handle'
         and c.unit_id is not null and c.due_at < ${now} and c.due_at > ${now}::timestamptz - interval '7 days') late
     where not exists (select 1 from supervise.urge_order o
                        where o.district_id = ${districtId} and o.origin = late.origin)
     order by late.due_at, late."caseId" limit ${limit}`)
