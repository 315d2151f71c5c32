import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWithin } from './within.ts'

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
