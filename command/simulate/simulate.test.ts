import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addWork } from '#city/calendar/arithmetic.ts'
import { compileCalendar } from '#city/calendar/compile.ts'
import type { Limit } from '#city/calendar/unit.ts'
import type { CaseEvent, EventBodies, EventKind } from '#city/case/event.ts'
import { currentSteps } from '#city/case/steps.ts'
import { usualLadder } from '#city/case/watch.ts'
import { dutiesFor } from '../rule/duty.ts'
import { compileRules, type Rule } from '../rule/rule.ts'
import { dutyTable, rule, world } from '../rule/samples.ts'
import { alwaysBy, simulateClocks } from './clocks.ts'
import { type PastCase, simulateRules } from './rules.ts'

const hour = 3_600_000
const begins = Date.parse('2026-03-02T00:00:00Z')
const until = new Date(begins + 60 * 24 * hour)
const { calendar } = world

/** A past case as a test draws it: instants in hours after its report. */
type Drawn = {
  readonly category: string
  readonly street: string
  readonly source: 'hotline' | 'collector'
  readonly startHour: number
  readonly sentAfter: number
  readonly first: string
  readonly second: string | null
  readonly handledAfter: number | null
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  category: fc.constantFrom('01003', '06013', '07001'),
  street: fc.constantFrom('513399001', '513399002'),
  source: fc.constantFrom('hotline' as const, 'collector' as const),
  startHour: fc.integer({ min: 0, max: 300 }),
  sentAfter: fc.integer({ min: 1, max: 10 }),
  first: fc.constantFrom('roads', 'sanitation', 'street-two'),
  second: fc.constantFrom(null, 'roads', 'sanitation'),
  handledAfter: fc.option(fc.integer({ min: 1, max: 60 })),
})

const limit: Limit = { value: 8, unit: 'work_hour' }
const kindOf = (category: string) => (category.startsWith('01') ? ('component' as const) : ('matter' as const))

function pastOf(draw: Drawn, at: number): PastCase {
  const history: CaseEvent[] = []
  const tell = <K extends EventKind>(kind: K, ms: number, body: EventBodies[K]) =>
    history.push({
      ...{
        seq: history.length + 1,
        kind,
        at: new Date(ms),
        byId: '',
        byName: '',
        byUnit: null,
        calendarVersion: 1,
        body,
      },
    } as unknown as CaseEvent)
  const start = begins + draw.startHour * hour
  const category = { edition: '2026', kind: kindOf(draw.category), code: draw.category, name: draw.category }
  const place = {
    point: null,
    text: '',
    cellCode: null,
    communityCode: null,
    streetCode: draw.street,
    componentCode: null,
  }
  tell('reported', start, {
    ...{ number: `N${at}`, source: draw.source, urgency: 'normal', description: '', category, place, files: [] },
    ...{ stepsVersion: currentSteps, stageLimits: { dispatch: { value: 4, unit: 'work_hour' } } },
  })
  const clause = {
    ...category,
    versionId: null,
    conditionId: null,
    condition: '坑',
    closing: '',
    areaClass: '*',
    limit,
  }
  tell('filed', start, { clause, note: '' })
  const sent = start + draw.sentAfter * hour
  const send = (unitId: string, ms: number) =>
    tell('dispatched', ms, { unitId, unitName: unitId, coUnitIds: [], note: '', reason: '' })
  send(draw.first, sent)
  if (draw.second) {
    tell('returned', sent + hour, { reason: '不归我们' })
    send(draw.second, sent + 2 * hour)
  }
  const last = draw.second ? sent + 2 * hour : sent
  if (draw.handledAfter !== null) tell('handled', last + draw.handledAfter * hour, { note: '', before: [], after: [] })
  return { caseId: `c${at}`, number: `N${at}`, history }
}

const duties = (question: Parameters<typeof dutiesFor>[1]) => dutiesFor(dutyTable, question)

