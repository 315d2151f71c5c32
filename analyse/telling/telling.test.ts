import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutesOf } from '#city/calendar/weekly.ts'
import { offsetAt } from '#city/calendar/zone.ts'
import { type Addressee, levelFor, RuleTelling, roundsOf, Step, stepFault, usualPlan } from './plan.ts'
import { type Listed, peopleOf } from './roster.ts'
import { dueAfter, timetable } from './timing.ts'

const zone = 'Asia/Shanghai'
const minute = 60_000
const at = (local: string) => Date.parse(`${local}:00+08:00`)
const local = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16)
const night = { from: '22:00', to: '07:00' }

test('minutes of quiet hours do not count, as a slow count of minutes says too', () => {
  const clock = (ms: number) => Math.floor((ms + offsetAt(zone, ms)) / minute) % 1_440
  const isQuiet = (ms: number, { from, to }: typeof night) => {
    const [begin, end, now] = [minutesOf(from), minutesOf(to), clock(ms)]
    return begin < end ? now >= begin && now < end : now >= begin || now < end
  }
  const slow = (from: number, minutes: number, quiet: typeof night) => {
    let now = from
    for (let left = minutes; ; now += minute) {
      if (isQuiet(now, quiet)) continue
      if (left === 0) return now
      left--
    }
  }
  const midnight = at('2026-03-02T00:00')
  for (const quiet of [night, { from: '12:00', to: '14:00' }, { from: '00:00', to: '06:30' }])
    for (let n = 0; n < 60; n++) {
      const [from, minutes] = [midnight + ((n * 37) % 2_880) * minute, (n * 53) % 900]
      assert.equal(dueAfter(from, minutes, quiet, zone), slow(from, minutes, quiet), `${local(from)} + ${minutes}`)
    }
  assert.equal(dueAfter(midnight, 5, null, zone), midnight + 5 * minute)
  assert.equal(dueAfter(midnight, 5, { from: '08:00', to: '08:00' }, zone), midnight + 5 * minute, 'no hour is quiet')
})

test('a mild alarm at half past two waits for the morning, its second step for an hour of the day', () => {
  const rounds = timetable(usualPlan.minor, at('2026-03-03T02:30'), zone)
  assert.deepEqual(
    rounds.map((round) => [round.step, local(round.at)]),
    [
      [0, '2026-03-03T07:00'],
      [1, '2026-03-03T08:00'],
    ],
  )
  assert.equal(local(timetable(usualPlan.critical, at('2026-03-03T02:30'), zone)[0]!.at), '2026-03-03T02:30')
})

test('repetitions come between the steps, in the order of their minutes', () => {
  const rounds = roundsOf(usualPlan.critical)
  assert.deepEqual(
    rounds.map(({ step, nth, minutes }) => [minutes, step, nth]),
    [
      [0, 0, 1],
      [10, 1, 1],
      [20, 1, 2],
      [30, 1, 3],
      [30, 2, 1],
    ],
  )
})

test('a rule goes before the district, the district before what is usual; posts alone are told at once', () => {
  assert.equal(levelFor(undefined, undefined, 'major').source, 'usual')
  assert.equal(levelFor(undefined, usualPlan, 'major').source, 'district')
  const own = RuleTelling.parse({ major: { steps: [] } })
  assert.deepEqual(levelFor(own, usualPlan, 'major'), { level: { steps: [] }, source: 'rule' })
  assert.equal(levelFor(own, usualPlan, 'critical').source, 'district')
  const before = levelFor(['duty_chief'], usualPlan, 'notice')
  assert.deepEqual(
    [before.source, before.level.steps[0]?.to, before.level.steps[0]?.afterMinutes],
    ['rule', ['post:duty_chief'], 0],
  )
  assert.equal(RuleTelling.safeParse({}).success, false)
  assert.equal(RuleTelling.safeParse({ major: { steps: [], quiet: night } }).success, false, 'grave ones know no quiet')
})

test('steps that do not come one after the other are named', () => {
  const step = (afterMinutes: number) => Step.parse({ afterMinutes, to: ['shift'] })
  assert.equal(stepFault(usualPlan), undefined)
  assert.deepEqual(stepFault({ minor: { steps: [step(5), step(5)] } }), { severity: 'minor', step: 1 })
})

test('of a post those on shift are told, all of it where nobody is; nobody is told twice', () => {
  const person = (personId: string, more: Partial<Listed>): Listed => ({
    ...{ personId, name: personId, unitName: null, posts: ['duty_chief'], isOnShift: false, isOwner: false },
    ...{ muted: [], hasPhone: false, ...more },
  })
  const told = (to: Addressee[], ...roster: Listed[]) =>
    peopleOf(to, roster).map((one) => [one.person.personId, one.as, one.standsIn])
  const [on, off] = [person('on', { isOnShift: true }), person('off', {})]
  assert.deepEqual(told(['duty:duty_chief'], on, off), [['on', 'duty:duty_chief', false]])
  assert.deepEqual(told(['duty:duty_chief'], off), [['off', 'duty:duty_chief', true]])
  assert.deepEqual(told(['shift', 'post:duty_chief'], on, off), [
    ['on', 'shift', false],
    ['off', 'post:duty_chief', false],
  ])
  const road = person('road', { posts: ['unit_handler'], isOwner: true })
  const head = person('head', { posts: ['leader'], isOwner: true })
  const auditor = person('auditor', { posts: ['audit_admin'], isOwner: true })
  assert.deepEqual(told(['owner'], on, road, head, auditor), [['road', 'owner', false]])
  assert.deepEqual(told(['owner'], on, head, auditor), [['head', 'owner', false]], 'where nobody handles anything')
  assert.deepEqual(told(['shift'], off), [], 'nobody stands in for a rota as such')
})
