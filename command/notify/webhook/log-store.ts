import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** A line of the delivery log. What was sent is not shown: whoever administers the system reads no case. */
export type DeliveryRow = {
  readonly deliveryId: string
  readonly topic: string
  readonly kind: string | null
  readonly state: 'pending' | 'delivered' | 'dead'
  readonly attempts: number
  readonly replays: number
  readonly happenedAt: Date
  readonly nextAttemptAt: Date
  readonly deliveredAt: Date | null
  readonly lastStatus: number | null
  readonly lastError: string | null
  readonly cursor: string
}

export type LogFilter = {
  readonly state?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A page of what a destination was to receive, newest first. */
export function listDeliveries(db: Db, districtId: string, destinationId: string, filter: LogFilter) {
  const [at, id] = filter.cursor?.split('|') ?? []
  return db.many<DeliveryRow>(sql`
    select d.delivery_id as "deliveryId", d.topic, d.payload ->> 'kind' as kind, d.state, d.attempts, d.replays,
           d.happened_at as "happenedAt", d.next_attempt_at as "nextAttemptAt", d.delivered_at as "deliveredAt",
           d.last_status as "lastStatus", d.last_error as "lastError", d.happened_at::text || '|' || d.delivery_id as cursor
      from command.delivery d
     where d.district_id = ${districtId} and d.destination_id = ${destinationId}
       ${filter.state ? sql`and d.state = ${filter.state}` : sql.empty}
       ${at && id ? sql`and (d.happened_at, d.delivery_id) < (${at}::timestamptz, ${id}::uuid)` : sql.empty}
     order by d.happened_at desc, d.delivery_id desc limit ${filter.limit + 1}`)
}

export type AttemptRow = {
  readonly at: Date
  readonly tookMs: number
  readonly status: number | null
  readonly error: string | null
}

export const listAttempts = (
  db: Db,
  districtId: string,
  destinationId: string,
  deliveryId: string,
): Promise<AttemptRow[]> =>
  db.many<AttemptRow>(sql`
    select at, took_ms as "tookMs", status, error from command.delivery_attempt
     where district_id = ${districtId} and destination_id = ${destinationId} and delivery_id = ${deliveryId}
     order by at desc, attempt_id desc limit 100`)
