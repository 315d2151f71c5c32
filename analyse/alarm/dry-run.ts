import { setImmediate } from 'node:timers/promises'
import { dateOf, localDay } from '#city/calendar/zone.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { Problem } from '#kernel/problem.ts'
import { beat, type Claimed, claimDryRun, type DryResult, type Found, finishDryRun } from '../rule/dry-run-store.ts'
import { judgeHistory } from '../rule/history.ts'
import { hoursOf } from '../rule/hours.ts'
import { applies, worksNow } from '../rule/in-force.ts'
import { type Judge, judgeOf } from '../rule/judge.ts'
import type { Turn } from '../rule/memory.ts'
import { listAllWatched, type Watched } from './device-store.ts'
import { meet, type Span, spansOf } from './episode.ts'
import { readHeard } from './value-store.ts'

const mostItems = 500

/** Takes up one dry run that waits, if there is one, and carries it to its end. Gives whether there was. */
export async function runNextDryRun(db: Db, clock: Clock): Promise<boolean> {
  const claimed = await claimDryRun(db, clock.now())
  if (!claimed) return false
  try {
    const result = await carryOut(db, claimed)
    if (result) await finishDryRun(db, claimed, { result }, clock.now())
  } catch (error) {
    const failure = error instanceof Problem ? error.zh : '内部错误，详见日志'
    await finishDryRun(db, claimed, { failure }, clock.now())
    if (!(error instanceof Problem)) throw error
  }
  return true
}

type Tried = { readonly device: Watched; readonly draft: readonly Span[]; readonly force: readonly Span[] }

/** Undefined when it was cancelled meanwhile. */
async function carryOut(db: Db, claimed: Claimed): Promise<DryResult | undefined> {
  const { districtId, timeZone, ruleId } = claimed
  const asks = (body: Claimed['body'] | null) => (body?.watch?.on ?? 'every') !== 'every'
  const works = asks(claimed.body) || asks(claimed.force) ? await worksNow(db, districtId) : undefined
  const judge = (body: Claimed['body']) => judgeOf({ ruleId, version: 0, body, timeZone, ...(works && { works }) })
  const [draft, force] = [judge(claimed.body), claimed.force && judge(claimed.force)]
  const devices = (await listAllWatched(db, districtId)).filter(
    (device) => applies(claimed.body, device) || (claimed.force && applies(claimed.force, device)),
  )
  const tried: Tried[] = []
  let values = 0
  for (const [done, device] of devices.entries()) {
    if (!(await beat(db, claimed, done, devices.length))) return undefined
    const of = async (one: Judge | null) => {
      if (!one || !applies(one.rule.body, device)) return []
      const { turns, count } = await tryOn(db, claimed, one, device)
      values += count
      return spansOf(turns, one.rule.body.flapSeconds * 1000)
    }
    tried.push({ device, draft: await of(draft), force: await of(force) })
    // Whoever waits for an answer of this process comes first.
    await setImmediate()
  }
  await beat(db, claimed, devices.length, devices.length)
  return summed(tried, { timeZone, values })
}

async function tryOn(
  db: Db,
  { districtId, from, to }: Claimed,
  judge: Judge,
  device: Watched,
): Promise<{ turns: Turn[]; count: number }> {
  const { condition } = judge.rule.body
  if (condition.kind === 'silence' && !condition.metric) {
    const after = condition.afterSeconds ?? device.silentAfter
    const gaps = await silences(db, districtId, { deviceId: device.deviceId, from, to, after })
    return { turns: inHours(gaps, judge, to.getTime()), count: 0 }
  }
  const wanted = { metrics: [...judge.metrics], fixes: judge.needsFixes }
  const stretch = { deviceId: device.deviceId, first: from, last: to }
  const heard = (await readHeard(db, districtId, [stretch], wanted)).get(device.deviceId) ?? []
  const { turns } = judgeHistory(judge, heard, { until: to.getTime(), silentAfter: device.silentAfter })
  return { turns, count: heard.length }
}

type Gap = { readonly heardAt: number; readonly from: number; readonly to: number | null }

/** Silences as alarms of a rule: what falls in its hours, each time anew unless its alarms outlast them. Pure. */
export function inHours(gaps: readonly Gap[], { rule }: Pick<Judge, 'rule'>, until: number): Turn[] {
  const hours = hoursOf(rule.body, rule.timeZone, rule.works)
  const keeps = rule.body.watch?.atEnd === 'keep'
  return gaps.flatMap(({ heardAt, from, to }) => {
    const evidence = { kind: 'clock' as const, heardAt }
    const end = to ?? until
    const open = hours.within(from, end)
    const spans = keeps ? open.slice(0, 1).map(([begin]) => [begin, end] as const) : open
    return spans.flatMap(([begin, close]): Turn[] => {
      const raised = { kind: 'raised' as const, at: begin, evidence }
      const isOver = close < end || to !== null
      return isOver ? [raised, { kind: 'cleared', at: close, evidence }] : [raised]
    })
  })
}

/** Gaps between the frames of a device from when it counts as silent. */
async function silences(
  db: Db,
  districtId: string,
  { deviceId, from, to, after }: { deviceId: string; from: Date; to: Date; after: number },
): Promise<Gap[]> {
  const gaps = await db.many<{ heard: Date; next: Date | null }>(sql`
    select heard, next from (
      select received_at as heard, lead(received_at) over (order by received_at) as next from sense.frame
       where district_id = ${districtId} and device_id = ${deviceId} and received_at >= ${from} and received_at < ${to}) f
     where coalesce(next, ${to}) - heard >= ${after} * interval '1 second' order by heard`)
  return gaps.map(({ heard, next }) => ({
    ...{ heardAt: heard.getTime(), from: heard.getTime() + after * 1000, to: next?.getTime() ?? null },
  }))
}

function summed(tried: readonly Tried[], { timeZone, values }: { timeZone: string; values: number }): DryResult {
  const items = tried.flatMap(({ device, draft, force }) => [
    ...draft.map((span) => found(device, span, force.some((other) => meet(span, other)) ? 'both' : 'draft')),
    ...force.filter((span) => !draft.some((other) => meet(span, other))).map((span) => found(device, span, 'force')),
  ])
  const dayOf = (at: number) => dateOf(localDay(timeZone, at))
  const days = new Map<string, { draft: number; force: number }>()
  for (const side of ['draft', 'force'] as const)
    for (const one of tried)
      for (const span of one[side]) {
        const day = days.get(dayOf(span.from)) ?? { draft: 0, force: 0 }
        day[side]++
        days.set(dayOf(span.from), day)
      }
  const count = (side: 'draft' | 'force') => tried.reduce((sum, one) => sum + one[side].length, 0)
  return {
    devices: tried.length,
    values,
    days: [...days].map(([day, counts]) => ({ day, ...counts })).toSorted((a, b) => a.day.localeCompare(b.day)),
    draft: count('draft'),
    force: count('force'),
    items: items.toSorted((a, b) => b.from.localeCompare(a.from)).slice(0, mostItems),
    isCut: items.length > mostItems,
  }
}

const found = (device: Watched, span: Span, by: Found['by']): Found => ({
  deviceId: device.deviceId,
  device: device.name,
  from: new Date(span.from).toISOString(),
  to: span.to === null ? null : new Date(span.to).toISOString(),
  times: span.times,
  value:
    span.evidence.kind === 'value' ? span.evidence.value : span.evidence.kind === 'fix' ? span.evidence.speed : null,
  by,
})
