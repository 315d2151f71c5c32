import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '#kernel/problem.ts'
import { readLimitText } from './limit-text.ts'

const samples: [text: string, value: number, unit: string, bare: string | undefined, note: string][] = [
  ['2紧急工作时', 2, 'urgent_hour', undefined, ''],
  ['4小时', 4, 'work_hour', '小时', ''],
  ['5天', 5, 'work_day', '天', ''],
  ['2紧急工作日', 2, 'urgent_day', undefined, ''],
  ['15个工作日', 15, 'work_day', undefined, ''],
  ['３　个 工作日', 3, 'work_day', undefined, ''],
  ['1紧急工作时制止', 1, 'urgent_hour', undefined, '制止'],
  ['7个工作日内', 7, 'work_day', undefined, ''],
  ['1.5工作时', 1.5, 'work_hour', undefined, ''],
  ['3自然日', 3, 'natural_day', undefined, ''],
]

for (const [text, value, unit, bare, note] of samples) {
  test(`${text} is ${value} ${unit}`, () => {
    const read = readLimitText(text)
    assert.deepEqual([read.limit, read.bare, read.note], [{ value, unit }, bare, note])
  })
}

const refusals: [text: string, code: string][] = [
  ['5', 'limit_without_unit'],
  ['2个', 'limit_without_unit'],
  ['3周', 'limit_without_unit'],
  ['', 'limit_unreadable'],
  ['0天', 'limit_unreadable'],
  ['-1天', 'limit_unreadable'],
  ['尽快', 'limit_unreadable'],
]

for (const [text, code] of refusals) {
  test(`“${text}” is refused as ${code}`, () => {
    assert.throws(
      () => readLimitText(text),
      (error) => error instanceof Problem && error.code === code,
    )
  })
}

test('whatever is written, the reader answers with a positive limit or a problem', () => {
  const word = fc.constantFrom('紧急', '工作', '时', '日', '天', '小时', '个', '内', '制止', '1', '20', '.', ' ')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((parts) => parts.join('')),
      ),
      (text) => {
        try {
          assert.ok(readLimitText(text).limit.value > 0)
        } catch (error) {
          assert.ok(error instanceof Problem)
        }
      },
    ),
  )
})
