import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Bucket } from './bucket.ts'

/** Up to where a district's values are rolled up: `closedTo` is promised, `rolledTo` is done. */
export type Rolled = { closedTo: Date; rolledTo: Date }

/**
 * Up to where districts have been closed. Held until the end of the transaction, so that nobody closes a minute while a value of
 * it is being written.
 */
export async function holdClosed(tx: Tx, districtIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await tx.many<{ districtId: string; closedTo: Date }>(sql`
    select r.district_id as "districtId", r.closed_to as "closedTo" from sense.rolled r
     where r.district_id = any(${districtIds}) order by r.district_id for share`)
  return new Map(rows.map(({ districtId, closedTo }) => [districtId, closedTo]))
}

// A roll-up over all districts: each has a position of its own.
export const listRolled = (db: Db): Promise<({ districtId: string } & Rolled)[]> =>
  db.many(sql`
    select d.district_id as "districtId", coalesce(r.closed_to, '2000-01-01Z') as "closedTo",
           coalesce(r.rolled_to, '2000-01-01Z') as "rolledTo"
      from city.district d left join sense.rolled r on r.district_id = d.district_id
     where exists (select 1 from sense.series s where s.district_id = d.district_id) order by d.district_id`)

export const findRolledTo = async (db: Db, districtId: string): Promise<Date> =>
  (
    await db.find<{ rolledTo: Date }>(sql`
      select rolled_to as "rolledTo" from sense.rolled where district_id = ${districtId}`)
  )?.rolledTo ?? new Date(0)

/** Closes a district up to an instant. Waits for whoever is writing values. */
export const close = (db: Db, districtId: string, to: Date): Promise<number> =>
  db.run(sql`
    insert into sense.rolled as r (district_id, closed_to, rolled_to) values (${districtId}, ${to}, '2000-01-01Z')
    on conflict (district_id) do update set closed_to = greatest(r.closed_to, excluded.closed_to)`)

export const setRolled = (tx: Tx, districtId: string, to: Date): Promise<number> =>
  tx.run(sql`update sense.rolled set rolled_to = greatest(rolled_to, ${to}) where district_id = ${districtId}`)

const columns = sql.raw('district_id, series_id, at, count, bad, least, most, total, first, last')

const replaces = sql.raw(`
  on conflict (district_id, series_id, at) do update set count = excluded.count, bad = excluded.bad, least = excluded.least,
    most = excluded.most, total = excluded.total, first = excluded.first, last = excluded.last`)

/** Rolls up every minute of a range that has values. */
export const rollMinutes = (tx: Tx, districtId: string, { from, to }: { from: Date; to: Date }): Promise<number> =>
  tx.run(sql`
    insert into sense.rollup_minute (${columns})
    select g.district_id, g.series_id, g.at, g.count, g.bad, g.least, g.most, g.total,
           g.held[1], g.held[cardinality(g.held)]
      from (
        select t.district_id, t.series_id, date_trunc('minute', t.at) as at, count(*), count(*) filter (where t.quality = 1) as bad,
               coalesce(min(t.value) filter (where t.quality <> 1), min(t.value)) as least,
               coalesce(max(t.value) filter (where t.quality <> 1), max(t.value)) as most,
               coalesce(sum(t.value) filter (where t.quality <> 1), sum(t.value)) as total,
               coalesce(array_agg(t.value order by t.at) filter (where t.quality <> 1),
                        array_agg(t.value order by t.at)) as held
          from sense.telemetry t
         where t.district_id = ${districtId} and t.at >= ${from} and t.at < ${to}
         group by t.district_id, t.series_id, 3) g
    ${replaces}`)

/** Rolls up hours of a range from their minutes. */
export const rollHours = (tx: Tx, districtId: string, range: { from: Date; to: Date }): Promise<number> =>
  tx.run(sql`
    insert into sense.rollup_hour (${columns})
    ${coarser(districtId, { of: 'sense.rollup_minute', bucket: hourOf, where: within(range) })} ${replaces}`)

/** Rolls up days of Beijing time of a range from their hours. */
export const rollDays = (tx: Tx, districtId: string, range: { from: Date; to: Date }): Promise<number> =>
  tx.run(sql`
    insert into sense.rollup_day (${columns})
    ${coarser(districtId, { of: 'sense.rollup_hour', bucket: dayOf, where: within(range) })} ${replaces}`)

const hourOf = (at: string): string => `date_trunc('hour', ${at})`
const dayOf = (at: string): string => `date_bin('1 day', ${at}, '2000-01-01 00:00+08')`

const within = ({ from, to }: { from: Date; to: Date }): Sql => sql`m.at >= ${from} and m.at < ${to}`

type Coarser = { of: 'sense.rollup_minute' | 'sense.rollup_hour'; bucket: (at: string) => string; where: Sql }

