import assert from 'node:assert/strict'
import { test } from 'node:test'
import { notBefore } from './quiet.ts'

const zone = 'Asia/Shanghai'
const at = (time: string) => new Date(`2026-03-02T${time}+08:00`)
const night = [22 * 60, 7 * 60] as const

test('at night a message waits until morning, across midnight too', () => {
  assert.deepEqual(notBefore(at('23:10:30'), zone, ...night), new Date('2026-03-03T07:00:00+08:00'))
  assert.deepEqual(notBefore(at('03:00:00'), zone, ...night), at('07:00:00'))
  assert.deepEqual(notBefore(at('22:00:00'), zone, ...night), new Date('2026-03-03T07:00:00+08:00'))
})

test('by day it goes at once, and so it does in the minute in which the quiet ends', () => {
  for (const time of ['07:00:00', '12:00:00', '21:59:59'])
    assert.deepEqual(notBefore(at(time), zone, ...night), at(time))
})

test('quiet hours within one day, and none at all', () => {
  assert.deepEqual(notBefore(at('13:15:00'), zone, 12 * 60, 14 * 60), at('14:00:00'))
  assert.deepEqual(notBefore(at('11:59:00'), zone, 12 * 60, 14 * 60), at('11:59:00'))
  assert.deepEqual(notBefore(at('03:00:00'), zone, 0, 0), at('03:00:00'))
})
