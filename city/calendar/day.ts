import { type CalendarDefinition, type Holiday, type Session, schedulesOn } from './contract.ts'
import { holidayWords } from './holiday-table.ts'
import type { Words } from './unit.ts'
import { type DayNumber, dateOf, weekdayOf } from './zone.ts'

/** Why a day is worked or not: the week, a national notice (`holiday`, `makeup`), or the district (`closed`, `opened`). */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeup' | 'closed' | 'opened'

/** One local day as the calendar sees it. `sessions` is empty exactly when the day is not worked. */
export type CalendarDay = {
  readonly day: DayNumber
  readonly date: string
  readonly kind: DayKind
  readonly name: Words
  readonly season: Words
  readonly sessions: readonly Session[]
  /** Off or worked by law alone, whatever the district decided for its own office. */
  readonly statutoryRest: boolean
}

const workday: Words = { zh: '工作日', en: 'working day' }
const weekend: Words = { zh: '周末', en: 'weekend' }

/** A function from day number to day; what the district decides outranks the notice, the notice outranks the week. */
export function dayReader(definition: CalendarDefinition): (day: DayNumber) => CalendarDay {
  const holidays = new Map(definition.holidays.map((h) => [h.date, h]))
  const overrides = new Map(definition.overrides.map((o) => [o.date, o]))
  const week = new Set(definition.workWeekdays)
  return (day) => {
    const date = dateOf(day)
    const usual = schedulesOn(definition.schedules, date.slice(5))[0]!
    const lawful = byLaw(holidays.get(date), week.has(weekdayOf(day)))
    const base = { day, date, season: usual.name, statutoryRest: lawful.rest }
    const own = overrides.get(date)
    if (own && !own.open) return { ...base, kind: 'closed', name: own.name, sessions: [] }
    if (own) return { ...base, kind: 'opened', name: own.name, sessions: own.sessions ?? usual.sessions }
    return { ...base, kind: lawful.kind, name: lawful.name, sessions: lawful.rest ? [] : usual.sessions }
  }
}

function byLaw(holiday: Holiday | undefined, worked: boolean): { kind: DayKind; name: Words; rest: boolean } {
  if (holiday?.isOffDay) return { kind: 'holiday', name: holidayWords(holiday.name), rest: true }
  if (holiday) return { kind: 'makeup', name: holidayWords(holiday.name), rest: false }
  return worked ? { kind: 'workday', name: workday, rest: false } : { kind: 'weekend', name: weekend, rest: true }
}
