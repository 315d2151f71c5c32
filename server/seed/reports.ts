import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { look } from '#supervise/gaming/watch.ts'
import { makeReport, wantReport } from '#supervise/report/make.ts'
import { lastFinished, type Period, type PeriodKind, periodBefore } from '#supervise/report/period.ts'

const wanted: readonly (readonly [PeriodKind, number])[] = [
  ['monthly', 2],
  ['weekly', 4],
  ['daily', 7],
]
const zone = 'Asia/Shanghai'

/** The reports that would have been made had the demo run for weeks: made the same way, the oldest first; and the search for patterns. */
export async function seedReports(pool: Pool, clock: Clock, districtId: string): Promise<Record<string, number>> {
  const periods = wanted.flatMap(([kind, count]) => lastOnes(kind, count, clock.now()))
  for (const { kind, starts, to } of periods) {
    const wish = { districtId, kind, starts, by: '系统', now: to }
    const reportId = await pool.transaction((tx) => wantReport(tx, async () => undefined, wish))
    await makeReport(pool, clock, districtId, reportId)
  }
  await look(pool, clock, districtId)
  return { 报表: periods.length }
}

function lastOnes(kind: PeriodKind, count: number, now: Date): Period[] {
  let period = lastFinished(kind, now, zone)
  const found = [period]
  while (found.length < count) {
    period = periodBefore(period)
    found.unshift(period)
  }
  return found
}
