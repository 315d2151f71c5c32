import { dateOf, localDay } from '#city/calendar/zone.ts'
import { roadsFor } from '#city/place/roads.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { type PlanBody, putPlan } from '#sense/coverage/plan-store.ts'
import { segmentsOf } from '#sense/coverage/segments.ts'
import type { Round } from '../rounds.ts'

const dayMs = 86_400_000
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const morning = [
  { days: everyDay, from: '06:00', to: '11:00' },
  { days: everyDay, from: '14:00', to: '17:00' },
]
const night = [{ days: everyDay, from: '00:30', to: '05:00' }]

/** What a plan takes from the rounds of the trucks: whose, how many of their roads, and one road that no truck goes to. */
const drafts = [
  { name: '主干路机扫（日班）', trucks: [0, 2], spare: 12, windows: morning, times: 1 },
  { name: '次干路机扫（日班）', trucks: [4, 8], spare: 15, windows: morning, times: 1 },
  { name: '夜间冲洗', trucks: [1, 5, 7], spare: 18, windows: night, times: 1 },
] as const

/** Three cleaning plans of the demo over the roads its trucks go round on, and over some that they do not. */
export async function seedCoverage(
  tx: Tx,
  districtId: string,
  { rounds, now }: { rounds: readonly Round[]; now: Date },
): Promise<Record<string, number>> {
  const trucks = await tx.many<{ deviceId: string }>(sql`
    select device_id as "deviceId" from sense.device
     where district_id = ${districtId} and protocol = 'jt808' and retired_at is null order by sender`)
  const roads = await roadsFor(tx, districtId)
  const chosen = new Set(rounds.flatMap(({ roadIds }) => roadIds))
  const others = roads.roads.filter(({ roadId }) => !chosen.has(roadId))
  const fromDay = dateOf(localDay('Asia/Shanghai', now.getTime() - 3 * dayMs))
  let plans = 0
  for (const { name, trucks: numbers, spare, windows, times } of drafts) {
    const roadIds = numbers.flatMap((number) => rounds[number]?.roadIds ?? [])
    const missed = others[spare]
    if (missed) roadIds.push(missed.roadId)
    const deviceIds = numbers.flatMap((number) => trucks[number]?.deviceId ?? [])
    if (roadIds.length === 0 || deviceIds.length === 0) continue
    const body: PlanBody = {
      ...{ name, windows: [...windows], times, deviceIds, roadIds },
      source: { text: '样例：主次干路每日机扫一次以上，夜间冲洗一次', mark: 'J' },
      roadNames: roadIds.map((id) => roads.roads.find(({ roadId }) => roadId === id)?.name ?? ''),
      segments: segmentsOf(roads, roadIds),
    }
    await putPlan(tx, districtId, { planId: newId(), basedOn: 0, fromDay, body, reason: '', by: '演示', now })
    plans++
  }
  return { 清扫计划: plans }
}
