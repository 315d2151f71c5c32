import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import type { CaseEvent } from '#city/case/event.ts'
import { type CalendarSource, type Clock, type ClockEntry, computeClocks } from '#city/case/ledger/clock.ts'
import { explain } from '#city/case/ledger/explain.ts'
import { entriesOf } from '#city/case/relimit.ts'
import { toldRungs } from '#city/case/told-rungs.ts'
import type { Rung } from '#city/case/watch.ts'
import { limitOfClause } from '#city/catalogue/condition-limit.ts'
import type { Words } from '../rule/reason.ts'
import type { PastCase, Tally } from './rules.ts'
import type { LimitTable } from './subject.ts'

/** A clock that the draft would have judged otherwise. */
export type TurnedClock = Pick<PastCase, 'caseId' | 'number'> & {
  readonly clock: string
  readonly fromUnit: string | null
  readonly toUnit: string | null
  readonly finalUnit: string | null
  readonly inTimeBefore: boolean | null
  readonly inTimeAfter: boolean | null
  readonly why: Words
}

type ClockCount = {
  before: Tally
  after: Tally
  turnedLate: number
  turnedInTime: number
  /** Deadlines of clocks that still run. */
  dueEarlier: number
  dueLater: number
}

export type ClocksReport = {
  readonly subject: 'calendar' | 'limits'
  readonly cases: number
  readonly turned: number
  readonly clocks: readonly ({ readonly clock: string } & ClockCount)[]
  /** What the escalation ladder would have told over all clocks, rung by rung. */
  readonly rungs: readonly RungCount[]
  /** The handling clock alone, by the unit that has or had the case. */
  readonly units: readonly ({ readonly unitId: string } & UnitCount)[]
  readonly sample: readonly {
    readonly caseId: string
    readonly number: string
    readonly clock: string
    readonly before: { readonly zh: readonly string[]; readonly en: readonly string[] }
    readonly after: { readonly zh: readonly string[]; readonly en: readonly string[] }
  }[]
}

/** How often a rung is told, as it is and by the draft. */
export type RungCount = {
  readonly rung: string
  readonly share: number
  readonly before: number
  readonly after: number
}

type UnitCount = { before: Tally; after: Tally; rungs: { before: number[]; after: number[] } }

export type ClocksInput = {
  readonly subject: 'calendar' | 'limits'
  /** What the clocks are counted by today: stopped ones by the version they stopped under. */
  readonly calendarFor: CalendarSource
  /** The draft, for every clock; today's choice where only limits are tried. */
  readonly draftFor: CalendarSource
  readonly limits: LimitTable | null
  readonly until: Date
  readonly ladder: readonly Rung[]
}

const sampled = 20

/** Tries a calendar or a limit table on one case after another, as if it had been in force all the time. */
export function simulateClocks(input: ClocksInput) {
  const clocks = new Map<string, ClockCount>()
  const units = new Map<string, UnitCount>()
  const rungs = { before: input.ladder.map(() => 0), after: input.ladder.map(() => 0) }
  const sample: ClocksReport['sample'][number][] = []
  const sum = { cases: 0, turned: 0 }
  return {
    add(past: PastCase): TurnedClock[] {
      sum.cases += 1
      const [was, is] = bothReadings(past.history, input)
      const unit = lastUnit(past.history)
      return was.clocks.flatMap((before) => {
        const after = is.clocks.find(({ name, party }) => name === before.name && party === before.party)
        if (!after) return []
        const told = { before: was.told(before), after: is.told(after) }
        countClock(clocks, before, after)
        addRungs(rungs, told)
        if (before.name === 'handle' && unit) countUnit(units, unit, before, after, told)
        if (verdict(before) === verdict(after)) return []
        sum.turned += 1
        if (sample.length < sampled) sample.push(sampleOf(past, before, after))
        return [turned(past, unit, before, after)]
      })
    },
    report: (): ClocksReport => ({
      subject: input.subject,
      cases: sum.cases,
      turned: sum.turned,
      clocks: [...clocks].map(([clock, counted]) => ({ clock, ...counted })),
      rungs: input.ladder.map(({ id, share }, at) => ({
        ...{ rung: id, share, before: rungs.before[at] ?? 0, after: rungs.after[at] ?? 0 },
      })),
      units: [...units]
        .map(([unitId, tallies]) => ({ unitId, ...tallies }))
        .sort((a, b) => b.before.cases - a.before.cases || (a.unitId < b.unitId ? -1 : 1)),
      sample,
    }),
  }
}

