import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayNumberOf } from '#city/calendar/zone.ts'
import { inHours } from '../alarm/dry-run.ts'
import { judgeHistory } from './history.ts'
import { hoursOf, Watch } from './hours.ts'
import { judgeOf } from './judge.ts'
import { sampleRule } from './sample-rule.ts'

const zone = 'Asia/Shanghai'
const at = (local: string) => Date.parse(`${local}:00+08:00`)
const local = (ms: number | undefined) => ms && new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16)
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const night = [{ days: everyDay, from: '22:00', to: '05:00' }]
// The Monday is taken off and the Saturday before it is worked.
const works = (day: number) => day === dayNumberOf('2026-02-28') || day === dayNumberOf('2026-03-03')

test('hours that begin on a working day belong to it, though they end on the next', () => {
  const hours = hoursOf({ windows: night, watch: Watch.parse({ on: 'working' }) }, zone, works)
  const open = ['2026-02-28T22:00', '2026-03-01T04:59', '2026-03-03T23:00', '2026-03-04T04:00']
  const shut = ['2026-02-28T04:00', '2026-03-01T22:30', '2026-03-02T23:00', '2026-03-03T04:00', '2026-03-04T05:00']
  for (const one of open) assert.equal(hours.isOpen(at(one)), true, one)
  for (const one of shut) assert.equal(hours.isOpen(at(one)), false, one)
  assert.equal(local(hours.closesAt(at('2026-02-28T23:00'))), '2026-03-01T05:00')
  assert.equal(local(hours.opensAt(at('2026-03-01T00:00'))), '2026-03-03T22:00')
  assert.equal(hours.closesAt(at('2026-03-02T12:00')), undefined)
})

test('a season includes both its days and may run over the new year; days off are the others', () => {
  const winter = hoursOf({ windows: [], watch: Watch.parse({ season: { from: '12-15', to: '02-10' } }) }, zone)
  assert.deepEqual(
    ['2026-12-14T23:59', '2026-12-15T00:00', '2027-02-10T23:59', '2027-02-11T00:00'].map((one) =>
      winter.isOpen(at(one)),
    ),
    [false, true, true, false],
  )
  assert.equal(local(winter.closesAt(at('2026-12-20T08:00'))), '2027-02-11T00:00')
  const off = hoursOf({ windows: [], watch: Watch.parse({ on: 'off' }) }, zone, works)
  assert.deepEqual([off.isOpen(at('2026-03-02T12:00')), off.isOpen(at('2026-03-03T12:00'))], [true, false])
  const never = hoursOf({ windows: [], watch: Watch.parse({ season: { from: '02-30', to: '02-30' } }) }, zone)
  assert.equal(never.opensAt(at('2026-03-02T12:00')), undefined)
})

test('hours that touch are one, as a slow look at every minute says', () => {
  const windows = [
    { days: [1, 3], from: '08:00', to: '12:00' },
    { days: [1, 2], from: '10:00', to: '14:00' },
    { days: [2], from: '14:00', to: '02:00' },
  ]
  const hours = hoursOf({ windows }, zone)
  const [from, to] = [at('2026-03-02T00:00'), at('2026-03-05T00:00')]
  const minutes = Array.from({ length: (to - from) / 60_000 }, (_, n) => from + n * 60_000)
  const slow: [number, number][] = []
  for (const minute of minutes) {
    if (!hours.isOpen(minute)) continue
    const last = slow.at(-1)
    if (last?.[1] === minute) last[1] = minute + 60_000
    else slow.push([minute, minute + 60_000])
  }
  assert.deepEqual(hours.within(from, to), slow)
  assert.deepEqual(
    slow.map((one) => one.map(local)),
    [
      ['2026-03-02T08:00', '2026-03-02T14:00'],
      ['2026-03-03T10:00', '2026-03-04T02:00'],
      ['2026-03-04T08:00', '2026-03-04T12:00'],
    ],
  )
})

