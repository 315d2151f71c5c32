import { addWork } from '#city/calendar/arithmetic.ts'
import { type CompiledCalendar, compileCalendar } from '#city/calendar/compile.ts'
import type { CalendarDefinition } from '#city/calendar/contract.ts'
import { minuteOracle } from '#city/calendar/oracle.ts'
import { bureauCalendar, sampleCalendars, sampleSpan } from '#city/calendar/samples.ts'
import type { Limit, LimitUnit } from '#city/calendar/unit.ts'
import { seeded } from './random.ts'
import type { BenchResult } from './result.ts'

const bar = '≥ 1 M/s, 0 differences'
const speedBar = 1_000_000
const dayMs = 86_400_000

type Question = { readonly fromMs: number; readonly limit: Limit }

/**
 * Deadline arithmetic: how many deadlines a second with a mix of units over three years, and how many of `cases` random
 * ones differ from a count minute by minute.
 */
export async function run(cases = 1_000_000): Promise<BenchResult> {
  const perSecond = speed()
  console.log(`deadline: ${millions(perSecond)} M deadlines/s`)
  let differences = 0
  for (const [i, definition] of sampleCalendars.entries()) {
    const share =
      Math.floor((cases * (i + 1)) / sampleCalendars.length) - Math.floor((cases * i) / sampleCalendars.length)
    differences += differencesIn(definition, share, i + 1)
    console.log(`deadline: ${definition.id} calendar, ${share} random deadlines, ${differences} differences so far`)
  }
  const figure = `${millions(perSecond)} M/s, ${differences} differences in ${cases} random deadlines`
  return { name: 'deadline', figure, bar, pass: perSecond >= speedBar && differences === 0 }
}

/** Best of five rounds over the same questions, so that the figure is the arithmetic's and not the warm-up's. */
function speed(): number {
  const calendar = compileCalendar(bureauCalendar)
  const questions = questionsOf(bureauCalendar, 200_000, 7)
  let best = 0
  for (let round = 0; round < 5; round++) best = Math.max(best, questions.length / secondsOf(calendar, questions))
  return best
}

function secondsOf(calendar: CompiledCalendar, questions: readonly Question[]): number {
  const began = performance.now()
  let sum = 0
  for (const { fromMs, limit } of questions) sum += addWork(calendar, fromMs, limit)
  if (!Number.isFinite(sum)) throw new Error('a deadline is not a number')
  return (performance.now() - began) / 1000
}

function differencesIn(definition: CalendarDefinition, count: number, seed: number): number {
  const calendar = compileCalendar(definition)
  const oracle = minuteOracle(definition, ...sampleSpan(definition))
  let differences = 0
  for (const { fromMs, limit } of questionsOf(definition, count, seed)) {
    const due = addWork(calendar, fromMs, limit)
    const counted = oracle.add(fromMs, limit)
    if (due === counted) continue
    differences++
    if (differences <= 3)
      console.log(`deadline: ${new Date(fromMs).toISOString()} + ${limit.value} ${limit.unit}`, due, counted)
  }
  return differences
}

const units: readonly [unit: LimitUnit, quarters: number][] = [
  ['work_hour', 160],
  ['work_day', 80],
  ['urgent_hour', 192],
  ['work_minute', 2400],
  ['work_day', 40],
  ['natural_day', 60],
]

function questionsOf(definition: CalendarDefinition, count: number, seed: number): Question[] {
  const [from, to] = sampleSpan(definition)
  const random = seeded(seed)
  return Array.from({ length: count }, (_, i) => {
    const [unit, quarters] = units[i % units.length]!
    const fromMs = from + Math.floor(random() * (to - from - 100 * dayMs))
    return { fromMs, limit: { value: (1 + Math.floor(random() * quarters)) / 4, unit } }
  })
}

const millions = (n: number) => (n / 1_000_000).toFixed(1)
