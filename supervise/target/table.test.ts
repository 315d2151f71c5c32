import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TargetBody } from './body.ts'
import { cellsOf, claimOf, headOf, numberOf, rowsOf, targetColumns } from './table.ts'

const body: TargetBody = {
  ...{ name: '亮灯率', unit: '%', direction: 'at_least', formula: '亮 ÷ 抽', ownerUnitId: null, measure: null },
  isRetired: false,
  claims: [
    {
      ...{ year: 2025, value: 95, state: '', nature: 'binding', scope: '' },
      ...{ document: '规划', place: '第二章', quotation: '95%', mark: 'S' },
    },
    {
      ...{ year: 2025, value: 99, state: '', nature: 'stretch', scope: '主干道' },
      ...{ document: '规划', place: '第三章', quotation: '99 %', mark: 'S' },
    },
  ],
}

test('an indicator written as rows is read back the same, a row for each claim', () => {
  const rows = rowsOf(body, '路灯所').map((row) => row.map((cell) => String(cell ?? '')))
  const { lines } = cellsOf([targetColumns.map(({ title }) => title), ...rows])
  assert.deepEqual(
    lines.map(({ cells }) => claimOf(cells)),
    body.claims,
  )
  const { claims: _, ownerUnitId: __, ...head } = body
  assert.deepEqual(headOf(lines[0]!.cells), head)
  assert.equal(lines[0]!.cells.责任单位, '路灯所')
})

test('a cell that cannot be read is named by its column', () => {
  assert.deepEqual(headOf({ 指标: '亮灯率', 方向: '越多越好' }), { column: '方向', text: '越多越好' })
  assert.deepEqual(claimOf({ 年份: '2025', 目标值: '九五', 性质: '约束性' }), { column: '目标值', text: '九五' })
  assert.deepEqual(claimOf({ 年份: '', 目标值: '95', 性质: '约束性' }), { column: '年份', text: '' })
})

test('numbers are read as offices write them', () => {
  const read: [string | undefined, number | null | undefined][] = [
    ['95 %', 95],
    ['1,234.5', 1234.5],
    ['-3', -3],
    ['', null],
    [undefined, null],
    ['约 95', undefined],
  ]
  for (const [text, number] of read) assert.equal(numberOf(text), number, text)
})