/** The clocks as they are, and as they would be. */
function bothReadings(history: readonly CaseEvent[], { calendarFor, draftFor, limits, until, ladder }: ClocksInput) {
  const entries = ledgerOf(history)
  const changed = limits ? ledgerOf(withLimits(history, limits)) : entries
  const reading = (of: readonly ClockEntry[], source: CalendarSource) => ({
    clocks: computeClocks(of, source, until),
    told: (clock: Clock) => toldRungs(entriesOf(of, clock.name), clock, ladder),
  })
  return [reading(entries, calendarFor), reading(changed, draftFor)] as const
}

/** The history as it would read had the draft's limits been in force when it was written. */
export function withLimits(history: readonly CaseEvent[], { stages, conditions }: LimitTable): CaseEvent[] {
  return history.map((event) => {
    if (event.kind === 'reported')
      return { ...event, body: { ...event.body, stageLimits: { ...event.body.stageLimits, ...stages } } }
    if (event.kind !== 'filed') return event
    const { clause } = event.body
    const limit = limitOfClause(conditions, clause)
    return limit ? { ...event, body: { ...event.body, clause: { ...clause, limit } } } : event
  }) as CaseEvent[]
}

/** In time, late, or not known yet. A clock that stands still with time left is in time so far. */
function verdict({ metInTime, state }: Clock): boolean | null {
  if (metInTime !== undefined) return metInTime
  return state === 'paused' ? true : null
}

const tally = (): Tally => ({ cases: 0, inTime: 0, late: 0 })

function add(to: Tally, clock: Clock): void {
  const met = verdict(clock)
  to.cases += 1
  if (met !== null) to[met ? 'inTime' : 'late'] += 1
}

function countClock(clocks: Map<string, ClockCount>, before: Clock, after: Clock): void {
  const known = clocks.get(before.name) ?? {
    before: tally(),
    after: tally(),
    turnedLate: 0,
    turnedInTime: 0,
    dueEarlier: 0,
    dueLater: 0,
  }
  clocks.set(before.name, known)
  add(known.before, before)
  add(known.after, after)
  const [was, is] = [verdict(before), verdict(after)]
  if (was !== false && is === false) known.turnedLate += 1
  if (was === false && is !== false) known.turnedInTime += 1
  const moved = before.state === 'running' ? (after.dueBy?.getTime() ?? 0) - (before.dueBy?.getTime() ?? 0) : 0
  if (moved < 0) known.dueEarlier += 1
  if (moved > 0) known.dueLater += 1
}

type ToldRungs = { readonly before: readonly number[]; readonly after: readonly number[] }

function addRungs(to: UnitCount['rungs'], told: ToldRungs): void {
  for (const side of ['before', 'after'] as const)
    for (const [at, n] of told[side].entries()) to[side][at] = (to[side][at] ?? 0) + n
}

function countUnit(units: Map<string, UnitCount>, unitId: string, before: Clock, after: Clock, told: ToldRungs): void {
  const none = () => told.before.map(() => 0)
  const known = units.get(unitId) ?? { before: tally(), after: tally(), rungs: { before: none(), after: none() } }
  units.set(unitId, known)
  add(known.before, before)
  add(known.after, after)
  addRungs(known.rungs, told)
}

function lastUnit(history: readonly CaseEvent[]): string | null {
  const last = history.findLast((event) => event.kind === 'dispatched') as CaseEvent<'dispatched'> | undefined
  return last?.body.unitId ?? null
}

const sampleOf = ({ caseId, number }: PastCase, before: Clock, after: Clock) => ({
  caseId,
  number,
  clock: before.name,
  before: { zh: explain(before, 'zh'), en: explain(before, 'en') },
  after: { zh: explain(after, 'zh'), en: explain(after, 'en') },
})

function turned({ caseId, number }: PastCase, unit: string | null, before: Clock, after: Clock): TurnedClock {
  const due = ({ dueBy }: Clock) => dueBy?.toISOString() ?? '—'
  return {
    caseId,
    number,
    clock: before.name,
    fromUnit: unit,
    toUnit: unit,
    finalUnit: unit,
    inTimeBefore: verdict(before),
    inTimeAfter: verdict(after),
    why: { zh: `截止 ${due(before)} → ${due(after)}`, en: `due ${due(before)} → ${due(after)}` },
  }
}

/** Counts every clock by the draft, whatever version it stopped under. */
export const alwaysBy =
  (calendar: CompiledCalendar): CalendarSource =>
  () =>
    calendar
