import type { Db, Tx } from '../db/db.ts'
import { type Sql, sql } from '../db/sql.ts'
import { newId } from '../id.ts'

/** Something that happened and that others are told of: at least once each, `outboxId` telling repeats apart. */
export type OutboxEvent<T = unknown> = {
  readonly districtId: string
  readonly outboxId: string
  readonly topic: string
  readonly key: string
  readonly payload: T
  readonly recordedAt: Date
  /** Counts up by one within a district, in an order every reader agrees on. */
  readonly position: number
}

export type NewEvent = {
  readonly districtId: string
  /** Lower-case words joined by dots: `case.filed`. */
  readonly topic: string
  /** What must be told in order, such as the case's id. */
  readonly key: string
  readonly payload: unknown
}

export const eventColumns = sql.raw(`
  o.district_id as "districtId", o.outbox_id as "outboxId", o.topic, o.key, o.payload,
  o.recorded_at as "recordedAt", o.position`)

const insertion = (outboxId: string, event: NewEvent): Sql =>
  sql`
    insert into kernel.outbox (district_id, outbox_id, topic, key, payload)
    values (${event.districtId}, ${outboxId}, ${event.topic}, ${event.key}, ${JSON.stringify(event.payload)}::jsonb)`

const insertions = (events: readonly NewEvent[]): Sql =>
  sql`
    insert into kernel.outbox (district_id, outbox_id, topic, key, payload)
    select given.district_id, given.outbox_id, given.topic, given.key, given.payload
      from unnest(${events.map((event) => event.districtId)}::text[], ${events.map(() => newId())}::uuid[],
                  ${events.map((event) => event.topic)}::text[], ${events.map((event) => event.key)}::text[],
                  ${events.map((event) => JSON.stringify(event.payload))}::jsonb[])
           as given (district_id, outbox_id, topic, key, payload)`

export const outbox = {
  /** Records an event in the caller's transaction: told to others if and only if that commits. Gives the event's id. */
  async add(tx: Tx, event: NewEvent): Promise<string> {
    const outboxId = newId()
    await tx.run(insertion(outboxId, event))
    return outboxId
  },
  /** Records many events at once, in the order given. */
  async addAll(tx: Tx, events: readonly NewEvent[]): Promise<void> {
    if (events.length > 0) await tx.run(insertions(events))
  },
  /** The same as a part of the caller's own statement: `with told as (${outbox.within(event)}) update …`. */
  within: (event: NewEvent): Sql => insertion(newId(), event),
  /** Many as a part of the caller's own statement. */
  withinAll: (events: readonly NewEvent[]): Sql => insertions(events),
}

/** Events of a district after `position`, in order; only a prefix without gaps is ever visible. */
export const listAfter = (db: Db, districtId: string, position: number, limit: number): Promise<OutboxEvent[]> =>
  db.many<OutboxEvent>(sql`
    select ${eventColumns} from kernel.outbox o
     where o.district_id = ${districtId} and o.position > ${position}
     order by o.position limit ${limit}`)

/** The last position given in a district (0 before the first event) and the oldest one still kept. */
export const extentOf = async (db: Db, districtId: string): Promise<{ head: number; oldest: number }> =>
  db.one(sql`
    select coalesce((select position from kernel.outbox_head where district_id = ${districtId}), 0) as head,
           coalesce((select min(position) from kernel.outbox where district_id = ${districtId}), 0) as oldest`)
