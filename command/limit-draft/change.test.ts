import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesOf, type LimitRow, linesOf } from './change.ts'
import { checkDraft } from './check.ts'

const row: LimitRow = {
  ...{ conditionId: 'c1', kind: 'matter', code: '06010', name: '暴露垃圾', majorName: '市容环境', ordinal: 1 },
  condition: '有暴露垃圾',
  limits: [{ areaClass: '*', value: 4, unit: 'work_hour', note: '' }],
}
const to = (value: number, unit: 'work_hour' | 'work_day' | 'urgent_hour' | 'natural_day' = 'work_hour') => ({
  ...{ conditionId: 'c1', areaClass: '*' },
  limit: { value, unit },
})
const found = (...given: ReturnType<typeof to>[]) => {
  const { lines, lost } = linesOf(changesOf(given, [row]), [row])
  return checkDraft(lines, lost).map(({ line, level, code }) => [line, level, code])
}

test('the last word for a limit counts, and going back to what holds is no change', () => {
  assert.deepEqual(
    changesOf([to(2), to(6)], [row]).map(({ limit }) => limit.value),
    [6],
  )
  assert.deepEqual(changesOf([to(2), to(4)], [row]), [])
  assert.throws(() => changesOf([{ ...to(2), areaClass: '一类' }], [row]), /立案条件/)
})

test('a change finds its condition in a later version by category and text, else it is lost and a fault', () => {
  const changes = changesOf([to(2)], [row])
  const next = { ...row, conditionId: 'c2' }
  assert.deepEqual(
    linesOf(changes, [next]).lines.map(({ conditionId, was }) => [conditionId, was.value]),
    [['c2', 4]],
  )
  const { lines, lost } = linesOf(changes, [{ ...next, condition: '另一说法' }])
  assert.deepEqual([lines.length, lost.length], [0, 1])
  assert.equal(checkDraft(lines, lost)[0]?.code, 'limit_condition_gone')
})

test('what the version already says by itself is no line any more', () => {
  const changes = changesOf([to(2)], [row])
  const held = { ...row, limits: [{ areaClass: '*', value: 2, unit: 'work_hour' as const, note: '' }] }
  assert.deepEqual(linesOf(changes, [held]), { lines: [], lost: [] })
})

test('halves of an hour pass, other parts and more than a year do not', () => {
  assert.deepEqual(found(to(2.5)), [])
  assert.deepEqual(found(to(2.3)), [[1, 'fault', 'limit_not_whole']])
  assert.deepEqual(found(to(1.5, 'natural_day'))[0], [1, 'fault', 'limit_not_whole'])
  assert.ok(found(to(400, 'work_day')).some(([, , code]) => code === 'limit_too_long'))
})

test('another way of counting and a change by a factor of four are worth a look', () => {
  assert.deepEqual(found(to(4, 'urgent_hour')), [[1, 'notice', 'limit_measure_changed']])
  assert.deepEqual(found(to(16)), [[1, 'notice', 'limit_changed_much']])
  assert.deepEqual(found(to(1)), [[1, 'notice', 'limit_changed_much']])
  assert.deepEqual(found(to(8)), [])
})
