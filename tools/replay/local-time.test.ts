import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { localText } from '#city/calendar/zone.ts'
import { readLocalTime } from './local-time.ts'

const zone = 'America/New_York'

const samples: [text: string, utc: string, skipped: boolean][] = [
  ['11/13/2018 01:06:56 PM', '2018-11-13T18:06:56.000Z', false],
  ['07/04/2016 12:00:00 AM', '2016-07-04T04:00:00.000Z', false],
  ['07/04/2016 12:30:00 PM', '2016-07-04T16:30:00.000Z', false],
  // 02:00–03:00 was left out that night.
  ['03/11/2018 01:59:59 AM', '2018-03-11T06:59:59.000Z', false],
  ['03/11/2018 02:43:56 AM', '2018-03-11T07:43:56.000Z', true],
  ['03/11/2018 03:00:00 AM', '2018-03-11T07:00:00.000Z', false],
  // 01:30 came twice that night; the first is meant.
  ['11/04/2018 01:30:00 AM', '2018-11-04T05:30:00.000Z', false],
  ['11/04/2018 02:00:00 AM', '2018-11-04T07:00:00.000Z', false],
]

for (const [text, utc, skipped] of samples)
  test(`${text} in New York is ${utc}${skipped ? ', a time that never was' : ''}`, () => {
    assert.deepEqual(readLocalTime(text, zone), { at: new Date(utc), skipped })
  })

test('what is no such time is not guessed at', () => {
  for (const text of [
    '',
    '13/01/2018 01:00:00 AM',
    '02/30/2018 01:00:00 AM',
    '02/03/2018 13:00:00 PM',
    '02/03/2018 00:10:00 AM',
    '02/03/2018 01:60:00 AM',
    '2018-02-03 01:00:00',
    '02/03/2018 01:00:00',
  ])
    assert.equal(readLocalTime(text, zone), undefined, text)
})

test('whatever is read off the wall clock shows the same on it, unless the clocks left it out', () => {
  const two = (n: number) => String(n).padStart(2, '0')
  const part = (min: number, max: number) => fc.integer({ min, max })
  fc.assert(
    fc.property(
      fc.tuple(part(1, 12), part(1, 28), part(2014, 2019), part(0, 23), part(0, 59), part(0, 59)),
      ([month, day, year, hour, minute, second]) => {
        const text = `${two(month)}/${two(day)}/${year} ${two(hour % 12 || 12)}:${two(minute)}:${two(second)} ${hour < 12 ? 'AM' : 'PM'}`
        const time = readLocalTime(text, zone)
        assert.ok(time, text)
        const shown = localText(zone, time.at.getTime())
        const seconds = second === 0 ? '' : `:${two(second)}`
        assert.equal(shown === `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}${seconds}`, !time.skipped)
      },
    ),
  )
})
