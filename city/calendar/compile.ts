import type { CalendarDefinition } from './contract.ts'
import { type CalendarDay, dayReader } from './day.ts'
import { calendarProblems } from './problems.ts'
import { type DayNumber, dayMs, dayNumberOf, instantOf, offsetAt } from './zone.ts'

/**
 * Working time laid out for arithmetic: interval `i` is [start[i], end[i]) in epoch milliseconds, ascending;
 * `before[i]` the working milliseconds ahead of it (one entry more than intervals); `dayOf[i]` the ordinal of its
 * working day; `dayBefore[k]` the working milliseconds ahead of working day `k`. Valid for instants in [fromMs, toMs).
 */
export type WorkTable = {
  readonly fromYear: number
  readonly toYear: number
  readonly fromMs: number
  readonly toMs: number
  readonly start: Float64Array
  readonly end: Float64Array
  readonly before: Float64Array
  readonly dayOf: Int32Array
  readonly dayBefore: Float64Array
}

/** A calendar ready to count. `table` is replaced by a longer one when a question reaches past it. */
export type CompiledCalendar = {
  readonly definition: CalendarDefinition
  readonly day: (day: DayNumber) => CalendarDay
  table: WorkTable
}

const firstYear = 1970
const lastYear = 2199

/**
 * Prepares a definition for arithmetic over the given years (by default those with a loaded holiday notice and the
 * next); questions beyond them extend the table. Throws `calendar_invalid` when a night shift runs into the next day's
 * hours.
 */
export function compileCalendar(
  definition: CalendarDefinition,
  fromYear = Math.min(...definition.holidayYears, 2024),
  toYear = Math.max(...definition.holidayYears, 2026) + 1,
): CompiledCalendar {
  const day = dayReader(definition)
  return { definition, day, table: layOut(definition.timeZone, day, fromYear, toYear) }
}

/** The table, grown if need be so that it holds the instant. */
export function tableAt(calendar: CompiledCalendar, ms: number): WorkTable {
  while (ms < calendar.table.fromMs) grow(calendar, -1)
  while (ms >= calendar.table.toMs) grow(calendar, 1)
  return calendar.table
}

/** Doubles the years on one side; throws `calendar_out_of_range` at the edge of what may be projected. */
export function grow(calendar: CompiledCalendar, side: 1 | -1): WorkTable {
  const { fromYear, toYear } = calendar.table
  const more = toYear - fromYear + 1
  if (side > 0 && toYear >= lastYear) throw calendarProblems.calendar_out_of_range({ year: toYear + 1 })
  if (side < 0 && fromYear <= firstYear) throw calendarProblems.calendar_out_of_range({ year: fromYear - 1 })
  const from = side < 0 ? Math.max(firstYear, fromYear - more) : fromYear
  const to = side > 0 ? Math.min(lastYear, toYear + more) : toYear
  calendar.table = layOut(calendar.definition.timeZone, calendar.day, from, to)
  return calendar.table
}

function layOut(zone: string, read: CompiledCalendar['day'], fromYear: number, toYear: number): WorkTable {
  const first = dayNumberOf(`${fromYear}-01-01`)
  const past = dayNumberOf(`${toYear + 1}-01-01`)
  const offset = rememberedOffset()
  const start: number[] = []
  const end: number[] = []
  const before = [0]
  const dayOf: number[] = []
  const dayBefore = [0]
  let work = 0
  // The eve of the first year is laid out too: its night shift may reach into the year.
  for (let day = first - 1; day < past; day++) {
    const { sessions, date } = read(day)
    for (const [opens, closes] of sessions) {
      const from = instantOf(zone, day, minutes(opens), offset)
      const to = instantOf(zone, day, minutes(closes) + (closes <= opens ? 1440 : 0), offset)
      if (to <= from) continue
      if (from < (end.at(-1) ?? Number.NEGATIVE_INFINITY)) {
        throw calendarProblems.calendar_invalid({ reason: `${date} ${opens}–${closes} 与前一日夜班重叠` })
      }
      start.push(from)
      end.push(to)
      dayOf.push(dayBefore.length - 1)
      work += to - from
      before.push(work)
    }
    if (work > dayBefore.at(-1)!) dayBefore.push(work)
  }
  return {
    fromYear,
    toYear,
    fromMs: instantOf(zone, first, 0, offset),
    toMs: instantOf(zone, past, 0, offset),
    start: Float64Array.from(start),
    end: Float64Array.from(end),
    before: Float64Array.from(before),
    dayOf: Int32Array.from(dayOf),
    dayBefore: Float64Array.from(dayBefore),
  }
}

/** Offsets change at most a few times a year, so asking once a UTC day is enough to see that nothing changes near. */
function rememberedOffset(): typeof offsetAt {
  const known = new Map<number, number>()
  return (zone, ms) => {
    const day = Math.floor(ms / dayMs)
    const offset = known.get(day) ?? offsetAt(zone, day * dayMs)
    known.set(day, offset)
    return offset
  }
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
