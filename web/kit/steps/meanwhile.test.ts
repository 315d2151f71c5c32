import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventItem } from '../timeline/event-text.ts'
import { differenceOf } from './meanwhile.ts'

const did = (seq: number, kind: string, body: Record<string, unknown>, byName = '李某'): EventItem => ({
  ...{ seq, kind, name: kind, at: '2026-11-26T02:00:00Z', byName, byUnit: null, body },
})
const initial = { description: '井盖缺角', urgency: 'normal', place: { text: '南滨路', point: null }, seen: 2 }

test('what 李某 corrected and shouli corrected too stands side by side, with what it was before', () => {
  const { clashes, adopted, since } = differenceOf('amended', [did(3, 'amended', { description: '井盖缺失' })], 2, {
    initial,
    values: { ...initial, description: '井盖破裂' },
  })
  assert.equal(since.length, 1)
  assert.deepEqual(clashes, [
    { field: 'description', before: '井盖缺角', theirs: '井盖缺失', mine: '井盖破裂', byName: '李某' },
  ])
  assert.deepEqual(adopted, {})
})

test('a field that shouli left alone takes the other’s correction, so that sending does not undo it', () => {
  const place = { text: '南滨路169号', point: null, cellCode: '1', streetCode: null }
  const { clashes, adopted } = differenceOf('amended', [did(3, 'amended', { place, urgency: 'urgent' })], 2, {
    initial,
    values: { ...initial, description: '井盖破裂' },
  })
  assert.deepEqual(clashes, [])
  assert.deepEqual(adopted, { place: { text: '南滨路169号', point: null }, urgency: 'urgent' })
})

test('the same dispatch by somebody else differs in the unit; other steps and notes touch no field', () => {
  const values = { unitId: 'roads', note: '尽快', seen: 2 }
  const events = [
    did(2, 'filed', {}),
    did(3, 'noted', { text: '另', note: '别的' }),
    did(4, 'dispatched', { unitId: 'parks', note: '' }),
  ]
  const { clashes, since } = differenceOf('dispatched', events, 2, { initial: { seen: 2 }, values })
  assert.deepEqual(
    since.map(({ seq }) => seq),
    [3, 4],
  )
  assert.deepEqual(
    clashes.map(({ field, theirs, mine }) => [field, theirs, mine]),
    [
      ['unitId', 'parks', 'roads'],
      ['note', '', '尽快'],
    ],
  )
})

test('two who write the same are not at odds, and of two corrections the last counts', () => {
  const events = [did(3, 'amended', { description: '甲' }), did(4, 'amended', { description: '乙' })]
  const { clashes } = differenceOf('amended', events, 2, { initial, values: { ...initial, description: '乙' } })
  assert.deepEqual(clashes, [])
})
