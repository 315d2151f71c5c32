import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'

/** How far a subscriber is behind. `oldestSeconds` is the age of the oldest event it has not received (0 for none). */
export type SubscriberLag = {
  readonly subscriber: string
  readonly pending: number
  readonly dead: number
  readonly oldestSeconds: number
}

/** Roll-up over all districts: events without a position, and each subscriber's arrears. */
export async function outboxLag(db: Db): Promise<{ waiting: number; subscribers: SubscriberLag[] }> {
  const { waiting } = await db.one<{ waiting: number }>(sql`
    select count(*) as waiting from kernel.outbox where position is null`)
  const subscribers = await db.many<SubscriberLag>(sql`
    select d.subscriber,
           count(*) filter (where d.state = 'pending') as pending,
           count(*) filter (where d.state = 'dead') as dead,
           coalesce(extract(epoch from clock_timestamp() - min(o.recorded_at) filter (where d.state = 'pending')), 0)
             as "oldestSeconds"
      from kernel.outbox_delivery d
      join kernel.outbox o on o.district_id = d.district_id and o.outbox_id = d.outbox_id
     group by d.subscriber order by d.subscriber`)
  return { waiting, subscribers }
}

export type DeadLetter = {
  readonly outboxId: string
  readonly subscriber: string
  readonly topic: string
  readonly key: string
  readonly attempts: number
  readonly lastError: string | null
  readonly recordedAt: Date
}

/** What could not be delivered in a district and waits for a person, oldest first. */
export const listDead = (db: Db, districtId: string, limit = 200): Promise<DeadLetter[]> =>
  db.many<DeadLetter>(sql`
    select d.outbox_id as "outboxId", d.subscriber, o.topic, d.key, d.attempts, d.last_error as "lastError",
           o.recorded_at as "recordedAt"
      from kernel.outbox_delivery d
      join kernel.outbox o on o.district_id = d.district_id and o.outbox_id = d.outbox_id
     where d.district_id = ${districtId} and d.state = 'dead'
     order by d.position limit ${limit}`)

/** Gives a dead letter all its attempts back; false where it is not dead. */
export const redeliver = async (
  tx: Tx,
  of: { districtId: string; subscriber: string; outboxId: string },
): Promise<boolean> =>
  (await tx.run(sql`
    update kernel.outbox_delivery set state = 'pending', attempts = 0, next_attempt_at = clock_timestamp()
     where district_id = ${of.districtId} and subscriber = ${of.subscriber} and outbox_id = ${of.outboxId}
       and state = 'dead'`)) > 0

const PURGE_BATCH = 2000

/**
 * Forgets events told before `before` that every known subscriber has received; dead letters keep theirs. A reader of the live
 * stream whose cursor is older is told to fetch afresh. Gives the number forgotten; `subscribers` names those that still count.
 */
export async function purgeOutbox(db: Db, before: Date, subscribers: readonly string[]): Promise<number> {
  let purged = 0
  for (;;) {
    const gone = await db.run(sql`
      delete from kernel.outbox o using (
        select p.district_id, p.outbox_id from kernel.outbox p
         where p.relayed_at < ${before}
           and not exists (select 1 from kernel.outbox_delivery d
                            where d.district_id = p.district_id and d.outbox_id = p.outbox_id)
           and not exists (select 1 from unnest(${subscribers}::text[]) as s (name)
                             left join kernel.outbox_cursor c on c.district_id = p.district_id and c.subscriber = s.name
                            where coalesce(c.position, 0) < p.position)
         order by p.relayed_at limit ${PURGE_BATCH}) as old
       where o.district_id = old.district_id and o.outbox_id = old.outbox_id`)
    purged += gone
    if (gone < PURGE_BATCH) return purged
  }
}
