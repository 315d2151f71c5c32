import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compileCalendar } from '#city/calendar/compile.ts'
import { minuteOracle } from '#city/calendar/oracle.ts'
import { at, bureauCalendar, sampleSpan } from '#city/calendar/samples.ts'
import { type Limit, type LimitUnit, limitUnits } from '#city/calendar/unit.ts'
import { localText } from '#city/calendar/zone.ts'
import {
  type Clock,
  type ClockAct,
  type ClockEntry,
  computeClock,
  computeClocks,
  lightOf,
  warnAt,
  warnBefore,
} from './clock.ts'

const bureau = compileCalendar(bureauCalendar)
const reason = { zh: '试', en: 'test' }

type Line = [act: ClockAct, at: string, more?: Partial<ClockEntry>]

const ledger = (...lines: Line[]): ClockEntry[] =>
  lines.map(([act, when, more], i) => ({ clock: 'handle', act, at: new Date(at(when)), seq: i + 1, reason, ...more }))

const limit = (value: number, unit: LimitUnit): { limit: Limit } => ({ limit: { value, unit } })
const text = (date: Date | undefined) => date && localText('Asia/Shanghai', date.getTime())
const clockOf = (now: string, ...lines: Line[]): Clock => computeClock(ledger(...lines), bureau, new Date(at(now)))
const dueOf = (...lines: Line[]) => text(clockOf('2026-01-01 00:00', ...lines).dueBy)

test('suspending on Friday evening and resuming on Monday morning gains nothing', () => {
  const start: Line = ['start', '2026-03-06 15:00', limit(1, 'work_day')]
  assert.equal(dueOf(start), '2026-03-09 15:00')
  assert.equal(dueOf(start, ['pause', '2026-03-06 19:00'], ['resume', '2026-03-09 08:00']), '2026-03-09 15:00')
})

test('a pause inside working hours moves the deadline by exactly that working time', () => {
  const start: Line = ['start', '2026-03-02 09:00', limit(4, 'work_hour')]
  assert.equal(dueOf(start), '2026-03-02 15:00')
  assert.equal(dueOf(start, ['pause', '2026-03-02 11:00'], ['resume', '2026-03-02 15:00']), '2026-03-02 17:00')
})

test('two overlapping suspensions are counted once', () => {
  const due = dueOf(
    ['start', '2026-03-02 09:00', limit(4, 'work_hour')],
    ['pause', '2026-03-02 10:00', { pauseKey: 'a' }],
    ['pause', '2026-03-02 10:30', { pauseKey: 'b' }],
    ['resume', '2026-03-02 11:00', { pauseKey: 'a' }],
    ['resume', '2026-03-02 12:00', { pauseKey: 'b' }],
  )
  assert.equal(due, '2026-03-02 17:00')
})

test('a suspension across 调休 and Spring Festival leaves the working time it found', () => {
  const start: Line = ['start', '2026-02-13 08:30', limit(2, 'work_day')]
  assert.equal(dueOf(start), '2026-02-14 18:00')
  assert.equal(dueOf(start, ['pause', '2026-02-13 18:00'], ['resume', '2026-02-15 10:00']), '2026-02-24 18:00')
  assert.equal(dueOf(start, ['pause', '2026-02-14 14:00'], ['resume', '2026-02-24 14:00']), '2026-02-24 18:00')
})

test('a case returned and sent to the same unit goes on where it stood', () => {
  const due = dueOf(
    ['start', '2026-03-02 09:00', { ...limit(4, 'work_hour'), party: 'wang' }],
    ['pause', '2026-03-02 11:00', { pauseKey: 'returned' }],
    ['resume', '2026-03-03 09:00', { pauseKey: 'returned' }],
  )
  assert.equal(due, '2026-03-03 11:00')
})

