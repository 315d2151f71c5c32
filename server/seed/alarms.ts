import { judgeClock, keepWatch } from '#analyse/alarm/clock-round.ts'
import { judgeArrived } from '#analyse/alarm/round.ts'
import { fileDue } from '#analyse/finding/run.ts'
import { loadRules } from '#analyse/rule/load.ts'
import rules from '#cities/dachuan/alarm-rules.json' with { type: 'json' }
import type { Point } from '#city/place/frame.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { arrives } from '#sense/simulate/saying.ts'

const A_MINUTE = 60_000
const A_DAY = 86_400_000
const backMinutes = 180
const stepMinutes = 15

type Where = { readonly districtId: string; readonly centre: Point }

/**
 * The demo's rules, and three hours of its dust stations judged by them as they would have been: one site was over its limit
 * and healed, one still is, one has been silent. What happens from now on comes over the wire.
 */
export async function seedAlarms(tx: Tx, { districtId, centre }: Where, now: Date): Promise<Record<string, number>> {
  const founded = new Date(now.getTime() - 60 * A_DAY)
  const by = { by: '演示', signedBy: '演示', now: founded }
  const { drafted } = await loadRules(tx, districtId, around(centre), by)
  const stations = await tx.many<{ deviceId: string }>(sql`
    select device_id as "deviceId" from sense.device
     where district_id = ${districtId} and kind = 'dust-station' and retired_at is null order by sender`)
  const pool = { ...tx, transaction: <T>(work: (tx: Tx) => Promise<T>) => work(tx) }
  for (let back = backMinutes; back >= 0; back -= stepMinutes) {
    const at = new Date(now.getTime() - back * A_MINUTE)
    const position = (backMinutes - back) / stepMinutes + 1
    const said = stations
      .map(({ deviceId }, index) => ({ deviceId, samples: minutesOf(index, back, now) }))
      .filter(({ samples }) => samples.length > 0)
    await arrives(tx, { districtId, position, now: at }, said)
    await keepWatch(pool, districtId, at)
    await judgeArrived(pool, districtId, at)
    await judgeClock(pool, districtId, at)
    await fileDue(pool, districtId, at)
  }
  const { count } = await tx.one<{ count: number }>(sql`
    select count(*)::int as count from "analyse".alarm_episode where district_id = ${districtId}`)
  return { 报警规则: drafted, 设备报警: count }
}

// The working area of the trucks lies about the middle of the district.
const around = (centre: Point) =>
  rules.map((rule) => {
    const { condition } = rule.body
    if (!('of' in condition) || condition.of.kind !== 'fence') return rule
    const area = { shape: 'circle', centre: [centre.lon, centre.lat], metres: 12_000 }
    return { ...rule, body: { ...rule.body, condition: { ...condition, of: { ...condition.of, area } } } }
  })

/** The minutes of one step of one station, up to `back` minutes ago. */
function minutesOf(index: number, back: number, now: Date) {
  if (index === 3 && back < 90) return []
  return Array.from({ length: stepMinutes }, (_, n) => back + stepMinutes - 1 - n).flatMap((ago) => {
    const at = new Date(Math.floor((now.getTime() - ago * A_MINUTE) / A_MINUTE) * A_MINUTE)
    const dust = dustOf(index, ago)
    const of = { at, quality: 'ok' as const }
    return [
      { ...of, metric: 'pm10', unit: 'µg/m³', value: Math.round(dust) },
      { ...of, metric: 'pm25', unit: 'µg/m³', value: Math.round(dust * 0.55) },
      { ...of, metric: 'tsp', unit: 'mg/m³', value: Math.round(dust * 1.6) / 1000 },
    ]
  })
}

// A wave stands for the day's work; the first site was over its limit two hours ago, the third is now.
function dustOf(index: number, ago: number): number {
  const wave = Math.sin(ago / 7 + index) * 8
  if (index === 0 && ago > 95 && ago < 150) return 172 + wave
  if (index === 2 && ago < 40) return 168 + wave
  return 70 + index * 14 + wave
}
