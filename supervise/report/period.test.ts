import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  lastFinished,
  type PeriodKind,
  periodBefore,
  periodName,
  periodOn,
  periodYearAgo,
  stepsOfPeriod,
} from './period.ts'

const zone = 'Asia/Shanghai'
const on = (kind: PeriodKind, starts: string) => {
  const period = periodOn(kind, starts, zone)
  assert.ok(period)
  return period
}

test('a month lasts from midnight on its first day to midnight on the next month’s, where the district is', () => {
  const { from, to, ends } = on('monthly', '2026-02-01')
  assert.equal(from.toISOString(), '2026-01-31T16:00:00.000Z')
  assert.equal(to.toISOString(), '2026-02-28T16:00:00.000Z')
  assert.equal(ends, '2026-03-01')
})

test('a week begins on a Monday and a month on its first day, and on no other', () => {
  assert.ok(periodOn('weekly', '2026-11-23', zone))
  assert.equal(periodOn('weekly', '2026-11-24', zone), undefined)
  assert.equal(periodOn('monthly', '2026-11-02', zone), undefined)
  assert.equal(periodOn('daily', '2026-02-30', zone), undefined)
})

test('at seven on a Monday that is a first, the last day, week and month are those that ended at midnight', () => {
  const now = new Date('2026-06-01T07:00:00+08:00')
  assert.equal(lastFinished('daily', now, zone).starts, '2026-05-31')
  assert.equal(lastFinished('weekly', now, zone).starts, '2026-05-25')
  assert.equal(lastFinished('monthly', now, zone).starts, '2026-05-01')
})

test('the period before ends where the period begins', () => {
  for (const [kind, starts] of [
    ['daily', '2026-03-01'],
    ['weekly', '2026-01-05'],
    ['monthly', '2026-01-01'],
  ] as const) {
    const period = on(kind, starts)
    assert.deepEqual(periodBefore(period).to, period.from)
  }
})

test('a year ago is the same date, month or ISO week; 29 February and a 53rd week may have none', () => {
  assert.equal(periodYearAgo(on('monthly', '2026-02-01'))?.starts, '2025-02-01')
  assert.equal(periodYearAgo(on('daily', '2028-02-29')), undefined)
  assert.equal(periodYearAgo(on('weekly', '2026-11-23'))?.starts, '2025-11-24')
  assert.equal(periodYearAgo(on('weekly', '2026-12-28')), undefined)
})

test('a week is named by its ISO number', () => {
  assert.equal(periodName(on('weekly', '2025-12-29')).zh, '2026年第1周（12-29 至 01-04）')
})

test('the parts of any period cover it without gap or overlap', () => {
  const kinds = fc.constantFrom<PeriodKind>('daily', 'weekly', 'monthly')
  const instants = fc.date({ min: new Date('2001-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  const zones = fc.constantFrom('Asia/Shanghai', 'UTC', 'Europe/Berlin')
  fc.assert(
    fc.property(kinds, instants, zones, (kind, now, place) => {
      const period = lastFinished(kind, now, place)
      const parts = stepsOfPeriod(period)
      assert.deepEqual(parts[0]?.from, period.from)
      assert.deepEqual(parts.at(-1)?.to, period.to)
      for (const [at, part] of parts.entries()) if (at > 0) assert.deepEqual(part.from, parts[at - 1]?.to)
      assert.ok(period.to <= now)
    }),
    { numRuns: 300 },
  )
})
