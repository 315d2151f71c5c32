import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Retention } from './retention.ts'

/** What a district has decided itself. */
export const listOwn = (db: Db, districtId: string): Promise<Retention[]> =>
  db.many<Retention>(sql`
    select class, metrics, raw_days as "rawDays", minute_days as "minuteDays", hour_days as "hourDays" from sense.retention
     where district_id = ${districtId} order by class`)

export const putRetention = (tx: Tx, districtId: string, one: Retention): Promise<number> =>
  tx.run(sql`
    insert into sense.retention (district_id, class, metrics, raw_days, minute_days, hour_days)
    values (${districtId}, ${one.class}, ${[...one.metrics]}, ${one.rawDays}, ${one.minuteDays}, ${one.hourDays})
    on conflict (district_id, class) do update set metrics = excluded.metrics, raw_days = excluded.raw_days,
      minute_days = excluded.minute_days, hour_days = excluded.hour_days`)

export type Going = { rows: number; oldest: string | null }

const tables = { frame: ['sense.frame', 'received_at'], track: ['sense.track_point', 'at'] } as const

/** Frames or places before an instant: how many, and the oldest day. */
export const goingOf = (db: Db, districtId: string, what: 'frame' | 'track', before: Date): Promise<Going> => {
  const [table, at] = tables[what]
  return db.one<Going>(sql`
    select count(*) as rows, min(${sql.ident(at)} at time zone 'UTC')::date::text as oldest from ${sql.raw(table)}
     where district_id = ${districtId} and ${sql.ident(at)} < ${before}`)
}

const rolled = { raw: 'sense.telemetry', minutes: 'sense.rollup_minute', hours: 'sense.rollup_hour' } as const

/** Values of some metrics before an instant, packed ones with them. */
export async function goingRows(
  db: Db,
  districtId: string,
  what: keyof typeof rolled,
  metrics: readonly string[],
  before: Date,
): Promise<Going> {
  const plain = await db.one<Going>(sql`
    select count(*) as rows, min(t.at at time zone 'UTC')::date::text as oldest
      from sense.series s join ${sql.raw(rolled[what])} t on t.district_id = s.district_id and t.series_id = s.series_id
     where s.district_id = ${districtId} and s.metric = any(${[...metrics]}::text[]) and t.at < ${before}`)
  if (what !== 'raw') return plain
  const packed = await db.one<Going>(sql`
    select coalesce(sum(p.count), 0)::bigint as rows, min(p.day)::text as oldest
      from sense.series s join sense.packed p on p.district_id = s.district_id and p.series_id = s.series_id
     where s.district_id = ${districtId} and s.metric = any(${[...metrics]}::text[])
       and p.day < (${before}::timestamptz at time zone 'UTC')::date`)
  const oldest = [plain.oldest, packed.oldest].filter((one) => one !== null).toSorted()[0] ?? null
  return { rows: plain.rows + packed.rows, oldest }
}
