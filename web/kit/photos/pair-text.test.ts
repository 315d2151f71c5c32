import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PhotoPair } from '#city/case/contract.ts'
import { pairLines } from './pair-text.ts'

const shot = {
  fileId: '01890000-0000-7000-8000-000000000001',
  purpose: 'before',
  at: '2026-03-02T02:00:00Z',
  hasTime: true,
  hasFacing: true,
  pointFrom: 'camera' as const,
}
const pair: PhotoPair = {
  before: shot,
  after: { ...shot, purpose: 'after' },
  metres: 11.4,
  towards: 2,
  apartMs: 40 * 60_000,
  apartFrom: 'camera',
  turnDegrees: 12,
}
const told = (changes: Partial<PhotoPair>) => pairLines({ ...pair, ...changes }, 'zh').map(({ text }) => text)

test('what the cameras knew is told with its measure', () => {
  assert.deepEqual(told({}), ['相距 11 米，后者在北面', '相隔 40 分（相机时间）', '朝向相近，差 12°'])
})

test('what nobody knows is said to be unknown, and of which photograph', () => {
  const bare = { ...shot, hasFacing: false, pointFrom: null }
  assert.deepEqual(told({ before: bare, metres: null, turnDegrees: null, apartFrom: 'entry' }), [
    '未知：前一张没有定位',
    '相隔 40 分（按登记时间，拍摄时间未知）',
    '未知：前一张没有记录朝向',
  ])
  assert.match(told({ before: bare, after: bare, metres: null })[0] ?? '', /两张照片没有定位/)
})

test('an “after” that was taken earlier does not pass unnoticed', () => {
  assert.match(told({ apartMs: -3 * 3_600_000 })[1] ?? '', /反而早 3 小时/)
})
