import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Value } from './bucket.ts'
import { partitionOf } from './partitions.ts'

export type Position = { districtId: string; seriesId: bigint }

const inDay = (day: string): Sql => sql`
  t.at >= ${`${day}T00:00:00Z`}::timestamptz and t.at < ${`${day}T00:00:00Z`}::timestamptz + interval '1 day'`

/** Rows of a day in the order of their keys, behind one of them. */
export async function listPart(
  db: Db,
  day: string,
  behind: (Position & { at: Date }) | undefined,
  most: number,
): Promise<(Position & Value)[]> {
  // A roll-up over all districts: a partition holds a day of each.
  const after = behind
    ? sql`and (t.district_id, t.series_id, t.at) > (${behind.districtId}, ${`${behind.seriesId}`}::bigint, ${behind.at})`
    : sql.empty
  const rows = await db.many<Value & { districtId: string; seriesId: string }>(sql`
    select t.district_id as "districtId", t.series_id::text as "seriesId", t.at, t.value, t.quality
      from sense.telemetry t where ${inDay(day)} ${after}
     order by t.district_id, t.series_id, t.at limit ${most}`)
  return rows.map((one) => ({ ...one, seriesId: BigInt(one.seriesId) }))
}

/** How many rows a day has. A roll-up over all districts. */
export const countDay = async (db: Db, day: string): Promise<number> =>
  (await db.one<{ rows: number }>(sql`select count(*) as rows from sense.telemetry t where ${inDay(day)}`)).rows

/** The bytes of a day's partition with its index. */
export const sizeOfDay = async (db: Db, day: string): Promise<number> =>
  (
    await db.one<{ bytes: number | null }>(sql`
      select pg_total_relation_size(to_regclass(${partitionOf('sense.telemetry', day)})) as bytes`)
  ).bytes ?? 0

/** What is packed of some series, by `district/series`. */
export async function findPacked(db: Db, day: string, series: readonly Position[]): Promise<Map<string, Buffer>> {
  const rows = await db.many<{ districtId: string; seriesId: string; bytes: Buffer }>(sql`
    select p.district_id as "districtId", p.series_id::text as "seriesId", p.bytes from sense.packed p
     where p.day = ${day}::date and (p.district_id, p.series_id) in (
       select d.district_id, d.series_id::bigint
         from unnest(${series.map(({ districtId }) => districtId)}::text[], ${series.map(({ seriesId }) => `${seriesId}`)}::text[])
           as d(district_id, series_id))`)
  return new Map(rows.map(({ districtId, seriesId, bytes }) => [`${districtId}/${seriesId}`, bytes]))
}

const columns = { district_id: 'text', series_id: 'bigint', day: 'date', count: 'int', bytes: 'bytea' }

export const putPacked = (
  tx: Tx,
  day: string,
  rows: readonly (Position & { values: readonly Value[]; bytes: Buffer })[],
): Promise<number> =>
  tx.run(sql`
    insert into sense.packed (district_id, series_id, day, count, bytes)
    ${rowsAsQuery(
      columns,
      rows.map(({ districtId, seriesId, values, bytes }) => [districtId, seriesId, day, values.length, bytes]),
    )}
    on conflict (district_id, series_id, day) do update set count = excluded.count, bytes = excluded.bytes`)

/** Keeps everybody else from writing values until the transaction's end; gives up where it would have to wait. */
export async function lockTelemetry(tx: Tx): Promise<void> {
  await tx.run(sql`set local lock_timeout = '3s'`)
  await tx.run(sql`lock table sense.telemetry in access exclusive mode`)
}
