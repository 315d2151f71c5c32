import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Cycle, dueOf, dueUnder, inspectionsOf, leadDays } from './due.ts'

const monthly: Cycle = { everyDays: 30, startsOn: '2026-03-01', endsOn: null, onWorkdays: false }
const always = () => true
const state = (cycle: Cycle, last: string | null, today: string) => dueOf(cycle, last, today, always).state

test('what was never inspected has the whole first cycle, and is overdue the day after', () => {
  assert.equal(state(monthly, null, '2026-02-28'), 'later')
  assert.equal(state(monthly, null, '2026-03-01'), 'due')
  assert.equal(state(monthly, null, '2026-03-30'), 'due')
  assert.equal(state(monthly, null, '2026-03-31'), 'overdue')
})

test('after an inspection it is done, comes up a quarter of the cycle before its day, and is overdue after it', () => {
  assert.equal(leadDays(30), 8)
  const standing = (today: string) => dueOf(monthly, '2026-03-10', today, always)
  assert.deepEqual(standing('2026-03-31'), { state: 'done', dueOn: '2026-04-09' })
  assert.equal(standing('2026-04-01').state, 'due')
  assert.equal(standing('2026-04-09').state, 'due')
  assert.equal(standing('2026-04-10').state, 'overdue')
})

test('a daily inspection is done on its own day and due on the next', () => {
  const daily = { ...monthly, everyDays: 1 }
  assert.equal(state(daily, '2026-03-10', '2026-03-10'), 'done')
  assert.equal(state(daily, '2026-03-10', '2026-03-11'), 'due')
  assert.equal(state(daily, '2026-03-10', '2026-03-12'), 'overdue')
})

test('where the working calendar counts, a day off waits for the next working day', () => {
  const isWorkday = (day: string) => !['2026-04-09', '2026-04-10'].includes(day)
  const cycle = { ...monthly, onWorkdays: true }
  assert.deepEqual(dueOf(cycle, '2026-03-10', '2026-04-10', isWorkday), { state: 'due', dueOn: '2026-04-11' })
})

test('after its last day a plan asks for nothing that is not already behind', () => {
  const short = { ...monthly, endsOn: '2026-04-05' }
  assert.equal(state(short, '2026-03-10', '2026-04-20'), 'done')
  assert.deepEqual(dueOf({ ...short, everyDays: 60 }, null, '2026-04-06', always), {
    state: 'overdue',
    dueOn: '2026-04-05',
  })
})

test('an inspection under an earlier plan counts, and is not due before the new plan begins', () => {
  assert.deepEqual(dueOf(monthly, '2026-01-01', '2026-03-01', always), { state: 'due', dueOn: '2026-03-01' })
})

test('a plan says beforehand how many inspections it makes', () => {
  assert.deepEqual(inspectionsOf({ ...monthly, endsOn: '2026-03-31' }, 10), { days: 31, total: 20 })
  assert.deepEqual(inspectionsOf(monthly, 10), { days: 365, total: 130 })
})

const weekly: Cycle = { ...monthly, everyDays: 7, startsOn: '2026-04-20' }
const changed = (asked: boolean, last: string | null, today: string) =>
  dueUnder([monthly, weekly], [asked], last, today, always)

test('a change counts from its day: nothing that was in time is late by it', () => {
  assert.deepEqual(changed(true, '2026-04-05', '2026-04-20'), { state: 'due', dueOn: '2026-04-20' })
  assert.deepEqual(changed(true, '2026-04-19', '2026-04-20'), { state: 'done', dueOn: '2026-04-26' })
})

test('what was overdue before a change stays overdue since its own day, until it is inspected', () => {
  assert.deepEqual(changed(true, '2026-03-02', '2026-04-22'), { state: 'overdue', dueOn: '2026-04-01' })
  assert.deepEqual(changed(true, null, '2026-04-22'), { state: 'overdue', dueOn: '2026-03-30' })
  assert.equal(changed(true, '2026-04-21', '2026-04-22').state, 'done')
})

test('what a change takes in anew has its whole first cycle', () => {
  assert.deepEqual(changed(false, null, '2026-04-22'), { state: 'due', dueOn: '2026-04-26' })
})