/** The unit by the plainest possible reading: rules as functions, the duty table looked at line by line. */
type Plain = {
  readonly when: (draw: Drawn, localHour: number) => boolean
  readonly text: string
  readonly unit: string
}
const plainRules: readonly Plain[] = [
  {
    text: 'category == "06013" && street == "513399002"',
    unit: 'roads',
    when: (d) => d.category === '06013' && d.street === '513399002',
  },
  { text: 'hour >= 20 || hour < 6', unit: 'sanitation', when: (_, h) => h >= 20 || h < 6 },
  {
    text: 'source == "hotline" && category.startsWith("07")',
    unit: 'street-two',
    when: (d) => d.source === 'hotline' && d.category.startsWith('07'),
  },
]

function plainly(rules: readonly Plain[], draw: Drawn): string {
  const local = Math.floor(((begins / hour + draw.startHour + draw.sentAfter) % 24) + 8) % 24
  const found = rules.find(({ when }) => when(draw, local))
  if (found) return found.unit
  if (draw.category === '01003') return 'roads'
  if (draw.category === '06013') return draw.street === '513399002' ? 'street-two' : 'roads'
  return 'sanitation'
}

const asRules = (rules: readonly Plain[]): Rule[] => rules.map(({ text, unit }, at) => rule(`r${at}`, text, unit))
const someRules = fc.subarray([...plainRules])

test('a simulation of rules equals what a plain reading of each case says', () => {
  fc.assert(
    fc.property(someRules, someRules, fc.array(drawn, { minLength: 1, maxLength: 30 }), (was, is, draws) => {
      const trial = simulateRules({
        ...{ before: compileRules(asRules(was)), after: compileRules(asRules(is)), duties },
        ...{ calendar, calendarFor: calendar, until, ladder: usualLadder },
      })
      const moved = draws.map((draw, at) => trial.add(pastOf(draw, at), null))
      const report = trial.report()
      const expected = draws.map((draw) => ({
        from: plainly(was, draw),
        to: plainly(is, draw),
        last: draw.second ?? draw.first,
      }))
      assert.deepEqual(
        moved.map((each) => each && [each.fromUnit, each.toUnit]),
        expected.map(({ from, to }) => (from === to ? undefined : [from, to])),
      )
      assert.equal(report.moved, expected.filter(({ from, to }) => from !== to).length)
      assert.equal(report.right.before, expected.filter(({ from, last }) => from === last).length)
      assert.equal(report.right.after, expected.filter(({ to, last }) => to === last).length)
      for (const { unitId, before, after } of report.units) {
        assert.equal(before.cases, expected.filter(({ from }) => from === unitId).length)
        assert.equal(after.cases, expected.filter(({ to }) => to === unitId).length)
      }
    }),
    { numRuns: 150 },
  )
})

const longer = compileCalendar({
  ...calendar.definition,
  version: 2,
  workWeekdays: [1, 2, 3, 4, 5, 6],
  schedules: [{ ...calendar.definition.schedules[0]!, sessions: [['09:00', '17:00']] }],
})

/** Whether a case without returns was handled in time, straight from the arithmetic of the calendar. */
function inTime(draw: Drawn, of: typeof calendar, granted: Limit): boolean {
  const sent = begins + (draw.startHour + draw.sentAfter) * hour
  const due = addWork(of, sent, granted)
  const end = draw.handledAfter === null ? until.getTime() : sent + draw.handledAfter * hour
  return end <= due
}

