import assert from 'node:assert/strict'
import { test } from 'node:test'
import { between, dayAfter, everyDay, placeOfDay } from './days.ts'

const days = everyDay('2026-02-27', '2026-03-02', [{ day: '2026-03-01', total: 4 }])

test('days without a report are days too, over the end of a month', () => {
  assert.deepEqual(
    days.map(({ day, total }) => [day, total]),
    [
      ['2026-02-27', 0],
      ['2026-02-28', 0],
      ['2026-03-01', 4],
      ['2026-03-02', 0],
    ],
  )
  assert.equal(dayAfter('2026-12-31', 1), '2027-01-01')
  assert.deepEqual(everyDay('2026-03-02', '2026-03-01', []), [])
})

test('handles that were dragged past each other still hold the days between them', () => {
  assert.deepEqual(
    [between(1, 3), between(3, 1), between(2, 2)],
    [
      [1, 3],
      [1, 3],
      [2, 2],
    ],
  )
})

test('a day beyond the brush stands at its end', () => {
  assert.deepEqual(
    [
      placeOfDay(days, '2026-02-28', 0),
      placeOfDay(days, '2027-01-01', 0),
      placeOfDay(days, '2020-01-01', 9),
      placeOfDay(days, undefined, 9),
    ],
    [1, 3, 0, 9],
  )
})
