import { addQuantity, measureBetween, nominalDayMs } from '#city/calendar/arithmetic.ts'
import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { type Limit, type Quantity, quantityOf } from '#city/calendar/unit.ts'

/** A stretch in which the clock ran, epoch ms; `toMs` may be infinite to ask when a budget will end. */
export type Run = { readonly fromMs: number; readonly toMs: number }

/**
 * `used` is what each portion has given up, in its own measure; `exhaustedMs` the earliest instant at which all are
 * gone; `overrun` what ran on after that, in the measure of the last portion.
 */
export type Consumption = {
  readonly used: readonly number[]
  readonly exhaustedMs: number | undefined
  readonly overrun: Quantity | undefined
}

// A remainder below this is what floating point leaves of a day that is used up.
const grain = 1e-9

/** Limits as portions to be consumed one after another; neighbours of one measure become one portion. */
export function portionsOf(limits: readonly Limit[]): Quantity[] {
  const portions: Quantity[] = []
  for (const limit of limits) {
    const next = quantityOf(limit)
    const last = portions.at(-1)
    if (last?.measure === next.measure) portions[portions.length - 1] = { ...last, amount: last.amount + next.amount }
    else portions.push(next)
  }
  return portions
}

/**
 * Lets the portions be used up by the runs in turn: an extension of 4 working hours on a limit of 2 working days begins
 * when the days are gone. Pauses do not appear: they are the gaps between runs, so they take nothing and give nothing.
 */
export function consume(calendar: CompiledCalendar, portions: readonly Quantity[], runs: readonly Run[]): Consumption {
  const used = portions.map(() => 0)
  let at = 0
  let exhaustedMs: number | undefined
  let over = 0
  const lastMeasure = portions.at(-1)?.measure ?? 'continuous'
  for (const { fromMs, toMs } of runs) {
    let ms = fromMs
    while (at < portions.length && ms < toMs) {
      const { measure, amount } = portions[at]!
      const due = addQuantity(calendar, ms, { measure, amount: amount - used[at]! })
      const spent = due <= toMs ? amount - used[at]! : measureBetween(calendar, ms, toMs, measure)
      used[at] = used[at]! + spent
      ms = Math.min(due, toMs)
      if (amount - used[at]! > grain) continue
      used[at] = amount
      at++
      if (at === portions.length) exhaustedMs = ms
    }
    if (at === portions.length && toMs !== Number.POSITIVE_INFINITY) {
      over += measureBetween(calendar, ms, toMs, lastMeasure)
    }
  }
  const overrun = exhaustedMs === undefined ? undefined : { measure: lastMeasure, amount: over }
  return { used, exhaustedMs, overrun }
}

/** Portions cut to the first `share` of their weight (above 1: the last one lengthened), weighed by `weightOf`. */
export function shareOf(calendar: CompiledCalendar, portions: readonly Quantity[], share: number): Quantity[] {
  const weights = portions.map((portion) => weightOf(calendar, portion))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const cut: Quantity[] = []
  let left = total * share
  for (const [i, { measure, amount }] of portions.entries()) {
    const last = i === portions.length - 1
    const part = last ? left / weights[i]! : Math.min(1, left / weights[i]!)
    if (part <= 0) break
    const taken = amount * part
    cut.push({ measure, amount: measure === 'work_day' ? taken : Math.round(taken) })
    left -= weights[i]! * part
  }
  return cut
}

/** Milliseconds by which unlike measures are compared: a working day weighs an ordinary day's hours. */
export const weightOf = (calendar: CompiledCalendar, { measure, amount }: Quantity): number =>
  measure === 'work_day' ? amount * nominalDayMs(calendar) : amount
