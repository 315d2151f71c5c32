import { windowsOn } from '#city/calendar/weekly.ts'
import { dateOf, dayNumberOf } from '#city/calendar/zone.ts'
import type { Db } from '#kernel/db/db.ts'
import { getRules } from '../track/rules-store.ts'
import type { WorkSign } from '../track/work-sign.ts'
import { signsOf } from '../track/work-sign-store.ts'
import { listKnown, listPasses } from './cover-store.ts'
import { type Covered, coverStates, judgeSegment } from './judge.ts'
import { namesOfDevices, type PlanRow } from './plan-store.ts'
import { type CleanSegment, metresOf } from './segments.ts'
import { silencesOf } from './silence.ts'

/** A plan on a day, stretch by stretch. */
export type CoverDay = {
  readonly plan: PlanRow
  readonly windows: readonly (readonly [from: number, to: number])[]
  readonly segments: readonly (CleanSegment & Covered & { readonly number: number; readonly metres: number })[]
  readonly names: ReadonlyMap<string, string>
  /** By what the vehicles of the plan tell that they work, of those that do. */
  readonly signs: ReadonlyMap<string, WorkSign>
  readonly rulesRevision: number
}

type Where = { readonly districtId: string; readonly timeZone: string; readonly day: string; readonly now: Date }

/** So long before and behind the hours it is told who passed, though it does not count. */
const aroundMs = 6 * 3_600_000

/** Judges a plan on a day from what its vehicles are known to have done; without hours on that day nothing is due. */
export async function coverDay(db: Db, plan: PlanRow, { districtId, timeZone, day, now }: Where): Promise<CoverDay> {
  const { segments, deviceIds, times, sides = 'one' } = plan.body
  const number = dayNumberOf(day)
  const windows = windowsOn(plan.body.windows, timeZone, number)
  const { rules, revision } = await getRules(db, districtId)
  const names = await namesOfDevices(db, districtId, deviceIds)
  const signs = await signsOf(db, districtId, deviceIds)
  const due = { plan, windows, names, signs, rulesRevision: revision }
  const [from, to] = [windows[0]?.[0], windows.at(-1)?.[1]]
  if (from === undefined || to === undefined) return { ...due, segments: [] }
  // Where a truck was before its hours and behind them bears on what it may have done in between.
  const days = [number - 1, number, number + 1, number + 2].map(dateOf)
  const passes = await listPasses(db, districtId, { deviceIds, days, from: from - aroundMs, to: to + aroundMs })
  const known = Map.groupBy(await listKnown(db, districtId, { deviceIds, days }), (one) => one.deviceId)
  const range = { from, to: Math.min(to, now.getTime()), gapMs: rules.gapSeconds * 1000 }
  const silences = deviceIds.flatMap((deviceId) => silencesOf(deviceId, known.get(deviceId) ?? [], range))
  const judging = { windows, times, sides, now: now.getTime(), rules }
  const judged = segments.map((segment, at) => ({
    ...segment,
    ...judgeSegment(segment, passes, silences, judging),
    number: at + 1,
    metres: metresOf(segment),
  }))
  return { ...due, segments: judged }
}

/** How many stretches and metres came to what, and the share of what is known that was cleaned as planned. */
export function countsOf(segments: CoverDay['segments']) {
  const zero = () => ({ segments: 0, metres: 0 })
  const counts = { covered: zero(), partly: zero(), missed: zero(), unknown: zero(), ahead: zero() }
  for (const { state, metres } of segments) {
    counts[state].segments++
    counts[state].metres += metres
  }
  const metres = coverStates.reduce((sum, state) => sum + counts[state].metres, 0)
  const known = counts.covered.metres + counts.partly.metres + counts.missed.metres
  return { counts, metres, share: known > 0 ? counts.covered.metres / known : null }
}
