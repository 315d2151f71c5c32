import { measureBetween } from '#city/calendar/arithmetic.ts'
import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import type { CaseEvent } from '#city/case/event.ts'
import { type CalendarSource, computeClock } from '#city/case/ledger/clock.ts'
import { foldCase } from '#city/case/state.ts'
import { toldRungs } from '#city/case/told-rungs.ts'
import type { Rung } from '#city/case/watch.ts'
import { type Choice, chooseUnit, type Duties, targetOf } from '../rule/decide.ts'
import { factsOf, type Moment, momentOf, type Stretch } from '../rule/facts.ts'
import { reasonOf, type Words } from '../rule/reason.ts'
import { type CompiledRules, inPeriod } from '../rule/rule.ts'
import type { Facts } from '../rule/variables.ts'

/** A past case as a simulation reads it. */
export type PastCase = { readonly caseId: string; readonly number: string; readonly history: readonly CaseEvent[] }

/** A case that the draft would have sent elsewhere. */
export type MovedCase = Pick<PastCase, 'caseId' | 'number'> & {
  readonly clock: ''
  readonly fromUnit: string | null
  readonly toUnit: string | null
  readonly finalUnit: string | null
  readonly inTimeBefore: boolean | null
  readonly inTimeAfter: boolean | null
  readonly why: Words
}

export type Tally = { cases: number; inTime: number; late: number }

export type RulesReport = {
  readonly subject: 'rules'
  readonly cases: number
  /** Cases that were dispatched at all; all else counts these. */
  readonly dispatched: number
  readonly moved: number
  readonly nobody: { readonly before: number; readonly after: number }
  /** How many proposals named the unit that finally handled the case. */
  readonly right: { readonly before: number; readonly after: number }
  /** Returned cases for which the draft names the unit that finally handled them, and the working time they lost. */
  readonly returnsSpared: { readonly cases: number; readonly workMs: number }
  readonly units: readonly ({ readonly unitId: string } & UnitCount)[]
  /** What the escalation ladder told of these cases, rung by rung; a draft of rules only tells others. */
  readonly rungs: readonly {
    readonly rung: string
    readonly share: number
    readonly before: number
    readonly after: number
  }[]
  readonly rules: readonly { readonly ruleId: string; readonly held: number; readonly decided: number }[]
}

type UnitCount = { before: Tally; after: Tally; rungs: { before: number[]; after: number[] } }

export type RulesInput = {
  readonly before: CompiledRules
  readonly after: CompiledRules
  readonly duties: Duties
  readonly calendar: CompiledCalendar
  readonly calendarFor: CalendarSource
  readonly until: Date
  readonly ladder: readonly Rung[]
  /** When the district was in an emergency, as rules may ask. */
  readonly emergencies?: readonly Stretch[]
}

/**
 * Tries a draft on one case after another. A case is decided at the instant of its first dispatch, by what was known then, once by the
 * rules in force and once by the draft; the instants of its handling are kept, since nobody knows how quick another unit would be.
 */
export function simulateRules(input: RulesInput) {
  const units = new Map<string, UnitCount>()
  const all = { before: input.ladder.map(() => 0), after: input.ladder.map(() => 0) }
  const rules = new Map(input.after.map(({ rule }) => [rule.id, { held: 0, decided: 0 }]))
  const sum = { cases: 0, dispatched: 0, moved: 0, nobody: pair(), right: pair(), spared: { cases: 0, workMs: 0 } }
  const none = () => input.ladder.map(() => 0)
  const count = (unitId: string | null, side: 'before' | 'after', { inTime, told }: Handled) => {
    if (unitId === null) return void sum.nobody[side]++
    const known = units.get(unitId) ?? { before: tally(), after: tally(), rungs: { before: none(), after: none() } }
    units.set(unitId, known)
    for (const [at, n] of told.entries()) {
      known.rungs[side][at]! += n
      all[side][at]! += n
    }
    known[side].cases += 1
    if (inTime !== null) known[side][inTime ? 'inTime' : 'late'] += 1
  }
  return {
    add(past: PastCase, owner: string | null): MovedCase | undefined {
      sum.cases += 1
      const decided = decideBoth(past.history, owner, input, rules)
      if (!decided) return undefined
      const { before, after, finalUnit, lostMs } = decided
      const handled = handlingOf(past.history, input)
      sum.dispatched += 1
      count(before?.unitId ?? null, 'before', handled)
      count(after?.unitId ?? null, 'after', handled)
      if (before?.unitId === finalUnit) sum.right.before += 1
      if (after?.unitId === finalUnit) sum.right.after += 1
      if (lostMs > 0 && after?.unitId === finalUnit && before?.unitId !== finalUnit) {
        sum.spared.cases += 1
        sum.spared.workMs += lostMs
      }
      if (before?.unitId === after?.unitId) return undefined
      sum.moved += 1
      return movedCase(past, before, after, finalUnit, handled.inTime)
    },
    report: (): RulesReport => ({
      subject: 'rules',
      cases: sum.cases,
      dispatched: sum.dispatched,
      moved: sum.moved,
      nobody: sum.nobody,
      right: sum.right,
      returnsSpared: sum.spared,
      units: [...units]
        .map(([unitId, tallies]) => ({ unitId, ...tallies }))
        .sort((a, b) => b.after.cases - a.after.cases || (a.unitId < b.unitId ? -1 : 1)),
      rungs: input.ladder.map(({ id, share }, at) => ({
        ...{ rung: id, share, before: all.before[at] ?? 0, after: all.after[at] ?? 0 },
      })),
      rules: [...rules].map(([ruleId, counted]) => ({ ruleId, ...counted })),
    }),
  }
}