test('a case returned and sent to another unit begins anew', () => {
  const clock = clockOf(
    '2026-03-03 10:00',
    ['start', '2026-03-02 09:00', { ...limit(4, 'work_hour'), party: 'wang' }],
    ['pause', '2026-03-02 11:00', { pauseKey: 'returned' }],
    ['restart', '2026-03-03 09:00', { party: 'zhao' }],
  )
  assert.equal(text(clock.dueBy), '2026-03-03 15:00')
  assert.equal(clock.party, 'zhao')
  assert.equal(clock.round, 2)
  assert.deepEqual(clock.consumed, [{ measure: 'work_time', amount: 3_600_000 }])
})

test('an extension adds to the budget, in its own unit when it has another', () => {
  const start: Line = ['start', '2026-03-02 15:00', limit(2, 'work_day')]
  assert.equal(dueOf(start, ['extend', '2026-03-03 10:00', limit(1, 'work_day')]), '2026-03-05 15:00')
  assert.equal(dueOf(start, ['extend', '2026-03-03 10:00', limit(4, 'work_hour')]), '2026-03-05 09:30')
  const mixed = clockOf('2026-03-05 09:00', start, ['extend', '2026-03-03 10:00', limit(4, 'work_hour')])
  assert.deepEqual(mixed.remaining, [
    { measure: 'work_day', amount: 0 },
    { measure: 'work_time', amount: 1_800_000 },
  ])
})

test('an extension given while paused, and one given too late, count from the working time and not from the day', () => {
  const start: Line = ['start', '2026-03-02 09:00', limit(2, 'work_hour')]
  const paused: Line = ['pause', '2026-03-02 10:00']
  const extended: Line = ['extend', '2026-03-03 10:00', limit(2, 'work_hour')]
  assert.equal(dueOf(start, paused, extended, ['resume', '2026-03-04 08:30']), '2026-03-04 11:30')
  assert.equal(dueOf(start, extended), '2026-03-02 15:00')
})

test('a paused clock has no deadline but says what is left', () => {
  const clock = clockOf(
    '2026-03-05 09:00',
    ['start', '2026-03-02 09:00', limit(4, 'work_hour')],
    ['pause', '2026-03-02 10:00'],
  )
  assert.equal(clock.dueBy, undefined)
  assert.equal(clock.metInTime, undefined)
  assert.deepEqual(clock.remaining, [{ measure: 'work_time', amount: 3 * 3_600_000 }])
  assert.equal(warnAt(clock, 0.8), undefined)
  assert.equal(text(warnAt(clock, 0.25)), '2026-03-02 10:00')
})

test('finishing at the very deadline is in time, a millisecond after it is late', () => {
  const start: Line = ['start', '2026-03-02 09:00', limit(4, 'work_hour')]
  const inTime = clockOf('2026-03-09 00:00', start, ['stop', '2026-03-02 15:00'])
  assert.equal(inTime.metInTime, true)
  assert.equal(text(inTime.dueBy), '2026-03-02 15:00')
  const entries = ledger(start, ['stop', '2026-03-02 15:00'])
  const late = computeClock(
    [entries[0]!, { ...entries[1]!, at: new Date(at('2026-03-02 15:00') + 1) }],
    bureau,
    new Date(),
  )
  assert.equal(late.metInTime, false)
  assert.deepEqual(late.lateBy, { working: { measure: 'work_time', amount: 1 }, wallMs: 1 })
})

test('feedback that pauses the clock keeps its time even when the case is closed days later', () => {
  const clock = clockOf(
    '2026-03-20 00:00',
    ['start', '2026-03-02 09:00', limit(4, 'work_hour')],
    ['pause', '2026-03-02 11:00', { pauseKey: 'handled' }],
    ['stop', '2026-03-10 10:00'],
  )
  assert.equal(clock.metInTime, true)
  assert.equal(text(clock.dueBy), '2026-03-02 15:00')
})

