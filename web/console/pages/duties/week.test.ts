import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysLater, mondayOf, touches, weekdayOf } from './week.ts'

test('a week begins on its Monday, over the ends of months and years', () => {
  assert.equal(mondayOf('2026-11-26'), '2026-11-23')
  assert.equal(mondayOf('2026-11-23'), '2026-11-23')
  assert.equal(mondayOf('2027-01-03'), '2026-12-28')
  assert.equal(daysLater('2026-12-28', 7), '2027-01-04')
  assert.equal(weekdayOf('2026-11-29'), 0)
})

test('a night shift stands in both its days, and a day shift in one', () => {
  const night = { startsAt: '2026-11-26T22:00:00+08:00', endsAt: '2026-11-27T06:00:00+08:00' }
  const days = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28']
  assert.deepEqual(
    days.filter((day) => touches(night, day)),
    ['2026-11-26', '2026-11-27'],
  )
  const till = { startsAt: '2026-11-26T16:00:00+08:00', endsAt: '2026-11-27T00:00:00+08:00' }
  assert.deepEqual(
    days.filter((day) => touches(till, day)),
    ['2026-11-26'],
  )
})
