import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** Tables of this folder that have a partition for each day of UTC. */
export const dailyTables = ['sense.telemetry', 'sense.track_point', 'sense.frame', 'sense.rollup_minute'] as const
export type DailyTable = (typeof dailyTables)[number]

const dayMs = 86_400_000

/** The day of UTC that an instant lies in, as `2026-11-26`. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

export const partitionOf = (table: DailyTable, day: string): string => `${table}_${day.replaceAll('-', '')}`

/**
 * Makes the partitions of some days where they do not exist. In a transaction of its own: making one waits for whoever reads
 * the whole table, and nobody should wait behind that.
 */
export async function ensureDays(tx: Tx, table: DailyTable, days: Iterable<string>): Promise<void> {
  for (const day of days) {
    const from = new Date(`${day}T00:00:00Z`)
    const to = new Date(from.getTime() + dayMs)
    await tx.run(sql`
      create table if not exists ${sql.raw(partitionOf(table, day))} partition of ${sql.raw(table)}
        for values from (${sql.raw(`'${from.toISOString()}'`)}) to (${sql.raw(`'${to.toISOString()}'`)})`)
  }
}

/** The days that have a partition, oldest first. */
export async function daysKept(tx: Pick<Tx, 'many'>, table: DailyTable): Promise<string[]> {
  const rows = await tx.many<{ name: string }>(sql`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = ${table}::regclass order by c.relname`)
  return rows.map(({ name }) => name.replace(/^.*_(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
}

/** Removes whole days. Roll-ups and packed history are kept elsewhere. */
export async function dropDays(tx: Tx, table: DailyTable, days: readonly string[]): Promise<void> {
  for (const day of days) await tx.run(sql`drop table if exists ${sql.raw(partitionOf(table, day))}`)
}
