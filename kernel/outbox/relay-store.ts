import type { Db, Pool, Tx } from '../db/db.ts'
import { type Sql, sql } from '../db/sql.ts'
import { newId } from '../id.ts'
import { eventColumns, type OutboxEvent } from './outbox.ts'

/** A delivery held under a lease, which those of one claim share; `attempts` counts this one. */
export type Claimed = OutboxEvent & { readonly attempts: number; readonly lease: string }

/** Roll-up over all districts: where events wait for a position. */
export const listUnrelayedDistricts = async (db: Db): Promise<string[]> =>
  (
    await db.many<{ districtId: string }>(sql`
    select distinct district_id as "districtId" from kernel.outbox where position is null`)
  ).map((row) => row.districtId)

/** Gives committed events their positions; 0 where another relay is at it. */
export async function givePositions(tx: Tx, districtId: string, limit: number): Promise<number> {
  await tx.run(sql`
    insert into kernel.outbox_head (district_id, position) values (${districtId}, 0) on conflict do nothing`)
  const head = await tx.find<{ position: number }>(sql`
    select position from kernel.outbox_head where district_id = ${districtId} for update skip locked`)
  if (!head) return 0
  const given = await tx.run(sql`
    with waiting as (
      select outbox_id, row_number() over (order by outbox_id) as place
        from (select outbox_id from kernel.outbox where district_id = ${districtId} and position is null
               order by outbox_id limit ${limit}) as first_come)
    update kernel.outbox o set position = ${head.position}::bigint + waiting.place, relayed_at = clock_timestamp()
      from waiting where o.district_id = ${districtId} and o.outbox_id = waiting.outbox_id`)
  if (given > 0)
    await tx.run(sql`
      update kernel.outbox_head set position = ${head.position + given} where district_id = ${districtId}`)
  return given
}

/** A subscriber that starts with the next event passes over what every known district has already told. */
export const skipToHead = (db: Db, subscriber: string): Promise<number> =>
  db.run(sql`
    insert into kernel.outbox_cursor (district_id, subscriber, position)
    select district_id, ${subscriber}, position from kernel.outbox_head
    on conflict do nothing`)

/** Roll-up over all districts: which of these subscribers have events ahead of them or deliveries due. */
export const listBehind = (
  db: Db,
  subscribers: readonly string[],
): Promise<{ subscriber: string; districtId: string; isDue: boolean }[]> =>
  db.many(sql`
    select named.subscriber, h.district_id as "districtId", false as "isDue"
      from unnest(${subscribers}::text[]) as named (subscriber)
      cross join kernel.outbox_head h
      left join kernel.outbox_cursor c on c.district_id = h.district_id and c.subscriber = named.subscriber
     where h.position > coalesce(c.position, 0)
    union all
    select distinct d.subscriber, d.district_id, true
      from kernel.outbox_delivery d
     where d.subscriber = any(${subscribers}::text[]) and d.state = 'pending' and d.next_attempt_at <= clock_timestamp()`)

/** Which events a subscriber is told: topics as patterns of `like`, and a condition on the event `o` if there is one. */
export type Interest = {
  readonly subscriber: string
  readonly topicPatterns: readonly string[]
  readonly wants?: Sql | undefined
}

const isWanted = ({ topicPatterns, wants }: Interest): Sql =>
  sql`o.topic like any(${topicPatterns}::text[])${wants ? sql` and (${wants})` : sql.empty}`

/**
 * Locks a subscriber's place in the log, if nobody else holds it; `hasPending` says that deliveries are written down and
 * must come first.
 */
export async function lockCursor(
  tx: Tx,
  districtId: string,
  subscriber: string,
): Promise<{ position: number; hasPending: boolean } | undefined> {
  const [, cursor] = await Promise.all([
    tx.run(sql`
      insert into kernel.outbox_cursor (district_id, subscriber, position)
      values (${districtId}, ${subscriber}, 0) on conflict do nothing`),
    tx.find<{ position: number; hasPending: boolean }>(sql`
      select position, exists (select 1 from kernel.outbox_delivery d
                                where d.district_id = c.district_id and d.subscriber = c.subscriber
                                  and d.state = 'pending') as "hasPending"
        from kernel.outbox_cursor c
       where district_id = ${districtId} and subscriber = ${subscriber} for update skip locked`),
  ])
  return cursor
}

/** The events after a position that a subscriber is told, and how far this look at the log reached; null at its end. */
export async function readAhead(
  tx: Tx,
  of: Interest & { readonly districtId: string; readonly limit: number },
  after: number,
): Promise<{ upTo: number | null; events: OutboxEvent[] }> {
  const rows = await tx.many<OutboxEvent & { upTo: number | null; outboxId: string | null }>(sql`
    with next as (
      select * from kernel.outbox where district_id = ${of.districtId} and position > ${after}
       order by position limit ${of.limit})
    select reached."upTo", ${eventColumns}
      from (select max(position) as "upTo" from next) as reached
      left join next o on ${isWanted(of)}
     order by o.position`)
  return {
    upTo: rows[0]?.upTo ?? null,
    events: rows.flatMap(({ upTo: _, ...event }) => (event.outboxId === null ? [] : [event])),
  }
}