const high = { kind: 'threshold' as const, metric: 'pm10', unit: 'µg/m³', side: 'above' as const, limit: 150 }
const said = (when: string, value: number) => ({
  ...{ kind: 'value' as const, metric: 'pm10', unit: 'µg/m³', quality: 'ok' as const, value, at: at(when) },
})
const values = [said('2026-03-02T23:00', 200), said('2026-03-03T06:00', 200), said('2026-03-03T23:00', 200)]

const turnsOf = (watch: Partial<Watch>) => {
  const judge = judgeOf(sampleRule({ condition: high, windows: night, watch: Watch.parse(watch) }))
  const { turns } = judgeHistory(judge, values, { until: at('2026-03-04T12:00'), silentAfter: 900 })
  return turns.map((turn) => `${turn.kind} ${local(turn.at)}${turn.why ? ` ${turn.why}` : ''}`)
}

test('an alarm that stands when the hours end ends with them, or stands until its condition has passed', () => {
  assert.deepEqual(turnsOf({}), [
    'raised 2026-03-02T23:00',
    'cleared 2026-03-03T05:00 hours',
    'raised 2026-03-03T23:00',
    'cleared 2026-03-04T05:00 hours',
  ])
  assert.deepEqual(turnsOf({ atEnd: 'keep' }), ['raised 2026-03-02T23:00'])
})

test('told live, without a look in between, an alarm ends at the same instant as on history', () => {
  const judge = judgeOf(sampleRule({ condition: high, windows: night }))
  const memory = judge.fresh()
  const turns = values.map((one) => judge.tell(memory, one))
  assert.deepEqual(
    turns.map((turn) => turn && [turn.kind, local(turn.at)]),
    [
      ['raised', '2026-03-02T23:00'],
      ['cleared', '2026-03-03T05:00'],
      ['raised', '2026-03-03T23:00'],
    ],
  )
  const [first, , last] = values
  const other = judge.fresh()
  judge.tell(other, first!)
  assert.equal(local(judge.tell(other, last!)?.at), '2026-03-03T05:00', 'though the hours have begun again since')
})

test('what time decides begins to count when the hours begin', () => {
  const condition = { kind: 'lasting' as const, seconds: 1_800, by: 'clock' as const, gapSeconds: 60, of: high }
  const judge = judgeOf(sampleRule({ condition, windows: night }))
  const { turns } = judgeHistory(judge, [said('2026-03-02T21:00', 200)], {
    until: at('2026-03-03T12:00'),
    silentAfter: 900,
  })
  assert.deepEqual(
    turns.map((turn) => [turn.kind, local(turn.at)]),
    [
      ['raised', '2026-03-02T22:30'],
      ['cleared', '2026-03-03T05:00'],
    ],
  )
})

test('silence on history counts in the hours alone', () => {
  const rule = (watch: Partial<Watch>) => ({
    rule: sampleRule({ condition: { kind: 'silence' }, windows: night, watch: Watch.parse(watch) }),
  })
  const gap = { heardAt: at('2026-03-02T12:00'), from: at('2026-03-02T12:15'), to: at('2026-03-03T23:00') }
  const shown = (watch: Partial<Watch>, to: number | null = gap.to) =>
    inHours([{ ...gap, to }], rule(watch), at('2026-03-03T23:30')).map((turn) => `${turn.kind} ${local(turn.at)}`)
  assert.deepEqual(shown({}), [
    'raised 2026-03-02T22:00',
    'cleared 2026-03-03T05:00',
    'raised 2026-03-03T22:00',
    'cleared 2026-03-03T23:00',
  ])
  assert.deepEqual(shown({ atEnd: 'keep' }), ['raised 2026-03-02T22:00', 'cleared 2026-03-03T23:00'])
  assert.deepEqual(shown({}, null).slice(2), ['raised 2026-03-03T22:00'])
})
