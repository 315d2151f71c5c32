import assert from 'node:assert/strict'
import { test } from 'node:test'
import { system } from '#city/case/engine.ts'
import { Secret } from '#kernel/config.ts'
import { newId } from '#kernel/id.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { testPool } from '#kernel/testing/db.ts'
import { register } from '#serve/intake/intake.ts'
import { foundTown } from '../testing/town.ts'

test('sixty reports at the same instant get sixty numbers without a gap, and a failed one leaves none', async () => {
  const pool = await testPool()
  const districtId = `numbers-${newId().slice(-12)}`
  await pool.transaction(async (tx) => foundTown(tx, districtId))
  const sealer = makeSealer(new Secret('numbers'))
  const now = new Date('2026-03-02T02:00:00Z')
  const one = (fail: boolean) =>
    pool
      .transaction(async (tx) => {
        const given = {
          source: 'hotline' as const,
          urgency: 'normal' as const,
          description: '井盖',
          place: { text: '不详' },
          files: [],
        }
        const { number } = await register(tx, sealer, { districtId, doer: system, now }, given)
        if (fail) throw new Error('the process dies here')
        return number
      })
      .catch(() => undefined)
  const numbers = await Promise.all(Array.from({ length: 80 }, (_, at) => one(at % 4 === 3)))
  const given = numbers.filter((number) => number !== undefined).sort()
  assert.deepEqual(
    given,
    Array.from({ length: 60 }, (_, at) => `20260302${String(at + 1).padStart(5, '0')}`),
  )
})
