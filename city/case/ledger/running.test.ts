import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compileCalendar } from '#city/calendar/compile.ts'
import { at, bureauCalendar } from '#city/calendar/samples.ts'
import { type LimitUnit, limitUnits } from '#city/calendar/unit.ts'
import { type ClockAct, type ClockEntry, type ClockName, computeClocks, warnAt } from './clock.ts'
import { runningClocks } from './running.ts'

const bureau = compileCalendar(bureauCalendar)
const reason = { zh: '试', en: 'test' }
const began = at('2026-03-02 09:00')

const names: readonly ClockName[] = ['intake', 'handle', 'co:water', 'co:roads']
const acts: readonly ClockAct[] = ['pause', 'resume', 'extend', 'relimit', 'restart', 'resume']

const limit = fc.record({
  value: fc.integer({ min: 1, max: 24 }).map((q) => q / 4),
  unit: fc.constantFrom(...(Object.keys(limitUnits) as LimitUnit[])),
})
const line = fc.record({
  clock: fc.constantFrom(...names),
  act: fc.constantFrom(...acts),
  minutes: fc.integer({ min: 0, max: 3000 }),
  limit,
  pauseKey: fc.constantFrom('a', 'b'),
})

/** Every clock starts; what follows happens in the order told; some stop at the end. */
const ledger = fc
  .tuple(fc.array(limit, { minLength: 4, maxLength: 4 }), fc.array(line, { maxLength: 12 }), fc.subarray([...names]))
  .map(([limits, lines, stopped]) => {
    const told: Pick<ClockEntry, 'clock' | 'act' | 'limit' | 'pauseKey' | 'party'>[] = [
      ...names.map((clock, n) => ({ clock, act: 'start' as const, limit: limits[n]!, party: `${clock} unit` })),
      ...lines,
      ...stopped.map((clock) => ({ clock, act: 'stop' as const })),
    ]
    const minutes = [0, 0, 0, 0, ...lines.map((each) => each.minutes).sort((a, b) => a - b)]
    return told.map(
      ({ clock, act, limit: given, pauseKey = '', party }, n): ClockEntry => ({
        clock,
        act,
        at: new Date(began + (minutes[n] ?? 3000) * 60_000),
        seq: n + 1,
        reason,
        pauseKey,
        ...(party ? { party } : {}),
        ...(given && act !== 'pause' && act !== 'resume' ? { limit: given } : {}),
      }),
    )
  })

test('of a thousand random ledgers the running clocks are those of the whole computation, due when it says', () => {
  fc.assert(
    fc.property(ledger, fc.integer({ min: 0, max: 60 * 24 * 9 }), (entries, minutes) => {
      const now = new Date(began + minutes * 60_000)
      const whole = computeClocks(entries, bureau, now).filter(({ state }) => state === 'running')
      const shares = [0.5, 0.8, 1, 1.2, 2]
      assert.deepEqual(
        runningClocks(entries, bureau).map(({ reaches, budgetSeq: _, ...clock }) => [clock, shares.map(reaches)]),
        whole.map((clock) => [
          {
            name: clock.name,
            party: clock.party ?? null,
            roundSeq: clock.segments.find(({ round }) => round === clock.round)?.opened.seq,
            dueBy: clock.dueBy ?? null,
          },
          shares.map((share) => warnAt(clock, share) ?? null),
        ]),
      )
    }),
    { numRuns: 1000 },
  )
})

test('what last gave a clock its budget is its start, an extension or a new limit, and no pause', () => {
  const entry = (seq: number, act: ClockAct, more: Partial<ClockEntry> = {}): ClockEntry => ({
    clock: 'handle',
    act,
    at: new Date(began + seq * 60_000),
    seq,
    reason,
    ...more,
  })
  const two = { limit: { value: 2, unit: 'work_day' } } as const
  const told = [entry(3, 'start', two), entry(4, 'pause'), entry(5, 'resume')]
  const seqOf = (entries: readonly ClockEntry[]) => runningClocks(entries, bureau)[0]?.budgetSeq
  assert.deepEqual([seqOf(told), seqOf([...told, entry(7, 'extend', two), entry(8, 'resume')])], [3, 7])
})
