import type { Pool, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { packDay } from './pack-day.ts'
import { type DailyTable, dayOf, daysKept, dropDays } from './partitions.ts'
import { classOf, packAfterDays, type Retention } from './retention.ts'
import {
  listMetrics,
  listRetention,
  recordDropped,
  removeHours,
  removeMinutes,
  removePacked,
  removeValues,
  sizeOf,
} from './retention-store.ts'
import { listRolled } from './roll-store.ts'

const dayMs = 86_400_000
const daysBefore = (now: Date, days: number): Date => new Date(Math.floor(now.getTime() / dayMs) * dayMs - days * dayMs)

/** Packs every day that is old enough and rolled up. Gives the days that are packed now. */
export async function packOldDays(pool: Pool, now: Date): Promise<string[]> {
  const rolledTo = Math.min(...(await listRolled(pool)).map((one) => one.rolledTo.getTime()))
  const before = dayOf(new Date(Math.min(daysBefore(now, packAfterDays).getTime(), rolledTo)))
  const packed: string[] = []
  for (const day of await daysKept(pool, 'sense.telemetry')) {
    if (day >= before) break
    if ((await packDay(pool, day, now)).state === 'packed') packed.push(day)
  }
  return packed
}

/**
 * Removes what nobody keeps any longer: whole days by their partitions once every district has had them for long enough, rows of a
 * district that keeps them for a shorter time. All of it goes on record.
 */
export async function expire(pool: Pool, now: Date): Promise<void> {
  const policies = await listRetention(pool)
  for (const [districtId, policy] of policies) await expireRows(pool, districtId, policy, now)
  const longest = (of: (one: Retention) => number, classes: (name: string) => boolean): number =>
    Math.max(
      0,
      ...[...policies.values()]
        .flat()
        .filter((one) => classes(one.class))
        .map(of),
    )
  const isValue = (name: string): boolean => name !== 'frame' && name !== 'track'
  const limits: [DailyTable, number][] = [
    [
      'sense.frame',
      longest(
        (one) => one.rawDays,
        (name) => name === 'frame',
      ),
    ],
    [
      'sense.track_point',
      longest(
        (one) => one.rawDays,
        (name) => name === 'track',
      ),
    ],
    ['sense.telemetry', longest((one) => one.rawDays, isValue)],
    ['sense.rollup_minute', longest((one) => one.minuteDays, isValue)],
  ]
  if (policies.size === 0) return
  for (const [table, days] of limits) await expireDays(pool, table, dayOf(daysBefore(now, days)), now)
}

async function expireDays(pool: Pool, table: DailyTable, before: string, now: Date): Promise<void> {
  for (const day of await daysKept(pool, table)) {
    if (day >= before) return
    const size = await sizeOf(pool, table, day)
    await pool.transaction(async (tx) => {
      await tx.run(sql`set local lock_timeout = '3s'`)
      await dropDays(tx, table, [day])
      await recordDropped(tx, { what: table, day, ...size, now, reason: 'expired' })
    })
  }
}

async function expireRows(pool: Pool, districtId: string, policy: readonly Retention[], now: Date): Promise<void> {
  const metrics = await listMetrics(pool, districtId)
  for (const [one, names] of Map.groupBy(metrics, (metric) => classOf(metric, policy))) {
    const { rawDays, minuteDays, hourDays } = one
    const removals = [
      ['sense.packed', removePacked, rawDays],
      ['sense.telemetry', removeValues, rawDays],
      ['sense.rollup_minute', removeMinutes, minuteDays],
      ['sense.rollup_hour', removeHours, hourDays],
    ] as const
    for (const [what, remove, days] of removals)
      await pool.transaction((tx) => removed(tx, what, remove(tx, districtId, names, daysBefore(now, days))))
    async function removed(tx: Tx, what: string, going: ReturnType<typeof removePacked>): Promise<void> {
      for (const gone of await going) await recordDropped(tx, { ...gone, what, districtId, now, reason: 'expired' })
    }
  }
}