export const moveCursor = (tx: Tx, districtId: string, subscriber: string, upTo: number): Promise<number> =>
  tx.run(sql`
    update kernel.outbox_cursor set position = ${upTo} where district_id = ${districtId} and subscriber = ${subscriber}`)

/** Writes down the next deliveries of a subscriber and moves its cursor; the number of positions passed. */
export async function fanOut(
  tx: Tx,
  of: Interest & { readonly districtId: string; readonly limit: number },
): Promise<number> {
  const cursor = await lockCursor(tx, of.districtId, of.subscriber)
  if (!cursor) return 0
  const { upTo, passed } = await tx.one<{ upTo: number | null; passed: number }>(sql`
    select max(position) as "upTo", count(*) as passed
      from (select position from kernel.outbox where district_id = ${of.districtId} and position > ${cursor.position}
             order by position limit ${of.limit}) as next`)
  if (upTo === null) return 0
  await tx.run(sql`
    insert into kernel.outbox_delivery (district_id, subscriber, outbox_id, position, key)
    select o.district_id, ${of.subscriber}, o.outbox_id, o.position, o.key from kernel.outbox o
     where o.district_id = ${of.districtId} and o.position > ${cursor.position} and o.position <= ${upTo}
       and ${isWanted(of)}`)
  await moveCursor(tx, of.districtId, of.subscriber, upTo)
  return passed
}

/**
 * Takes due deliveries under a lease, oldest first. Each claim counts as an attempt at once, so that an event which kills the
 * process is given up too. With `byKey` an event waits while an earlier one of its key is undelivered.
 */
export const claim = (
  db: Db,
  of: { districtId: string; subscriber: string; byKey: boolean; limit: number; leaseMs: number },
): Promise<Claimed[]> =>
  db.many<Claimed>(sql`
    with due as (
      select d.outbox_id from kernel.outbox_delivery d
       where d.district_id = ${of.districtId} and d.subscriber = ${of.subscriber} and d.state = 'pending'
         and d.next_attempt_at <= clock_timestamp()
         and (not ${of.byKey}::boolean or not exists (
               select 1 from kernel.outbox_delivery e
                where e.district_id = d.district_id and e.subscriber = d.subscriber and e.key = d.key
                  and e.state = 'pending' and e.position < d.position))
       order by d.position limit ${of.limit} for update of d skip locked),
    taken as (
      update kernel.outbox_delivery d
         set attempts = attempts + 1, lease = ${newId()},
             next_attempt_at = clock_timestamp() + ${of.leaseMs}::int * interval '1 millisecond'
        from due where d.district_id = ${of.districtId} and d.subscriber = ${of.subscriber}
         and d.outbox_id = due.outbox_id
      returning d.outbox_id, d.attempts, d.lease)
    select ${eventColumns}, taken.attempts, taken.lease
      from taken join kernel.outbox o on o.district_id = ${of.districtId} and o.outbox_id = taken.outbox_id
     order by o.position`)

type Held = { readonly subscriber: string; readonly event: Claimed }

const isHeld = ({ subscriber, event }: Held) => sql`
  district_id = ${event.districtId} and subscriber = ${subscriber} and outbox_id = ${event.outboxId}
  and lease = ${event.lease} and state = 'pending'`

/** Strikes a delivery off; false where the lease has passed to somebody else, whose delivery then counts. */
export const strikeOff = async (tx: Db, held: Held): Promise<boolean> =>
  (await tx.run(sql`delete from kernel.outbox_delivery where ${isHeld(held)}`)) > 0

/** Strikes off several; gives the ids of those whose lease still held. */
export const strikeOffAll = async (tx: Db, subscriber: string, events: readonly Claimed[]): Promise<string[]> =>
  (
    await tx.many<{ outboxId: string }>(sql`
      delete from kernel.outbox_delivery
       where district_id = ${events[0]?.districtId} and subscriber = ${subscriber} and lease = ${events[0]?.lease}
         and outbox_id = any(${events.map((event) => event.outboxId)}::uuid[]) and state = 'pending'
      returning outbox_id as "outboxId"`)
  ).map((row) => row.outboxId)

/** After a failure: tries again after `delayMs`, or lies dead where there is no delay. */
export const putBack = (db: Db, held: Held, error: string, delayMs: number | undefined): Promise<number> =>
  db.run(sql`
    update kernel.outbox_delivery
       set lease = null, last_error = ${error}, state = ${delayMs === undefined ? 'dead' : 'pending'},
           next_attempt_at = clock_timestamp() + ${delayMs ?? 0}::int * interval '1 millisecond'
     where ${isHeld(held)}`)

/** The one hint to listeners: it carries nothing, they read from their cursors. */
export const hint = (db: Pool, channel: string): Promise<number> => db.run(sql`select pg_notify(${channel}, '')`)