test('rework after a stop goes on with the rest of the budget', () => {
  const due = dueOf(
    ['start', '2026-03-02 09:00', limit(4, 'work_hour')],
    ['stop', '2026-03-02 11:00'],
    ['resume', '2026-03-04 08:30'],
  )
  assert.equal(due, '2026-03-04 10:30')
})

test('lateness is told in working time and by the wall clock, and a pause stops it', () => {
  const clock = clockOf(
    '2026-03-05 12:00',
    ['start', '2026-03-02 09:00', limit(4, 'work_hour')],
    ['pause', '2026-03-03 09:30'],
    ['resume', '2026-03-05 11:00'],
  )
  assert.equal(text(clock.dueBy), '2026-03-02 15:00')
  assert.deepEqual(clock.lateBy, { working: { measure: 'work_time', amount: 5 * 3_600_000 }, wallMs: 19.5 * 3_600_000 })
  assert.equal(clock.share, 2.25)
  assert.equal(lightOf(clock), 'red')
})

test('warnings follow the budget across pauses, lunch and weekends', () => {
  const clock = clockOf(
    '2026-03-06 12:00',
    ['start', '2026-03-06 15:00', limit(10, 'work_hour')],
    ['pause', '2026-03-06 16:00'],
    ['resume', '2026-03-09 09:00'],
  )
  assert.equal(text(clock.dueBy), '2026-03-10 10:30')
  assert.equal(text(warnAt(clock, 0.8)), '2026-03-09 18:00')
  assert.equal(text(warnAt(clock, 1.1)), '2026-03-10 11:30')
  assert.equal(text(warnBefore(clock, { value: 2, unit: 'work_hour' })), '2026-03-09 18:00')
  assert.equal(text(warnBefore(clock, { value: 9, unit: 'work_hour' })), '2026-03-06 16:00')
  assert.equal(text(warnBefore(clock, { value: 1, unit: 'urgent_hour' })), '2026-03-10 09:30')
  assert.equal(warnBefore(clock, { value: 11, unit: 'work_hour' }), undefined)
})

test('a share of an extended, mixed budget is weighed by an ordinary working day', () => {
  const clock = clockOf(
    '2026-03-02 00:00',
    ['start', '2026-03-02 08:30', limit(1, 'work_day')],
    ['extend', '2026-03-02 09:00', limit(7.5, 'work_hour')],
  )
  assert.equal(text(warnAt(clock, 0.5)), '2026-03-02 18:00')
  assert.equal(text(warnAt(clock, 1)), '2026-03-03 18:00')
  assert.equal(text(warnAt(clock, 0.25)), '2026-03-02 14:15')
})

test('the three lights', () => {
  const at80: Line[] = [['start', '2026-03-02 08:30', limit(10, 'urgent_hour')]]
  assert.equal(lightOf(clockOf('2026-03-02 16:30', ...at80)), 'green')
  assert.equal(lightOf(clockOf('2026-03-02 16:31', ...at80)), 'yellow')
  assert.equal(lightOf(clockOf('2026-03-02 18:31', ...at80)), 'red')
})

test('repeated pauses and resumes change nothing; impossible entries are refused', () => {
  const start: Line = ['start', '2026-03-02 09:00', limit(4, 'work_hour')]
  const twice = dueOf(
    start,
    ['pause', '2026-03-02 10:00'],
    ['pause', '2026-03-02 10:30'],
    ['resume', '2026-03-02 11:00'],
    ['resume', '2026-03-02 11:30'],
  )
  assert.equal(twice, '2026-03-02 16:00')
  assert.throws(() => dueOf(['pause', '2026-03-02 10:00']), { code: 'clock_entry_impossible' })
  assert.throws(
    () => dueOf(start, ['stop', '2026-03-02 10:00'], ['extend', '2026-03-02 11:00', limit(1, 'work_day')]),
    { code: 'clock_entry_impossible' },
  )
  assert.throws(() => dueOf(['start', '2026-03-02 09:00']), { code: 'clock_limit_missing' })
})

