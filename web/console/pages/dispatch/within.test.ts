import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWithin, nearDeadline } from './within.ts'

const at = (lon: number, lat: number) => ({ lon, lat })
const bent = [at(0, 0), at(4, 0), at(4, 4), at(2, 1), at(0, 4)]

test('diaodu draws a line round some cases: those in its bend stay outside, whichever way round she draws', () => {
  for (const ring of [bent, bent.toReversed()]) {
    assert.equal(isWithin(at(1, 1), ring), true)
    assert.equal(isWithin(at(2, 3), ring), false)
    assert.equal(isWithin(at(3.6, 3), ring), true)
    assert.equal(isWithin(at(5, 1), ring), false)
  }
  assert.equal(isWithin(at(1, 1), [at(0, 0), at(2, 2)]), false)
})

test('the strip holds what falls due within two hours, the nearest first, and nothing that is late or has no clock', () => {
  const now = Date.parse('2026-11-26T04:00:00Z')
  const due = (minutes: number | null) => ({
    dueAt: minutes === null ? null : new Date(now + minutes * 60_000).toISOString(),
  })
  const strip = nearDeadline([due(90), due(-1), due(null), due(5), due(121)], now, 120)
  assert.deepEqual(
    strip.map(({ dueAt }) => (Date.parse(dueAt ?? '') - now) / 60_000),
    [5, 90],
  )
})
