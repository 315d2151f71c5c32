import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { type DailyTable, partitionOf } from './partitions.ts'
import { decided, type Retention } from './retention.ts'

/** How long each district keeps what. A roll-up over all districts. */
export async function listRetention(db: Db): Promise<Map<string, Retention[]>> {
  const districts = await db.many<{ districtId: string }>(sql`
    select district_id as "districtId" from city.district order by district_id`)
  const own = await db.many<Retention & { districtId: string }>(sql`
    select r.district_id as "districtId", r.class, r.metrics, r.raw_days as "rawDays", r.minute_days as "minuteDays",
           r.hour_days as "hourDays" from sense.retention r order by r.district_id, r.class`)
  return new Map(
    districts.map(({ districtId }) => [districtId, decided(own.filter((one) => one.districtId === districtId))]),
  )
}

export const listMetrics = async (db: Db, districtId: string): Promise<string[]> =>
  (
    await db.many<{ metric: string }>(sql`
      select distinct metric from sense.series where district_id = ${districtId} order by metric`)
  ).map(({ metric }) => metric)

type Gone = { day: string; rows: number; bytes: number }

/** Removes the packed days of some metrics before an instant. */
export const removePacked = (tx: Tx, districtId: string, metrics: readonly string[], before: Date): Promise<Gone[]> =>
  tx.many<Gone>(sql`
    with gone as (
      delete from sense.packed p using sense.series s
       where p.district_id = ${districtId} and s.district_id = p.district_id and s.series_id = p.series_id
         and s.metric = any(${metrics}) and p.day < (${before}::timestamptz at time zone 'UTC')::date
      returning p.day, p.count, length(p.bytes) as bytes)
    select day, sum(count) as rows, sum(bytes) as bytes from gone group by day order by day`)

/** Removes values of some metrics that are not packed, before an instant. */
export const removeValues = (tx: Tx, districtId: string, metrics: readonly string[], before: Date): Promise<Gone[]> =>
  tx.many<Gone>(sql`
    with gone as (
      delete from sense.telemetry t using sense.series s
       where t.district_id = ${districtId} and s.district_id = t.district_id and s.series_id = t.series_id
         and s.metric = any(${metrics}) and t.at < ${before}
      returning t.at)
    select (at at time zone 'UTC')::date as day, count(*) as rows, 0::bigint as bytes from gone group by 1 order by 1`)

export const removeMinutes = (tx: Tx, districtId: string, metrics: readonly string[], before: Date): Promise<Gone[]> =>
  tx.many<Gone>(sql`
    with gone as (
      delete from sense.rollup_minute m using sense.series s
       where m.district_id = ${districtId} and s.district_id = m.district_id and s.series_id = m.series_id
         and s.metric = any(${metrics}) and m.at < ${before}
      returning m.at)
    select (at at time zone 'UTC')::date as day, count(*) as rows, 0::bigint as bytes from gone group by 1 order by 1`)

export const removeHours = (tx: Tx, districtId: string, metrics: readonly string[], before: Date): Promise<Gone[]> =>
  tx.many<Gone>(sql`
    with gone as (
      delete from sense.rollup_hour h using sense.series s
       where h.district_id = ${districtId} and s.district_id = h.district_id and s.series_id = h.series_id
         and s.metric = any(${metrics}) and h.at < ${before}
      returning h.at)
    select (at at time zone 'UTC')::date as day, count(*) as rows, 0::bigint as bytes from gone group by 1 order by 1`)

/** How much is in a day's partition. */
export const sizeOf = (db: Db, table: DailyTable, day: string): Promise<{ rows: number; bytes: number }> =>
  db.one(sql`
    select count(*) as rows, pg_total_relation_size(${partitionOf(table, day)}::regclass) as bytes
      from ${sql.raw(partitionOf(table, day))}`)

/** Puts on record that a day of a table went. */
export const recordDropped = (
  tx: Tx,
  one: Gone & { what: string; districtId?: string; now: Date; reason: 'packed' | 'expired' },
): Promise<number> =>
  tx.run(sql`
    insert into sense.dropped (dropped_id, what, day, district_id, rows, bytes, dropped_at, reason)
    values (${newId()}, ${one.what}, ${one.day}, ${one.districtId ?? null}, ${one.rows}, ${one.bytes}, ${one.now}, ${one.reason})`)
