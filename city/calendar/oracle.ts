import type { CalendarDefinition } from './contract.ts'
import { type Limit, limitUnits, type Measure } from './unit.ts'

/*
 * A second opinion for tests and the benchmark, and nothing else: it looks at one minute after another and asks of each
 * whether the office is open. It shares no code with the arithmetic it judges, and counts in whole numbers only.
 */

export type MinuteOracle = {
  /** The instant (epoch ms) at which the limit is used up; undefined when that lies past the laid-out span. */
  add(fromMs: number, limit: Limit): number | undefined
  /** As `add` for several limits one after the other, counting only minutes of which `runs` (epoch ms) says so. */
  addWhile(fromMs: number, limits: readonly Limit[], runs: (minute: number) => boolean): number | undefined
  /** What lies between two instants: ms, or days. */
  between(fromMs: number, toMs: number, measure: Measure): number
}

const minuteMs = 60_000

/** Answers for instants in [fromMs, toMs); both should be local midnights, and limits be in quarters of a unit. */
export function minuteOracle(definition: CalendarDefinition, fromMs: number, toMs: number): MinuteOracle {
  // A day more on either side: a night shift that began on the eve must be seen whole.
  const origin = fromMs - 1440 * minuteMs
  const owner = ownersOfMinutes(definition, origin, toMs + 1440 * minuteMs)
  const minutesOf = new Map<number, number>()
  for (const day of owner) if (day >= 0) minutesOf.set(day, (minutesOf.get(day) ?? 0) + 1)
  // One day is `grain` grains: a number that every day's milliseconds divide, so that no share of a day is rounded.
  const grain = [...new Set(minutesOf.values())].reduce(leastCommonMultiple, 1) * minuteMs
  const perMs: Record<Measure, Float64Array> = {
    continuous: new Float64Array(owner.length).fill(1),
    work_time: new Float64Array(owner.length),
    work_day: new Float64Array(owner.length),
  }
  for (let i = 0; i < owner.length; i++) {
    if (owner[i]! < 0) continue
    perMs.work_time[i] = 1
    perMs.work_day[i] = grain / (minutesOf.get(owner[i]!)! * minuteMs)
  }
  const budgetOf = ({ value, unit }: Limit): Budget => {
    const { measure, factor } = limitUnits[unit]
    return { perMs: perMs[measure], left: measure === 'work_day' ? value * grain : value * factor }
  }
  return {
    add: (from, limit) => walk([budgetOf(limit)], from - origin, origin),
    addWhile: (from, limits, runs) => walk(limits.map(budgetOf), from - origin, origin, runs),
    between(from, to, measure) {
      const sum = total(perMs[measure], from - origin, to - origin)
      return measure === 'work_day' ? sum / grain : sum
    },
  }
}

type Budget = { readonly perMs: Float64Array; left: number }

function walk(budgets: Budget[], from: number, origin: number, runs?: (minute: number) => boolean): number | undefined {
  let current = 0
  let at = from
  for (let minute = Math.floor(from / minuteMs); minute < budgets[0]!.perMs.length; minute++) {
    const next = (minute + 1) * minuteMs
    if (runs && !runs(origin + minute * minuteMs)) at = next
    while (at < next) {
      const budget = budgets[current]!
      const gain = budget.perMs[minute]! * (next - at)
      if (gain < budget.left) {
        budget.left -= gain
        at = next
      } else {
        at += Math.ceil(budget.left / budget.perMs[minute]!)
        current++
        if (current === budgets.length) return origin + at
      }
    }
  }
  return undefined
}

function total(perMs: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; ) {
    const minute = Math.floor(at / minuteMs)
    const next = Math.min(to, (minute + 1) * minuteMs)
    sum += perMs[minute]! * (next - at)
    at = next
  }
  return sum
}

/** For each minute the local day (as days since 1970) whose working time it is, or −1. */
function ownersOfMinutes(definition: CalendarDefinition, fromMs: number, toMs: number): Int32Array {
  const owners = new Int32Array((toMs - fromMs) / minuteMs).fill(-1)
  // Swedish writes a date and time as '2026-02-13 15:00:00', which can be read back.
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: definition.timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  let shift = 0
  let known = Number.NaN
  let today: Hours = []
  let yesterday: Hours = []
  for (let i = 0; i < owners.length; i++) {
    const ms = fromMs + i * minuteMs
    if (i === 0 || ms % 3_600_000 === 0) shift = wallShift(clock, ms)
    const wallMinute = (ms + shift) / minuteMs
    const day = Math.floor(wallMinute / 1440)
    const minute = wallMinute - day * 1440
    if (day !== known) {
      known = day
      today = hoursOf(definition, day)
      yesterday = hoursOf(definition, day - 1)
    }
    if (within(today, minute)) owners[i] = day
    else if (within(yesterday, minute + 1440)) owners[i] = day - 1
  }
  return owners
}

type Hours = readonly (readonly [from: number, to: number])[]

function within(hours: Hours, minute: number): boolean {
  for (const [from, to] of hours) if (minute >= from && minute < to) return true
  return false
}

function hoursOf(definition: CalendarDefinition, day: number): Hours {
  const noon = new Date(day * 86_400_000)
  const date = noon.toISOString().slice(0, 10)
  const monthDay = date.slice(5)
  let sessions: readonly (readonly [string, string])[] = []
  for (const s of definition.schedules) {
    const wraps = s.fromMonthDay > s.toMonthDay
    const after = monthDay >= s.fromMonthDay
    const until = monthDay <= s.toMonthDay
    if (wraps ? after || until : after && until) sessions = s.sessions
  }
  let open = definition.workWeekdays.includes(noon.getUTCDay() || 7)
  for (const h of definition.holidays) if (h.date === date) open = !h.isOffDay
  for (const o of definition.overrides) {
    if (o.date !== date) continue
    open = o.open
    if (o.sessions) sessions = o.sessions
  }
  if (!open) return []
  return sessions.map(([a, b]) => {
    const [from, to] = [a, b].map((t) => Number(t.split(':')[0]) * 60 + Number(t.split(':')[1])) as [number, number]
    return [from, to <= from ? to + 1440 : to]
  })
}

function wallShift(clock: Intl.DateTimeFormat, ms: number): number {
  const [date = '', time = ''] = clock.format(ms).split(' ')
  return Date.parse(`${date}T${time}Z`) - ms
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y !== 0) [x, y] = [y, x % y]
  return (a / x) * b
}
