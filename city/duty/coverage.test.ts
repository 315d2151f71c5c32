import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Duty, judgeCoverage } from './coverage.ts'

const lamp = { kind: 'component', code: '02001', name: '路灯' } as const
const litter = { kind: 'matter', code: '02001', name: '暴露垃圾' } as const
const streets = [
  { code: '513399001', name: '翠屏' },
  { code: '513399002', name: '三里坪' },
]
const duty = (unitId: string, more: Partial<Duty> = {}): Duty => ({
  kind: null,
  category: '',
  areaCode: '',
  unitId,
  ...more,
})
const judge = (...duties: Duty[]) => judgeCoverage(duties, [lamp, litter], streets)

test('a category nobody answers for is a gap in each street it lacks, and the kind is not mixed up', () => {
  assert.deepEqual(judge(duty('lighting', { kind: 'component', category: '02' })).gaps, [
    { ...litter, areas: ['翠屏', '三里坪'] },
  ])
  const half = judge(duty('a', { areaCode: '513399001' }), duty('b', { kind: 'component', areaCode: '513399002' }))
  assert.deepEqual(half.gaps, [{ ...litter, areas: ['三里坪'] }])
  const part = judge(duty('a', { areaCode: '513399001001' }))
  assert.equal(part.gaps.length, 2, 'a community is not its street')
})

test('two units named as closely overlap; the closer one decides without a word', () => {
  assert.deepEqual(judge(duty('all'), duty('lighting', { category: '02' })).overlaps, [])
  assert.deepEqual(judge(duty('all'), duty('street', { areaCode: '513399001' })).overlaps, [])
  assert.deepEqual(judge(duty('a'), duty('b', { kind: 'component', category: '' })).overlaps, [
    { ...lamp, area: '翠屏', unitIds: ['a', 'b'] },
    { ...lamp, area: '三里坪', unitIds: ['a', 'b'] },
  ])
  assert.deepEqual(judge(duty('a'), duty('a')).overlaps, [], 'twice the same unit is no quarrel')
})
