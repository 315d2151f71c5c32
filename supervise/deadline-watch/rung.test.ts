import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from '#city/calendar/compile.ts'
import { bureauCalendar } from '#city/calendar/samples.ts'
import { at, clause, historyOf, reported, type Told } from '#city/case/sample-history.ts'
import { foldCase } from '#city/case/state.ts'
import { type Rung, usualLadder } from '#city/case/watch.ts'
import { addressesOf, lookAt, type Reached, templateOf } from './rung.ts'

const calendar = compileCalendar(bureauCalendar)

const look = (told: readonly Told[], now: string, ladder: readonly Rung[] = usualLadder, of = calendar) => {
  const history = historyOf(told)
  return lookAt(history, foldCase(history), of, ladder, at(now))
}

function reached(told: readonly Told[], now: string, ladder?: readonly Rung[], of = calendar): readonly Reached[] {
  const found = look(told, now, ladder, of)
  assert.ok('reached' in found)
  return found.reached
}

const names = (rungs: readonly Reached[]) => rungs.map(({ clock, rung, outcome }) => `${clock} ${rung} ${outcome}`)

const unit = (unitId: string) => ({ unitId, unitName: unitId, coUnitIds: [], note: '', reason: '' })

/** Filed with two working days and given to the roads office on Thursday 2026-03-05 at 09:00. */
const thursday: readonly Told[] = [
  ['2026-03-05T08:30', 'reported', reported({ stageLimits: {} })],
  ['2026-03-05T08:40', 'filed', { clause: clause({ value: 2, unit: 'work_day' }), note: '' }],
  ['2026-03-05T09:00', 'dispatched', unit('roads')],
  ['2026-03-05T09:10', 'accepted', { note: '' }],
]

const suspended = (told: readonly Told[], from: string, until: string): Told[] => [
  ...told,
  [from, 'suspension_approved', { until, note: '' }],
]

test('a rung is never reached before its instant, and the next look is exactly then', () => {
  const before = look(thursday, '2026-03-05T09:30')
  assert.ok('watchAt' in before && before.watchAt)
  assert.deepEqual(before.reached, [])
  const due = new Date(before.watchAt)
  const history = historyOf(thursday)
  const at1 = (ms: number) => lookAt(history, foldCase(history), calendar, usualLadder, new Date(due.getTime() + ms))
  const early = at1(-1)
  const right = at1(0)
  assert.ok('reached' in early && 'reached' in right)
  assert.deepEqual([early.reached.length, names(right.reached)], [0, ['handle warning told']])
})

test('a case first looked at long after is told of the highest rung only; the lower ones are kept as superseded', () => {
  assert.deepEqual(names(reached(thursday, '2026-06-01T09:00')), [
    'handle warning superseded',
    'handle due superseded',
    'handle late superseded',
    'handle escalation told',
  ])
})

test('suspended on Friday evening, resumed on Monday morning: the warning comes at the same instant as without', () => {
  const friday = suspended(thursday, '2026-03-06T18:10', '2026-03-08')
  const over = look(friday, '2026-03-09T08:00')
  assert.ok('resumeAt' in over)
  assert.equal(
    over.resumeAt.toISOString(),
    at('2026-03-09T00:00').toISOString(),
    'at the end of Sunday, when noticed or not',
  )
  const on: Told[] = [...friday, ['2026-03-09T00:00', 'resumed', { reason: '期满', automatic: true }]]
  const firstOf = (told: readonly Told[]) => reached(told, '2026-03-09T18:00').map((rung) => rung.at.toISOString())
  assert.deepEqual(firstOf(on), firstOf(thursday))
})

test('a warning across segment borders falls after the lunch break and the weekend, not in them', () => {
  const fridayNoon: readonly Told[] = [
    ['2026-03-06T11:00', 'reported', reported({ stageLimits: {} })],
    ['2026-03-06T11:05', 'filed', { clause: clause({ value: 5, unit: 'work_hour' }), note: '' }],
    ['2026-03-06T11:30', 'dispatched', unit('roads')],
  ]
  const found = look(fridayNoon, '2026-03-06T11:31')
  assert.ok('watchAt' in found)
  // 80 % of five hours is four: half an hour before lunch, three and a half from 14:00 on.
  assert.equal(found.watchAt?.toISOString(), at('2026-03-06T17:30').toISOString())
  const [, due] = reached(fridayNoon, '2026-03-09T09:00')
  assert.equal(due?.at.toISOString(), at('2026-03-09T09:00').toISOString(), 'the last half hour is on Monday')
})

test('while two suspensions overlap in the record, nothing is reached until the last of them is over', () => {
  const twice = suspended(suspended(thursday, '2026-03-05T17:00', '2026-03-31'), '2026-03-06T10:00', '2026-04-10')
  assert.deepEqual(reached(twice, '2026-04-10T12:00'), [])
  const found = look(twice, '2026-04-11T08:00')
  assert.ok('resumeAt' in found)
  assert.equal(found.resumeAt.toISOString(), at('2026-04-11T00:00').toISOString())
})

