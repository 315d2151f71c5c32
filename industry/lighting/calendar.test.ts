import assert from 'node:assert/strict'
import { test } from 'node:test'
import { burnsAt, Calendar, nightOf } from './calendar.ts'

const here = { lon: 107.51, lat: 31.21, timeZone: 'Asia/Shanghai' }
const calendar = Calendar.parse({
  usual: { onMinutes: 10, offMinutes: -10, rest: { from: '23:30', to: '05:00' } },
  seasons: [{ name: '夏令', from: '06-01', to: '08-31', onMinutes: 25 }],
})
const beijing = (at: Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', timeStyle: 'short' }).format(at)
const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const near = (at: Date, clock: string) =>
  assert.ok(Math.abs(minutes(beijing(at)) - minutes(clock)) <= 3, `${beijing(at)} is not near ${clock}`)

// By the equation of time and the sun's declination, worked out by hand for 31.21° N 107.51° E.
test('the sun sets and rises where the district lies, to a few minutes', () => {
  const spring = nightOf('2026-03-20', calendar, here)
  near(spring.sunset, '19:01')
  near(spring.sunrise, '06:52')
  const winter = nightOf('2026-12-21', calendar, here)
  near(winter.sunset, '17:51')
  near(winter.sunrise, '07:45')
})

test('a season goes before the usual night, also one that runs over the new year', () => {
  const summer = nightOf('2026-07-01', calendar, here)
  assert.equal(summer.on.getTime() - summer.sunset.getTime(), 25 * 60_000)
  assert.equal(summer.rest, undefined)
  const festive = Calendar.parse({ usual: {}, seasons: [{ name: '春节', from: '12-20', to: '02-20', onMinutes: -30 }] })
  for (const day of ['2026-12-31', '2026-01-15'])
    assert.equal(nightOf(day, festive, here).on < nightOf(day, festive, here).sunset, true)
  assert.equal(nightOf('2026-03-01', festive, here).on.getTime(), nightOf('2026-03-01', festive, here).sunset.getTime())
})

test('after midnight the night of the day before goes on, and the half that rests is dark', () => {
  const at = (clock: string) => new Date(`2026-03-21T${clock}:00+08:00`)
  assert.deepEqual(
    ['01:00', '05:30', '08:00', '18:00', '20:00'].map((clock) => [
      burnsAt(at(clock), calendar, here, false),
      burnsAt(at(clock), calendar, here, true),
    ]),
    [
      [true, false],
      [true, true],
      [false, false],
      [false, false],
      [true, true],
    ],
  )
})
