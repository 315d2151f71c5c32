import { type CompiledCalendar, grow, tableAt, type WorkTable } from './compile.ts'
import { type Limit, type Measure, type Quantity, quantityOf } from './unit.ts'

// A share of a day smaller than this is a rounding trace of the processor, not time anybody worked (0.03 ms of 8 h).
const dayGrain = 1e-9
// Below a ten-thousandth of a millisecond a fraction is such a trace as well; the true value is the whole number.
const msGrain = 1e-4

/**
 * The instant (epoch ms) at which `limit` is used up when counting begins at `fromMs`: the earliest whole millisecond by
 * which as much has been consumed, so a budget that ends with the office day is due at closing time and not next morning.
 * A start outside working time begins to count at the next opening.
 */
export const addWork = (calendar: CompiledCalendar, fromMs: number, limit: Limit): number =>
  addQuantity(calendar, fromMs, quantityOf(limit))

/** As `addWork`, for an amount already in its measure (ms or days). Nothing to add gives `fromMs` back. */
export function addQuantity(calendar: CompiledCalendar, fromMs: number, { measure, amount }: Quantity): number {
  if (!(amount > 0)) return fromMs
  if (measure === 'continuous') return ceilMs(fromMs + amount)
  let table = tableAt(calendar, fromMs)
  for (;;) {
    const due = measure === 'work_time' ? addTime(table, fromMs, amount) : addDays(table, fromMs, amount)
    if (due !== undefined) return due
    table = grow(calendar, 1)
  }
}

/**
 * How much of a measure lies between two instants (negative when `toMs` is earlier): milliseconds, or for `work_day`
 * days, each working day counting exactly one and its hours in proportion.
 */
export function measureBetween(calendar: CompiledCalendar, fromMs: number, toMs: number, measure: Measure): number {
  if (measure === 'continuous') return toMs - fromMs
  tableAt(calendar, fromMs)
  tableAt(calendar, toMs)
  // Growing for the second instant replaces the table, so both questions go to the last one.
  const table = calendar.table
  if (measure === 'work_time') return workAt(table, toMs) - workAt(table, fromMs)
  const a = placeInDay(table, fromMs)
  const b = placeInDay(table, toMs)
  return b.day - a.day + (b.done / b.length - a.done / a.length)
}

/** The first instant at or after `ms` at which the office is open: when a reminder that must not wake anybody may go. */
export function nextOpening(calendar: CompiledCalendar, ms: number): number {
  let table = tableAt(calendar, ms)
  while (intervalAfter(table, ms) === table.start.length) table = grow(calendar, 1)
  return Math.max(ms, table.start[intervalAfter(table, ms)]!)
}

/** Working milliseconds of an ordinary day, the calendar's first schedule; the yardstick where unlike units are compared. */
export function nominalDayMs({ definition }: CompiledCalendar): number {
  const clock = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const lengths = definition.schedules[0]!.sessions.map(([a, b]) => clock(b) - clock(a) + (b <= a ? 1440 : 0))
  return lengths.reduce((sum, length) => sum + length, 0) * 60_000
}

function addTime(table: WorkTable, fromMs: number, amount: number): number | undefined {
  const target = workAt(table, fromMs) + amount
  return target > table.before[table.before.length - 1]! ? undefined : ceilMs(instantAtWork(table, target))
}

function addDays(table: WorkTable, fromMs: number, amount: number): number | undefined {
  const { day, done, length } = placeInDay(table, fromMs)
  const whole = Math.floor(amount + dayGrain)
  const part = amount - whole > dayGrain ? amount - whole : 0
  const share = done / length + part
  const carry = share >= 1 - dayGrain ? 1 : 0
  const target = day + whole + carry
  const rest = share - carry
  if (target + 1 >= table.dayBefore.length) return undefined
  // Exactly whole days: done when the day before closes, not when the next one opens.
  if (rest <= dayGrain) return table.end[intervalReaching(table, table.dayBefore[target]!)]!
  const targetLength = table.dayBefore[target + 1]! - table.dayBefore[target]!
  // Integer arithmetic while it can be: both factors are whole milliseconds of one day.
  const within = part === 0 ? (done * targetLength) / length : rest * targetLength
  return ceilMs(instantAtWork(table, table.dayBefore[target]! + within))
}

/** Which working day the instant is in or before, and how much of it is done (ms of `length` ms). */
function placeInDay(table: WorkTable, ms: number): { day: number; done: number; length: number } {
  const i = intervalAfter(table, ms)
  if (i === table.start.length) return { day: table.dayBefore.length - 1, done: 0, length: 1 }
  const day = table.dayOf[i]!
  const opened = table.dayBefore[day]!
  const done = table.before[i]! + Math.max(0, ms - table.start[i]!) - opened
  return { day, done, length: table.dayBefore[day + 1]! - opened }
}

function workAt(table: WorkTable, ms: number): number {
  const i = intervalAfter(table, ms)
  return table.before[i]! + (i < table.start.length ? Math.max(0, ms - table.start[i]!) : 0)
}

/** The earliest instant by which `work` milliseconds of the table have passed; `work` is above 0 and within the table. */
function instantAtWork(table: WorkTable, work: number): number {
  const i = intervalReaching(table, work)
  return table.start[i]! + (work - table.before[i]!)
}

/** Index of the first interval that ends after the instant; the number of intervals when none does. */
function intervalAfter({ end }: WorkTable, ms: number): number {
  let low = 0
  let high = end.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (end[middle]! > ms) high = middle
    else low = middle + 1
  }
  return low
}

/** Index of the first interval by whose end `work` milliseconds have passed. */
function intervalReaching({ before }: WorkTable, work: number): number {
  let low = 0
  let high = before.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before[middle + 1]! >= work) high = middle
    else low = middle + 1
  }
  return low
}

const ceilMs = (ms: number): number => Math.ceil(ms - msGrain)
