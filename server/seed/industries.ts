import { judgeClock, keepWatch } from '#analyse/alarm/clock-round.ts'
import { judgeArrived } from '#analyse/alarm/round.ts'
import { fileDue } from '#analyse/finding/run.ts'
import enabled from '#cities/dachuan/industries.json' with { type: 'json' }
import type { Tx } from '#kernel/db/db.ts'
import { soundIndustries } from '../industries/discover.ts'
import { turnIndustry } from '../industries/routes.ts'

/** Turns on what the demo district has on and lets each industry make its own demo; one whose folder is gone is left out. */
export async function seedIndustries(
  tx: Tx,
  districtId: string,
  { founded, now }: { founded: Date; now: Date },
): Promise<Record<string, number>> {
  const industries = await soundIndustries()
  const counts: Record<string, number> = {}
  for (const { id, reason } of enabled) {
    const industry = industries.find((one) => one.id === id)
    if (!industry) continue
    await turnIndustry(tx, districtId, industry, { isOn: true, reason, at: founded, by: '演示', signedBy: '演示' })
    Object.assign(counts, { 行业应用: (counts.行业应用 ?? 0) + 1 }, await industry.demo?.(tx, { districtId, now }))
  }
  const pool = { ...tx, transaction: <T>(work: (tx: Tx) => Promise<T>) => work(tx) }
  await keepWatch(pool, districtId, now)
  await judgeArrived(pool, districtId, now)
  await judgeClock(pool, districtId, now)
  await fileDue(pool, districtId, now)
  return counts
}
