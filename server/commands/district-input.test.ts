import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '#kernel/problem.ts'
import { UsageError } from './command.ts'
import { type DistrictWords, readOpening } from './district-input.ts'

const now = new Date('2026-11-22T03:00:00Z')
const words: DistrictWords = { id: '511799', name: ' 新建区 ', division: '511799', lon: '107.5', lat: '31.2' }

/** The faults of what was written, as `field code`. */
function faultsOf(change: DistrictWords): string[] {
  try {
    readOpening({ ...words, ...change }, now)
    return []
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    assert.equal(error.code, 'district_unfit')
    return error.faults.map(({ field, code }) => `${field} ${code}`)
  }
}

test('a district needs no more than an id, a name, a division and a centre', () => {
  const { district, administrators } = readOpening(words, now)
  assert.equal(district.name, '新建区')
  assert.equal(district.timeZone, 'Asia/Shanghai')
  assert.deepEqual(district.bounds, { west: 107.4, south: 31.1, east: 107.6, north: 31.3 })
  assert.deepEqual(district.settings, {})
  assert.deepEqual(administrators, [])
})

const refusals: [change: DistrictWords, fault: string][] = [
  [{ id: 'X 1' }, '--id district_id_unfit'],
  [{ id: '-5' }, '--id district_id_unfit'],
  [{ division: '51179' }, '--division division_code_invalid'],
  [{ division: '511799001' }, '--division division_code_invalid'],
  [{ division: '991799' }, '--division division_code_invalid'],
  [{ division: '51179x' }, '--division division_code_invalid'],
  [{ lon: '31.2', lat: '107.5' }, '--lon --lat point_swapped'],
  [{ lon: '0', lat: '0' }, '--lon --lat point_zero'],
  [{ lon: 'east' }, '--lon --lat point_not_a_number'],
  [{ lon: ' ' }, '--lon --lat point_not_a_number'],
  [{ 'time-zone': 'Asia/Dachuan' }, '--time-zone time_zone_unknown'],
  [{ 'time-zone': '+08:00' }, '--time-zone time_zone_unknown'],
  [{ 'case-number': '{yyyy}' }, '--case-number number_template_invalid'],
  [{ bounds: '107.4,31.1,107.6' }, '--bounds district_bounds_unfit'],
  [{ bounds: '107.6,31.1,107.4,31.3' }, '--bounds district_bounds_unfit'],
  [{ bounds: '108,31.1,109,31.3' }, '--bounds district_bounds_unfit'],
  [{ bounds: '31.1,107.4,31.3,107.6' }, '--bounds district_bounds_unfit'],
  [{ 'admin-username': 'x y', 'admin-name': '张三' }, '--admin-username username_unfit'],
]

test('each unfit field is refused under the option that was written', () => {
  for (const [change, fault] of refusals) assert.deepEqual(faultsOf(change), [fault], JSON.stringify(change))
})

test('all unfit fields are told at once', () => {
  const faults = faultsOf({ division: '1', 'time-zone': 'Mars', 'case-number': '' })
  assert.deepEqual(faults, [
    '--division division_code_invalid',
    '--time-zone time_zone_unknown',
    '--case-number number_template_invalid',
  ])
})

test('one account cannot be two of the three administrators', () => {
  const faults = faultsOf({
    ...{ 'admin-username': 'zhang', 'admin-name': '张三' },
    ...{ 'security-username': 'Zhang', 'security-name': '李四' },
    ...{ 'audit-username': 'wang', 'audit-name': '王五' },
  })
  assert.deepEqual(faults, ['--security-username administrators_alike'])
})

test('two of the three administrators, or an account without a name, is a usage error', () => {
  for (const change of [
    { 'admin-username': 'zhang' },
    { 'security-username': 'li', 'security-name': '李四' },
    { 'admin-username': 'zhang', 'admin-name': '张三', 'audit-username': 'wang', 'audit-name': '王五' },
    { name: '  ' },
  ])
    assert.throws(() => readOpening({ ...words, ...change }, now), UsageError, JSON.stringify(change))
})
