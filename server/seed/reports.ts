import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Enqueue } from '#kernel/jobs/jobs.ts'
import { look } from '#supervise/gaming/watch.ts'
import { wantReport } from '#supervise/report/make.ts'
import { lastFinished, type Period, type PeriodKind, periodBefore } from '#supervise/report/period.ts'

const wanted: readonly (readonly [PeriodKind, number])[] = [
  ['monthly', 2],
  ['weekly', 4],
  ['daily', 7],
]
const zone = 'Asia/Shanghai'

/**
 * Asks for the reports that would have been made had the demo run for weeks, the oldest first, and looks for patterns: by the same
 * queue as any other day, so that a first start need not wait for them.
 */
export async function wantFirstReports(pool: Pool, enqueue: Enqueue, clock: Clock, districtId: string): Promise<void> {
  const now = clock.now()
  await pool.transaction(async (tx) => {
    for (const { kind, starts, to } of wanted.flatMap(([kind, count]) => lastOnes(kind, count, now)))
      await wantReport(tx, enqueue, { districtId, kind, starts, by: '系统', now: to })
  })
  await look(pool, clock, districtId)
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
