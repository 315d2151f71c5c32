import { dateOf, localDay } from '#city/calendar/zone.ts'
import type { Tx } from '#kernel/db/db.ts'
import { rollOnce } from '#supervise/score/roll.ts'
import { defaultRulesText, publishRules } from '#supervise/score/rule-store.ts'
import { makeRun } from '#supervise/score/run.ts'
import type { Hired } from './office.ts'

const zone = 'Asia/Shanghai'
const monthsScored = 2

/** The default scoring rules, in force since before the first case, and the scores of the last whole months. */
export async function seedScores(
  tx: Tx,
  districtId: string,
  people: readonly Hired[],
  now: Date,
): Promise<Record<string, number>> {
  const supervisor = people.find(({ posts }) => (posts as readonly string[]).includes('supervisor'))
  if (!supervisor) throw new Error('the demo has no supervisor')
  const by = { id: supervisor.personId, name: supervisor.name }
  const today = dateOf(localDay(zone, now.getTime()))
  const validFrom = `${Number(today.slice(0, 4)) - 1}-01-01`
  await publishRules(tx, districtId, { text: defaultRulesText, validFrom, note: '按默认稿发布，试行', by }, now)
  await rollOnce(tx, districtId, now, Number.MAX_SAFE_INTEGER)
  for (let ago = monthsScored; ago > 0; ago--)
    await makeRun(tx, districtId, { from: monthBefore(today, ago), to: monthBefore(today, ago - 1) }, by, now)
  return { 月度评价: monthsScored }
}

function monthBefore(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10)
}