test('a calendar edited during a suspension moves what comes after it and reaches nothing meanwhile', () => {
  const told = suspended(thursday, '2026-03-05T17:00', '2026-03-15')
  const closedMonday = compileCalendar({
    ...bureauCalendar,
    version: 2,
    overrides: [...bureauCalendar.overrides, { date: '2026-03-16', open: false, name: { zh: '停电', en: 'no power' } }],
  })
  assert.deepEqual(reached(told, '2026-03-13T10:00', usualLadder, closedMonday), [])
  const on: Told[] = [...told, ['2026-03-16T00:00', 'resumed', { reason: '期满', automatic: true }]]
  const watchAt = (of: typeof calendar) => {
    const found = look(on, '2026-03-16T00:01', usualLadder, of)
    return 'watchAt' in found ? found.watchAt?.getTime() : undefined
  }
  assert.equal((watchAt(closedMonday) ?? 0) - (watchAt(calendar) ?? 0), 86_400_000, 'one closed day later')
})

test('bounced to the same unit the rungs are the same ones; to another unit they begin anew', () => {
  const back: readonly Told[] = [...thursday, ['2026-03-05T10:00', 'returned', { reason: '非本单位' }]]
  const epochs = (told: readonly Told[]) => [...new Set(reached(told, '2026-04-01T10:00').map(({ epoch }) => epoch))]
  assert.deepEqual(epochs([...back, ['2026-03-05T11:00', 'dispatched', unit('roads')]]), epochs(thursday))
  const [other] = epochs([...back, ['2026-03-05T11:00', 'dispatched', unit('sanitation')]])
  assert.equal(other, 6, 'the dispatch to the other unit')
})

test('a recalled dispatch leaves no rung of its unit', () => {
  const recalled: readonly Told[] = [...thursday, ['2026-03-05T10:00', 'recalled', { reason: '派错' }]]
  const found = look(recalled, '2026-06-01T09:00')
  assert.deepEqual(found, { reached: [], watchAt: null })
})

const inOfficeHours: readonly Rung[] = usualLadder.map((rung) => ({ ...rung, hours: 'working' }))

/** Four continuous hours from Friday 16:00: due at 20:00, when nobody is there. */
const byNight = (urgency: 'normal' | 'urgent'): readonly Told[] => [
  ['2026-03-06T15:00', 'reported', reported({ stageLimits: {}, urgency })],
  ['2026-03-06T15:30', 'filed', { clause: clause({ value: 4, unit: 'urgent_hour' }), note: '' }],
  ['2026-03-06T16:00', 'dispatched', unit('roads')],
]

test('reached at night, a rung that is told in working hours waits for Monday; of an urgent case it is told at once', () => {
  const [, due] = reached(byNight('normal'), '2026-03-06T20:00', inOfficeHours)
  assert.deepEqual([due?.outcome, due?.tellAt?.toISOString()], ['waiting', at('2026-03-09T08:30').toISOString()])
  assert.equal(
    due?.at.toISOString(),
    at('2026-03-06T20:00').toISOString(),
    'it was reached at its instant all the same',
  )
  assert.equal(reached(byNight('urgent'), '2026-03-06T20:00', inOfficeHours)[1]?.outcome, 'told')
  assert.equal(reached(byNight('normal'), '2026-03-06T20:00')[1]?.outcome, 'told')
})

test('a working-time budget that ends with the office is still told then, not on the next working day', () => {
  const told: readonly Told[] = [
    ['2026-03-06T14:00', 'reported', reported({ stageLimits: {} })],
    ['2026-03-06T14:00', 'filed', { clause: clause({ value: 4, unit: 'work_hour' }), note: '' }],
    ['2026-03-06T14:00', 'dispatched', unit('roads')],
  ]
  const due = reached(told, '2026-03-06T18:00', inOfficeHours).at(-1)
  assert.deepEqual([due?.rung, due?.outcome], ['due', 'told'])
})

test('a rung is told to whoever the clock runs against, each address once', () => {
  const held = { stage: 'handling', unitId: 'roads', collectorId: null, pendingVeto: false } as const
  assert.deepEqual(addressesOf({ tell: ['party', 'duty_chief'], clock: 'handle' }, held), [
    { unitId: 'roads', post: 'unit_handler' },
    { post: 'duty_chief' },
  ])
  const desk = { stage: 'confirmed', unitId: null, collectorId: null, pendingVeto: false } as const
  assert.deepEqual(addressesOf({ tell: ['party', 'duty_chief'], clock: 'intake' }, desk), [{ post: 'duty_chief' }])
  assert.deepEqual(addressesOf({ tell: ['party'], clock: 'co:water' }, held), [
    { unitId: 'water', post: 'unit_handler' },
  ])
})

test('the words follow the share: near, due, late, and escalated when the leader is told', () => {
  assert.deepEqual(usualLadder.map(templateOf), ['clock.warning', 'clock.due', 'clock.late', 'clock.escalated'])
})
