import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { Destination } from './destination-store.ts'

/** A delivery held under a lease, which those of one claim share; `attempts` counts this one. */
export type Claimed = {
  readonly deliveryId: string
  readonly topic: string
  readonly payload: unknown
  readonly happenedAt: Date
  readonly attempts: number
  readonly lease: string
}

type Where = Pick<Destination, 'districtId' | 'destinationId'>

const of = ({ districtId, destinationId }: Where): Sql =>
  sql`d.district_id = ${districtId} and d.destination_id = ${destinationId}`

// Chosen field by field: what people wrote and who they are stays in the house.
// Of an owner outside: which, told of what until when, and what it answered; never its link.
const outgoing = sql.raw(`
  case when o.topic like 'owner.%'
       then jsonb_strip_nulls(jsonb_build_object('caseId', o.payload -> 'caseId', 'number', o.payload -> 'number',
              'letterId', o.payload -> 'letterId', 'ownerName', o.payload -> 'ownerName', 'thing', o.payload -> 'thing',
              'place', o.payload -> 'place', 'validTo', o.payload -> 'validTo', 'answer', o.payload -> 'answer',
              'plannedAt', o.payload -> 'plannedAt'))
       else jsonb_build_object('caseId', o.payload -> 'caseId', 'number', o.payload -> 'number', 'seq', o.payload -> 'seq',
                     'kind', o.payload -> 'kind', 'stage', o.payload -> 'stage', 'unitId', o.payload -> 'unitId',
                     'coUnitIds', o.payload -> 'coUnitIds') end`)

const wanted = sql.raw(`
  o.topic = any(t.topics) and (t.kinds = '{}' or o.topic <> 'case.changed' or o.payload ->> 'kind' = any(t.kinds))`)

/** Whether any destination wants the event `o`. */
export const isAwaited = sql`
  exists (select 1 from command.destination t
           where t.district_id = o.district_id and t.enabled and t.removed_at is null and ${wanted})`

/** Writes down one event for every destination that wants it. */
export const fanOut = (tx: Tx, districtId: string, outboxId: string): Promise<number> =>
  tx.run(sql`
    insert into command.delivery (district_id, destination_id, delivery_id, topic, key, position, payload, happened_at,
                                  next_attempt_at)
    select o.district_id, t.destination_id, o.outbox_id, o.topic, o.key, o.position, ${outgoing}, o.recorded_at, o.recorded_at
      from kernel.outbox o
      join command.destination t on t.district_id = o.district_id and t.enabled and t.removed_at is null and ${wanted}
     where o.district_id = ${districtId} and o.outbox_id = ${outboxId}
    on conflict do nothing`)

/** Puts in a delivery of our own making, such as a test. */
export const insertDelivery = (
  tx: Tx,
  to: Where,
  made: { deliveryId: string; topic: string; payload: unknown; now: Date },
): Promise<number> =>
  tx.run(sql`
    insert into command.delivery (district_id, destination_id, delivery_id, topic, key, position, payload, happened_at,
                                  next_attempt_at)
    values (${to.districtId}, ${to.destinationId}, ${made.deliveryId}, ${made.topic}, ${made.deliveryId}, 0,
            ${JSON.stringify(made.payload)}::jsonb, ${made.now}, ${made.now})`)

/**
 * Takes due deliveries of a destination under a lease, oldest first. One waits while an earlier one of its key is undelivered.
 * Each claim counts as an attempt at once, so that what kills the process is given up too.
 */
export const claim = (
  db: Db,
  to: Where,
  { now, limit, leaseMs }: { now: Date; limit: number; leaseMs: number },
): Promise<Claimed[]> =>
  db.many<Claimed>(sql`
    with due as (
      select d.delivery_id from command.delivery d
       where ${of(to)} and d.state = 'pending' and d.next_attempt_at <= ${now}
         and not exists (select 1 from command.delivery e
                          where e.district_id = d.district_id and e.destination_id = d.destination_id and e.key = d.key
                            and e.state = 'pending' and e.position < d.position)
       order by d.position limit ${limit} for update of d skip locked)
    update command.delivery d
       set attempts = d.attempts + 1, lease = ${newId()},
           next_attempt_at = ${now}::timestamptz + ${leaseMs}::int * interval '1 millisecond'
      from due where ${of(to)} and d.delivery_id = due.delivery_id
    returning d.delivery_id as "deliveryId", d.topic, d.payload, d.happened_at as "happenedAt", d.attempts, d.lease`)

export type Settled = {
  readonly state: 'pending' | 'delivered' | 'dead'
  readonly nextAttemptAt: Date
  readonly status: number | null
  readonly error: string | null
}

