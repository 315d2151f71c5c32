import { describeDay } from '#city/calendar/uncounted.ts'
import { formatQuantity, type Words } from '#city/calendar/unit.ts'
import { localDay, localText } from '#city/calendar/zone.ts'
import type { Clock } from './clock.ts'

/** What became of a deadline and why; `movedMs` is positive when there is more time, absent while a pause hides it. */
export type DeadlineChange = Words & { readonly changed: boolean; readonly movedMs?: number }

/**
 * Compares one clock computed under two calendar versions (or before and after a new entry) and says what moved it:
 * the days the two calendars see differently, then any change of the budget.
 */
export function compareDeadline(before: Clock, after: Clock): DeadlineChange {
  const outcome = outcomeOf(before, after)
  if (!outcome.changed) return outcome
  const causes = [...versionCause(before, after), ...dayCauses(before, after), ...ledgerCause(before, after)]
  if (causes.length === 0) return outcome
  return {
    ...outcome,
    zh: `${outcome.zh}：${causes.map((c) => c.zh).join('；')}`,
    en: `${outcome.en}: ${causes.map((c) => c.en).join('; ')}`,
  }
}

function outcomeOf(before: Clock, after: Clock): DeadlineChange {
  const [old, now] = [before.dueBy?.getTime(), after.dueBy?.getTime()]
  if (old !== undefined && now !== undefined) {
    const [was, is] = [dueText(before, old), dueText(after, now)]
    if (old === now)
      return { changed: false, movedMs: 0, zh: `截止时间不变，仍为 ${is}`, en: `the deadline stays ${is}` }
    return {
      changed: true,
      movedMs: now - old,
      zh: `截止时间由 ${was} 改为 ${is}`,
      en: `the deadline moves from ${was} to ${is}`,
    }
  }
  const left = (clock: Clock, lang: 'zh' | 'en') => clock.remaining.map((q) => formatQuantity(q, lang)).join(' + ')
  const same = JSON.stringify(before.remaining) === JSON.stringify(after.remaining)
  if (same)
    return { changed: false, zh: `余量不变，尚余 ${left(after, 'zh')}`, en: `${left(after, 'en')} left, as before` }
  return {
    changed: true,
    zh: `余量由 ${left(before, 'zh')} 改为 ${left(after, 'zh')}`,
    en: `what is left changes from ${left(before, 'en')} to ${left(after, 'en')}`,
  }
}

const dueText = (clock: Clock, ms: number) => localText(clock.calendar.definition.timeZone, ms)

function versionCause(before: Clock, after: Clock): Words[] {
  const [a, b] = [before.calendar.definition, after.calendar.definition]
  if (a.id === b.id && a.version === b.version) return []
  return [
    {
      zh: `工作日历由第 ${a.version} 版改为第 ${b.version} 版`,
      en: `working calendar version ${a.version} gives way to version ${b.version}`,
    },
  ]
}

const listed = 6

function dayCauses(before: Clock, after: Clock): Words[] {
  const runs = after.segments.filter((s) => s.state === 'running' && s.round === after.round)
  if (before.calendar === after.calendar || runs.length === 0) return []
  const zone = after.calendar.definition.timeZone
  const first = localDay(zone, runs[0]!.from.getTime())
  const ends = [before.dueBy, after.dueBy, runs.at(-1)!.to, after.asOf].map((d) => d?.getTime() ?? 0)
  const last = localDay(zone, Math.max(...ends))
  const causes: Words[] = []
  for (let day = first; day <= last; day++) {
    const cause = dayCause(before.calendar.day(day), after.calendar.day(day))
    if (cause) causes.push(cause)
  }
  if (causes.length <= listed) return causes
  const more = causes.length - listed
  return [...causes.slice(0, listed), { zh: `另有 ${more} 天不同`, en: `and ${more} more days` }]
}

type Day = ReturnType<Clock['calendar']['day']>

function dayCause(a: Day, b: Day): Words | undefined {
  const hours = (day: Day) => day.sessions.map(([from, to]) => `${from}–${to}`).join('、')
  const [was, is] = [describeDay(a), describeDay(b)]
  if (was.zh !== is.zh) {
    return { zh: `${a.date} 由${was.zh}改为${is.zh}`, en: `${a.date} changes from ${was.en} to ${is.en}` }
  }
  if (hours(a) === hours(b)) return undefined
  return {
    zh: `${a.date} 工作时段由 ${hours(a)} 改为 ${hours(b)}`,
    en: `${a.date} hours change from ${hours(a)} to ${hours(b)}`,
  }
}

function ledgerCause(before: Clock, after: Clock): Words[] {
  const entries = (clock: Clock) => clock.segments.flatMap((s) => [s.opened, ...s.within])
  const known = new Set(entries(before).map((e) => `${e.seq} ${e.act}`))
  return entries(after)
    .filter((e) => !known.has(`${e.seq} ${e.act}`))
    .map((e) => ({ zh: `第 ${e.seq} 步 ${e.reason.zh}`, en: `step ${e.seq}, ${e.reason.en}` }))
}
