import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCondition } from '#command/rule/contract.ts'
import { nothingPlain, readPlain, writePlain } from './plain.ts'

const codes = (...values: string[]) => fc.subarray(values)
const plain = fc.record({
  categories: codes('01003', '06013', '07001'),
  streets: codes('513399001', '513399002'),
  sources: codes('hotline', 'collector'),
  time: fc.constantFrom('any' as const, 'work' as const, 'off' as const, 'night' as const),
})

test('what the form writes is sound, and the form reads it again', () => {
  fc.assert(
    fc.property(plain, (given) => {
      const text = writePlain(given)
      assert.ok(readCondition(text).ok, text)
      assert.deepEqual(readPlain(text), { ...given })
    }),
  )
})

test('an empty form holds always', () => {
  assert.equal(writePlain(nothingPlain), 'true')
  assert.deepEqual(readPlain('true'), nothingPlain)
})

test('an expression that says more than the form is left to the text', () => {
  for (const text of [
    'category.startsWith("06")',
    'hour > 3',
    'category == "01003" || isWorkTime',
    '',
    'street != "x"',
  ])
    assert.equal(readPlain(text), undefined)
})