/** Writes down what came of an attempt; false where the lease has passed to somebody else, whose attempt then counts. */
export const settle = async (tx: Tx, to: Where, held: Claimed, s: Settled, now: Date): Promise<boolean> =>
  (await tx.run(sql`
    update command.delivery d
       set state = ${s.state}, lease = null, next_attempt_at = ${s.nextAttemptAt}, last_status = ${s.status},
           last_error = ${s.error}, delivered_at = case when ${s.state} = 'delivered' then ${now}::timestamptz else d.delivered_at end
     where ${of(to)} and d.delivery_id = ${held.deliveryId} and d.lease = ${held.lease} and d.state = 'pending'`)) > 0

export const insertAttempt = (
  tx: Tx,
  to: Where,
  made: { deliveryId: string; at: Date; tookMs: number; status: number | null; error: string | null },
): Promise<number> =>
  tx.run(sql`
    insert into command.delivery_attempt (district_id, destination_id, delivery_id, attempt_id, at, took_ms, status, error)
    values (${to.districtId}, ${to.destinationId}, ${made.deliveryId}, ${newId()}, ${made.at}, ${made.tookMs}, ${made.status},
            ${made.error})`)

/** Whether something else of this destination has died since an instant: then whoever looks after it knows already. */
export const hasOtherDead = async (tx: Tx, to: Where, deliveryId: string, since: Date): Promise<boolean> =>
  (
    await tx.one<{ known: boolean }>(sql`
      select exists (select 1 from command.delivery d
                      where ${of(to)} and d.state = 'dead' and d.delivery_id <> ${deliveryId}
                        and d.next_attempt_at > ${since}) as known`)
  ).known

/** Gives dead letters all their attempts back: those named, or all of the destination. */
export const retryDead = (tx: Tx, to: Where, ids: readonly string[] | undefined, now: Date): Promise<number> =>
  tx.run(sql`
    update command.delivery d set state = 'pending', attempts = 0, next_attempt_at = ${now}
     where ${of(to)} and d.state = 'dead' and (${ids === undefined} or d.delivery_id = any(${ids ?? []}::uuid[]))`)

/** A half-open stretch of time. */
export type Window = { readonly from: Date; readonly to: Date }

const inWindow = (table: Sql, { from, to }: Window): Sql =>
  sql`${table} >= ${from}::timestamptz and ${table} < ${to}::timestamptz`

/** What a replay would send: events still in the outbox that the destination wants now, and deliveries kept here. */
export const countReplay = async (db: Db, to: Where, window: Window): Promise<number> =>
  (
    await db.one<{ count: number }>(sql`
      select count(*) as count from (
        select o.outbox_id from kernel.outbox o
          join command.destination t on t.district_id = o.district_id and t.destination_id = ${to.destinationId} and ${wanted}
         where o.district_id = ${to.districtId} and o.position is not null and ${inWindow(sql.raw('o.recorded_at'), window)}
        union
        select d.delivery_id from command.delivery d
         where ${of(to)} and d.topic <> 'webhook.test' and ${inWindow(sql.raw('d.happened_at'), window)}) as both_kinds`)
  ).count

/** Sends everything of a stretch of time again, in its order and under its old ids; what is waiting anyway stays as it is. */
export async function replay(tx: Tx, to: Where, window: Window, now: Date): Promise<number> {
  const kept = await tx.run(sql`
    update command.delivery d set state = 'pending', attempts = 0, replays = d.replays + 1, next_attempt_at = ${now}
     where ${of(to)} and d.state <> 'pending' and d.topic <> 'webhook.test'
       and ${inWindow(sql.raw('d.happened_at'), window)}`)
  const missed = await tx.run(sql`
    insert into command.delivery (district_id, destination_id, delivery_id, topic, key, position, payload, happened_at,
                                  next_attempt_at, replays)
    select o.district_id, t.destination_id, o.outbox_id, o.topic, o.key, o.position, ${outgoing}, o.recorded_at, ${now}, 1
      from kernel.outbox o
      join command.destination t on t.district_id = o.district_id and t.destination_id = ${to.destinationId} and ${wanted}
     where o.district_id = ${to.districtId} and o.position is not null and ${inWindow(sql.raw('o.recorded_at'), window)}
    on conflict do nothing`)
  return kept + missed
}

/** Roll-up over all districts: forgets deliveries that are done, with their attempts. */
export async function purgeDeliveries(tx: Tx, deliveredBefore: Date, deadBefore: Date): Promise<number> {
  await tx.run(sql`
    delete from command.delivery_attempt a using command.delivery d
     where d.district_id = a.district_id and d.destination_id = a.destination_id and d.delivery_id = a.delivery_id
       and ((d.state = 'delivered' and d.delivered_at < ${deliveredBefore})
            or (d.state = 'dead' and d.next_attempt_at < ${deadBefore}))`)
  return tx.run(sql`
    delete from command.delivery d
     where (d.state = 'delivered' and d.delivered_at < ${deliveredBefore})
        or (d.state = 'dead' and d.next_attempt_at < ${deadBefore})`)
}