const coarser = (districtId: string, { of, bucket, where }: Coarser): Sql => sql`
  select g.district_id, g.series_id, g.at, g.count, g.bad, g.least, g.most, g.total,
         g.firsts[1], g.lasts[cardinality(g.lasts)]
    from (
      select m.district_id, m.series_id, ${sql.raw(bucket('m.at'))} as at, sum(m.count)::int as count, sum(m.bad)::int as bad,
             coalesce(min(m.least) filter (where m.count > m.bad), min(m.least)) as least,
             coalesce(max(m.most) filter (where m.count > m.bad), max(m.most)) as most,
             coalesce(sum(m.total) filter (where m.count > m.bad), sum(m.total)) as total,
             coalesce(array_agg(m.first order by m.at) filter (where m.count > m.bad),
                      array_agg(m.first order by m.at)) as firsts,
             coalesce(array_agg(m.last order by m.at) filter (where m.count > m.bad),
                      array_agg(m.last order by m.at)) as lasts
        from ${sql.raw(of)} m
       where m.district_id = ${districtId} and ${where}
       group by m.district_id, m.series_id, 3) g`

const tables = { minute: 'sense.rollup_minute', hour: 'sense.rollup_hour', day: 'sense.rollup_day' } as const

/** What stands for a series in a half-open range, minute by minute, by the hour or by the day. */
export const readRollUp = (
  db: Db,
  districtId: string,
  { level, seriesId, from, to }: { level: keyof typeof tables; seriesId: bigint; from: Date; to: Date },
): Promise<Bucket[]> =>
  db.many<Bucket>(sql`
    select at, count, bad, least, most, total, first, last from ${sql.raw(tables[level])}
     where district_id = ${districtId} and series_id = ${seriesId} and at >= ${from} and at < ${to} order by at`)

/** A minute of a series in which something came late. */
export type Due = { seriesId: bigint; at: Date }

/**
 * Marks minutes to be rolled again. What is marked already is held too, so that nobody takes the mark away before the value is
 * there.
 */
export const insertDue = (
  tx: Tx,
  rows: readonly { districtId: string; seriesId: bigint; at: Date }[],
): Promise<number> =>
  tx.run(sql`
    insert into sense.roll_due (district_id, series_id, at)
    ${rowsAsQuery(
      { district_id: 'text', series_id: 'bigint', at: 'timestamptz' },
      rows.map(({ districtId, seriesId, at }) => [districtId, seriesId, at]),
    )}
    on conflict (district_id, series_id, at) do update set at = excluded.at`)

/** Takes minutes that are due, at most so many; they are gone with the transaction's end. */
export const takeDue = async (tx: Tx, districtId: string, most: number): Promise<Due[]> =>
  (
    await tx.many<{ seriesId: string; at: Date }>(sql`
      delete from sense.roll_due d using (
        select series_id, at from sense.roll_due where district_id = ${districtId}
         order by series_id, at limit ${most} for update skip locked) one
       where d.district_id = ${districtId} and d.series_id = one.series_id and d.at = one.at
      returning d.series_id::text as "seriesId", d.at`)
  ).map(({ seriesId, at }) => ({ seriesId: BigInt(seriesId), at }))

/** Writes minutes made from their values, in place of what was there. */
export const putMinutes = (
  tx: Tx,
  districtId: string,
  buckets: readonly (Bucket & { seriesId: bigint })[],
): Promise<number> =>
  tx.run(sql`
    insert into sense.rollup_minute (${columns})
    ${rowsAsQuery(
      bucketColumns,
      buckets.map((one) => [
        districtId,
        one.seriesId,
        one.at,
        one.count,
        one.bad,
        one.least,
        one.most,
        one.total,
        one.first,
        one.last,
      ]),
    )} ${replaces}`)

const bucketColumns = {
  district_id: 'text',
  series_id: 'bigint',
  at: 'timestamptz',
  count: 'int',
  bad: 'int',
  least: 'float8',
  most: 'float8',
  total: 'float8',
  first: 'float8',
  last: 'float8',
}

const touched = (due: readonly Due[], bucket: (at: string) => string): Sql => sql`
  (m.series_id, ${sql.raw(bucket('m.at'))}) in (
    select d.series_id::bigint, ${sql.raw(bucket('d.at::timestamptz'))}
      from unnest(${due.map(({ seriesId }) => `${seriesId}`)}::text[], ${due.map(({ at }) => at.toISOString())}::text[])
        as d(series_id, at))`

const span = (due: readonly Due[]): Sql => {
  const times = due.map(({ at }) => at.getTime())
  const dayMs = 86_400_000
  return within({ from: new Date(Math.min(...times) - dayMs), to: new Date(Math.max(...times) + dayMs) })
}

/** Rolls again the hours, and the days, that some minutes lie in: those alone. */
export async function rollAgain(tx: Tx, districtId: string, due: readonly Due[]): Promise<void> {
  await tx.run(sql`
    insert into sense.rollup_hour (${columns})
    ${coarser(districtId, { of: 'sense.rollup_minute', bucket: hourOf, where: sql`${span(due)} and ${touched(due, hourOf)}` })}
    ${replaces}`)
  await tx.run(sql`
    insert into sense.rollup_day (${columns})
    ${coarser(districtId, { of: 'sense.rollup_hour', bucket: dayOf, where: sql`${span(due)} and ${touched(due, dayOf)}` })}
    ${replaces}`)
}