const pair = () => ({ before: 0, after: 0 })
const tally = (): Tally => ({ cases: 0, inTime: 0, late: 0 })

type Counts = ReadonlyMap<string, { held: number; decided: number }>

function decideBoth(history: readonly CaseEvent[], owner: string | null, input: RulesInput, counts: Counts) {
  const first = history.findIndex(({ kind }) => kind === 'dispatched')
  if (first < 1) return undefined
  const { at } = history[first]!
  const moment = momentOf(input.calendar, at, input.emergencies)
  const facts = factsOf(foldCase(history.slice(0, first)), at, moment, owner)
  const before = chooseUnit(input.before, input.duties, facts, moment)
  const after = chooseCounting(input, facts, moment, counts)
  return { before, after, ...whatBecame(history, input.calendar) }
}

/** As `chooseUnit`, counting for each rule how often it held and how often it decided. */
function chooseCounting({ after, duties }: RulesInput, facts: Facts, moment: Moment, counts: Counts): Choice | null {
  let chosen: Choice | undefined
  for (const { rule, condition } of after) {
    if (!inPeriod(rule, moment.on) || !condition.holds(facts)) continue
    const choice = targetOf(rule, duties, facts, moment)
    if (!choice) continue
    const counted = counts.get(rule.id)!
    counted.held += 1
    if (chosen) continue
    chosen = choice
    counted.decided += 1
  }
  return chosen ?? chooseUnit([], duties, facts, moment)
}

/** The unit that had the case last, and the working time between a dispatch and the return that undid it. */
function whatBecame(history: readonly CaseEvent[], calendar: CompiledCalendar) {
  let finalUnit: string | null = null
  let sentMs = 0
  let lostMs = 0
  for (const event of history) {
    if (event.kind === 'dispatched') {
      finalUnit = event.body.unitId
      sentMs = event.at.getTime()
    }
    if (event.kind === 'returned') lostMs += measureBetween(calendar, sentMs, event.at.getTime(), 'work_time')
  }
  return { finalUnit, lostMs }
}

type Handled = { readonly inTime: boolean | null; readonly told: readonly number[] }

/** Whether the case was handled in time, null while that is open, and what the ladder told of it. */
function handlingOf(history: readonly CaseEvent[], { calendarFor, until, ladder }: RulesInput): Handled {
  const entries = ledgerOf(history).filter(({ clock }) => clock === 'handle')
  if (entries.length === 0) return { inTime: null, told: [] }
  const clock = computeClock(entries, calendarFor, until)
  const isHandled = history.some(({ kind }) => kind === 'handled')
  return { inTime: clock.metInTime ?? (isHandled ? true : null), told: toldRungs(entries, clock, ladder) }
}

function movedCase(
  { caseId, number }: PastCase,
  before: Choice | null,
  after: Choice | null,
  finalUnit: string | null,
  inTime: boolean | null,
): MovedCase {
  const nobody = { zh: '无人负责', en: 'nobody' }
  const [was, is] = [before ? reasonOf(before) : nobody, after ? reasonOf(after) : nobody]
  return {
    caseId,
    number,
    clock: '',
    fromUnit: before?.unitId ?? null,
    toUnit: after?.unitId ?? null,
    finalUnit,
    inTimeBefore: inTime,
    inTimeAfter: inTime,
    why: { zh: `原：${was.zh}；现：${is.zh}`, en: `Before: ${was.en}; now: ${is.en}` },
  }
}
