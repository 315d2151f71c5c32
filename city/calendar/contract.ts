import { z } from 'zod'
import { defineRoute, Instant } from '#kernel/http/contract.ts'
import { limitUnits } from './unit.ts'

const Words = z.object({ zh: z.string().min(1), en: z.string().min(1) })
const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const TimeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

export const LocalDate = z.iso.date()

/** A number of one unit; see `limitUnits`. */
export const LimitShape = z.object({
  value: z.number().positive(),
  unit: z.enum(Object.keys(limitUnits) as [keyof typeof limitUnits, ...(keyof typeof limitUnits)[]]),
})

/** From and to on the wall clock, half-open; a `to` not after `from` lies on the next day (night shift). */
export const Session = z.tuple([TimeOfDay, TimeOfDay])

/** The opening hours of a part of the year, both month-days inclusive; may wrap the year end. */
export const Schedule = z.object({
  name: Words,
  fromMonthDay: MonthDay,
  toMonthDay: MonthDay,
  sessions: z.array(Session).min(1),
})

/** One row of a national notice: a day off, or a weekend day that is worked instead (调休). */
export const Holiday = z.object({
  date: LocalDate,
  name: z.string().min(1),
  isOffDay: z.boolean(),
  notice: z.string().min(1),
})

/** A single day the district decides on: closed, or open with the usual or its own hours. */
export const Override = z.object({
  date: LocalDate,
  open: z.boolean(),
  name: Words,
  sessions: z.array(Session).min(1).optional(),
})

const rules = {
  title: Words,
  timeZone: z.string().refine(isTimeZone, { error: '不是有效的时区名' }),
  /** ISO weekdays usually worked, Monday 1 to Sunday 7. */
  workWeekdays: z.array(z.int().min(1).max(7)),
  schedules: z.array(Schedule).min(1),
  /** Whose national notices apply; null where holidays are only overrides. */
  country: z.literal('CN').nullable(),
  overrides: z.array(Override),
}

/** What a district writes; holidays, id and version are added when it is published. */
export const CalendarDraft = z.object(rules).superRefine(check)

/**
 * A published calendar, whole in itself: the notices in force at publication are part of it, so that a version
 * always counts the same. `holidayYears` are the years whose notice is loaded; other years know only weekends.
 */
export const CalendarDefinition = z
  .object({
    id: z.string().min(1),
    version: z.int().positive(),
    ...rules,
    holidayYears: z.array(z.int()),
    holidays: z.array(Holiday),
  })
  .superRefine(check)

/** The limit of a stage of the system itself (intake 15 minutes …), as each district sets it. */
export const StageLimitShape = z.object({
  stage: z.string().min(1),
  limit: LimitShape,
  source: z.string().min(1),
  mark: z.string().min(1),
})

export type Session = z.infer<typeof Session>
export type Holiday = z.infer<typeof Holiday>
export type CalendarDraft = z.infer<typeof CalendarDraft>
export type CalendarDefinition = z.infer<typeof CalendarDefinition>
export type StageLimit = z.infer<typeof StageLimitShape>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

type Checked = Pick<CalendarDraft, 'schedules' | 'overrides'> & { holidays?: Holiday[] }

function check(calendar: Checked, ctx: { addIssue(message: string): void }): void {
  for (const fault of [...scheduleFaults(calendar), ...sessionFaults(calendar), ...dateFaults(calendar)]) {
    ctx.addIssue(fault)
  }
}

const inSeason = (monthDay: string, from: string, to: string) =>
  from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to

/** The schedules of a month-day ('MM-DD'); a sound calendar has exactly one for each of the 366. */
export const schedulesOn = <S extends { fromMonthDay: string; toMonthDay: string }>(
  all: readonly S[],
  on: string,
): S[] => all.filter((s) => inSeason(on, s.fromMonthDay, s.toMonthDay))

function scheduleFaults({ schedules }: Checked): string[] {
  for (let day = 0; day < 366; day++) {
    const monthDay = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(5, 10)
    const count = schedulesOn(schedules, monthDay).length
    if (count !== 1) return [`${monthDay} 有 ${count} 套作息时间，应恰有一套`]
  }
  return []
}

function sessionFaults({ schedules, overrides }: Checked): string[] {
  const lists = [...schedules.map((s) => s.sessions), ...overrides.map((o) => o.sessions ?? [])]
  const faults: string[] = []
  for (const sessions of lists) {
    for (const [i, [from, to]] of sessions.entries()) {
      const last = i === sessions.length - 1
      if (from === to || from === '24:00') faults.push(`工作时段 ${from}–${to} 没有长度`)
      if (to < from && !last) faults.push(`只有最后一个时段可以跨到次日：${from}–${to}`)
      if (i > 0 && from < sessions[i - 1]![1]) faults.push(`工作时段 ${from}–${to} 与前一时段重叠`)
    }
  }
  return faults
}

function dateFaults({ overrides, holidays = [] }: Checked): string[] {
  const faults: string[] = []
  for (const list of [overrides, holidays]) {
    const seen = new Set<string>()
    for (const { date } of list) {
      if (seen.has(date)) faults.push(`${date} 重复`)
      seen.add(date)
    }
  }
  return faults
}

const PublishedVersionItem = z.object({
  version: z.int(),
  digest: z.string(),
  publishedAt: Instant,
  publishedBy: z.string(),
  reason: z.string(),
})

const tag = '时限'

export const getCalendar = defineRoute({
  method: 'GET',
  path: '/api/calendar',
  tag,
  summary: { zh: '现行工作日历与各版本', en: 'The working calendar in force, and its versions' },
  access: 'calendar.read',
  reply: z.object({
    version: z.int(),
    calendar: CalendarDraft,
    versions: z.array(PublishedVersionItem),
  }),
  problems: ['calendar_not_found'],
})

export const getLimits = defineRoute({
  method: 'GET',
  path: '/api/limits',
  tag,
  summary: { zh: '现行环节时限与各版本', en: 'The limits of the stages in force, and their versions' },
  access: 'calendar.read',
  reply: z.object({
    version: z.int(),
    stages: z.array(StageLimitShape),
    versions: z.array(PublishedVersionItem),
  }),
})