test('an entry whose instant runs backwards counts as simultaneous with the one before', () => {
  assert.equal(
    dueOf(
      ['start', '2026-03-02 09:00', limit(4, 'work_hour')],
      ['pause', '2026-03-02 08:59'],
      ['resume', '2026-03-02 10:00'],
    ),
    '2026-03-02 16:00',
  )
})

test('an open clock asks for the calendar in force, a stopped one for the version it was stopped under', () => {
  const asked: (number | undefined)[] = []
  const source = (version: number | undefined) => {
    asked.push(version)
    return bureau
  }
  const start: Line = ['start', '2026-03-02 09:00', limit(4, 'work_hour')]
  computeClock(ledger(start), source, new Date(at('2026-03-02 10:00')))
  computeClock(
    ledger(start, ['stop', '2026-03-02 11:00', { calendarVersion: 3 }]),
    source,
    new Date(at('2026-03-02 12:00')),
  )
  assert.deepEqual(asked, [undefined, 3])
})

test('the clocks of a case are told apart and come in the order of the stages', () => {
  const entries = ledger(
    ['start', '2026-03-02 09:00', limit(4, 'work_hour')],
    ['start', '2026-03-02 08:30', { ...limit(15, 'work_minute'), clock: 'intake' }],
  )
  assert.deepEqual(
    computeClocks(entries, bureau, new Date(at('2026-03-02 10:00'))).map((c) => [c.name, text(c.dueBy)]),
    [
      ['intake', '2026-03-02 08:45'],
      ['handle', '2026-03-02 15:00'],
    ],
  )
})

test('2 000 random ledgers with overlapping pauses and mixed extensions equal a count minute by minute', () => {
  const [from, to] = sampleSpan(bureauCalendar)
  const oracle = minuteOracle(bureauCalendar, from, to)
  const units = Object.keys(limitUnits) as LimitUnit[]
  const someLimit = fc.record({
    value: fc.integer({ min: 1, max: 24 }).map((q) => q / 4),
    unit: fc.constantFrom(...units),
  })
  const minute = fc.integer({ min: 0, max: 8000 })
  const pause = fc.tuple(minute, minute).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const)
  const start = fc.integer({ min: 0, max: (to - from) / 60_000 - 120 * 1440 }).map((m) => from + m * 60_000)
  fc.assert(
    fc.property(
      start,
      fc.array(someLimit, { minLength: 1, maxLength: 3 }),
      fc.array(pause, { maxLength: 4 }),
      (startMs, limits, pauses) => {
        const entries = randomLedger(startMs, limits, pauses)
        const clock = computeClock(entries, bureau, new Date(startMs))
        const runs = (ms: number) => !pauses.some(([a, b]) => ms >= startMs + a * 60_000 && ms < startMs + b * 60_000)
        assert.equal(clock.dueBy?.getTime(), oracle.addWhile(startMs, limits, runs))
      },
    ),
    { numRuns: 2000 },
  )
})

function randomLedger(
  startMs: number,
  limits: readonly Limit[],
  pauses: readonly (readonly [number, number])[],
): ClockEntry[] {
  type Sketch = Omit<ClockEntry, 'seq' | 'reason' | 'clock' | 'at'> & { minute: number }
  const sketches: Sketch[] = [
    ...limits.slice(1).map((extra, i) => ({ act: 'extend' as const, minute: i * 37, limit: extra })),
    ...pauses.flatMap(([a, b], i) => [
      { act: 'pause' as const, minute: a, pauseKey: `p${i}` },
      { act: 'resume' as const, minute: b, pauseKey: `p${i}` },
    ]),
  ]
  sketches.sort((a, b) => a.minute - b.minute)
  return [{ act: 'start' as const, minute: 0, limit: limits[0]! }, ...sketches].map(({ minute, ...entry }, i) => ({
    clock: 'handle',
    reason,
    seq: i + 1,
    at: new Date(startMs + minute * 60_000),
    ...entry,
  }))
}
