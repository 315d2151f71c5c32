import type { CompiledCalendar } from './compile.ts'
import type { CalendarDay } from './day.ts'
import type { Words } from './unit.ts'
import { localDay } from './zone.ts'

type Run = { readonly first: CalendarDay; readonly last: CalendarDay; readonly days: number }

/**
 * What the calendar did to a span of working time, one line each, in the order of the days: holidays and closures left
 * out, weekend days worked instead, weekends together, the hours of each season, and years whose notice is not loaded.
 */
export function describeSpan(calendar: CompiledCalendar, fromMs: number, toMs: number): Words[] {
  const zone = calendar.definition.timeZone
  const days: CalendarDay[] = []
  for (let day = localDay(zone, fromMs); day <= localDay(zone, Math.max(fromMs, toMs - 1)); day++) {
    days.push(calendar.day(day))
  }
  const runs = runsOf(days)
  return [
    ...runs.filter((run) => run.first.kind in dayWords).map(lineOf),
    ...weekendLine(runs.filter((run) => run.first.kind === 'weekend')),
    ...hoursLines(days),
    ...unknownYears(calendar, days),
  ]
}

/** Why a day is worked or rests, in a few words: "春节放假", "周末", "工作日". */
export function describeDay({ kind, name }: CalendarDay): Words {
  const words = dayWords[kind]
  return words ? words(name) : name
}

/** The years between two dates for which nothing but weekends is known. */
export function unknownYears({ definition }: CompiledCalendar, days: readonly { date: string }[]): Words[] {
  if (definition.country === null) return []
  const years = [...new Set(days.map((d) => Number(d.date.slice(0, 4))))]
  return years
    .filter((year) => !definition.holidayYears.includes(year))
    .map((year) => ({
      zh: `${year} 年放假通知尚未导入，暂只扣周末`,
      en: `${year} holiday notice not yet loaded; only weekends are left out`,
    }))
}

/** "2026-02-15～02-23"; the year is not repeated. */
export function dateRange(first: string, last: string, join = '～'): string {
  if (first === last) return first
  return `${first}${join}${first.slice(0, 4) === last.slice(0, 4) ? last.slice(5) : last}`
}

const dayWords: Partial<Record<CalendarDay['kind'], (name: Words) => Words>> = {
  holiday: ({ zh, en }) => ({ zh: `${zh}放假`, en: `${en} holiday` }),
  makeup: ({ zh, en }) => ({ zh: `${zh}调休上班`, en: `worked in exchange for ${en}` }),
  closed: ({ zh, en }) => ({ zh: `本区停止办公（${zh}）`, en: `office closed (${en})` }),
  opened: ({ zh, en }) => ({ zh: `本区另行安排办公（${zh}）`, en: `office open by special order (${en})` }),
}

function runsOf(days: readonly CalendarDay[]): Run[] {
  const runs: Run[] = []
  for (const day of days) {
    const run = runs.at(-1)
    const same = run && run.last.kind === day.kind && run.last.name.zh === day.name.zh
    if (same) runs[runs.length - 1] = { first: run.first, last: day, days: run.days + 1 }
    else runs.push({ first: day, last: day, days: 1 })
  }
  return runs
}

function lineOf({ first, last }: Run): Words {
  const { zh, en } = describeDay(first)
  const counted = first.sessions.length > 0
  return {
    zh: `${dateRange(first.date, last.date)} ${zh}，${counted ? '计入' : '不计'}`,
    en: `${dateRange(first.date, last.date, ' to ')} ${en}, ${counted ? 'counted' : 'not counted'}`,
  }
}

function weekendLine(runs: readonly Run[]): Words[] {
  if (runs.length === 0) return []
  const count = runs.reduce((sum, run) => sum + run.days, 0)
  if (runs.length > 6) return [{ zh: `周末共 ${count} 天，不计`, en: `${count} weekend days, not counted` }]
  const list = (join: string) => runs.map((run) => dateRange(run.first.date, run.last.date, join))
  return [{ zh: `周末 ${list('～').join('、')}，不计`, en: `weekends ${list(' to ').join(', ')}, not counted` }]
}

function hoursLines(days: readonly CalendarDay[]): Words[] {
  const seen = new Map<string, Words>()
  for (const day of days) {
    if (day.sessions.length === 0) continue
    const list = (next: string) => day.sessions.map(([a, b]) => `${a}–${b <= a ? next : ''}${b}`)
    const hours = list('次日').join('、')
    const name = day.kind === 'opened' ? day.name : day.season
    seen.set(`${name.zh}${hours}`, {
      zh: `${name.zh} ${hours}，其余时间（午休、夜间）不计`,
      en: `${name.en} ${list('next day ').join(', ')}; other times (lunch, night) not counted`,
    })
  }
  return [...seen.values()]
}