test('a simulation of a calendar equals the deadlines counted by hand', () => {
  const simple = drawn.map((draw) => ({ ...draw, second: null }))
  fc.assert(
    fc.property(fc.array(simple, { minLength: 1, maxLength: 30 }), (draws) => {
      const trial = simulateClocks({
        ...{
          subject: 'calendar',
          calendarFor: calendar,
          draftFor: alwaysBy(longer),
          limits: null,
          until,
          ladder: usualLadder,
        },
      })
      const turned = draws.flatMap((draw, at) => trial.add(pastOf(draw, at))).filter(({ clock }) => clock === 'handle')
      const handle = trial.report().clocks.find(({ clock }) => clock === 'handle')
      const was = draws.filter((draw) => inTime(draw, calendar, limit))
      const is = draws.filter((draw) => inTime(draw, longer, limit))
      assert.deepEqual([handle?.before.inTime, handle?.after.inTime], [was.length, is.length])
      assert.deepEqual([handle?.before.late, handle?.after.late], [draws.length - was.length, draws.length - is.length])
      const changed = draws.filter((draw) => inTime(draw, calendar, limit) !== inTime(draw, longer, limit))
      assert.equal(turned.length, changed.length)
    }),
    { numRuns: 150 },
  )
})

test('a simulation of limits equals the deadlines counted by hand, and leaves other conditions alone', () => {
  const simple = drawn.map((draw) => ({ ...draw, second: null }))
  const shorter: Limit = { value: 4, unit: 'work_hour' }
  const of = (condition: string) => ({
    stages: {},
    conditions: ['01003', '06013', '07001'].map((code, at) => ({
      ...{ conditionId: `0192d3c4-0000-7000-8000-00000000000${at}`, kind: kindOf(code), code, condition },
      ...{ areaClass: '*', limit: shorter },
    })),
  })
  fc.assert(
    fc.property(fc.array(simple, { minLength: 1, maxLength: 20 }), (draws) => {
      const late = (limits: ReturnType<typeof of>) => {
        const trial = simulateClocks({
          subject: 'limits',
          calendarFor: calendar,
          draftFor: calendar,
          limits,
          until,
          ladder: usualLadder,
        })
        for (const [at, draw] of draws.entries()) trial.add(pastOf(draw, at))
        return trial.report().clocks.find(({ clock }) => clock === 'handle')?.after.late
      }
      assert.equal(late(of('坑')), draws.filter((draw) => !inTime(draw, calendar, shorter)).length)
      assert.equal(late(of('别的')), draws.filter((draw) => !inTime(draw, calendar, limit)).length)
    }),
    { numRuns: 60 },
  )
})

test('a returned case that the draft sends right at once is counted as spared, with the working time it lost', () => {
  const draw: Drawn = {
    ...{ category: '06013', street: '513399002', source: 'hotline', startHour: 0, sentAfter: 2 },
    ...{ first: 'street-two', second: 'roads', handledAfter: 3 },
  }
  const trial = simulateRules({
    ...{
      before: [],
      after: compileRules(asRules(plainRules)),
      duties,
      calendar,
      calendarFor: calendar,
      until,
      ladder: usualLadder,
    },
  })
  const moved = trial.add(pastOf(draw, 1), null)
  assert.deepEqual([moved?.fromUnit, moved?.toUnit, moved?.finalUnit], ['street-two', 'roads', 'roads'])
  assert.match(moved?.why.zh ?? '', /原：职责表.*现：规则“r0”/)
  assert.deepEqual(trial.report().returnsSpared, { cases: 1, workMs: hour })
})

test('a sample of turned clocks comes with its explanation before and after', () => {
  const draw: Drawn = {
    ...{ category: '06013', street: '513399001', source: 'hotline', startHour: 0, sentAfter: 1 },
    ...{ first: 'roads', second: null, handledAfter: 9 },
  }
  const limits = { stages: { dispatch: { value: 10, unit: 'work_minute' as const } }, conditions: [] }
  const trial = simulateClocks({
    subject: 'limits',
    calendarFor: calendar,
    draftFor: calendar,
    limits,
    until,
    ladder: usualLadder,
  })
  const turned = trial.add(pastOf(draw, 1))
  assert.deepEqual(
    turned.map(({ clock, inTimeBefore, inTimeAfter }) => [clock, inTimeBefore, inTimeAfter]),
    [['dispatch', true, false]],
  )
  const [sample] = trial.report().sample
  assert.match(sample?.before.zh[0] ?? '', /时限 4工作时/)
  assert.match(sample?.after.zh[0] ?? '', /时限 10工作分/)
})
