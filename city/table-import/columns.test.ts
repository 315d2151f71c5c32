import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessColumns, KEPT, LEFT_OUT, missingOf } from './columns.ts'
import { csvTable, inspectionOf, refusedRowsOf } from './read-table.ts'

const column = (name: string, zh: string, also: string[] = []) => ({ name, zh, en: name, also, isRequired: true })
const columns = [column('sender', '设备标识', ['终端号']), column('name', '名称')]
const table = (text: string) => csvTable(new TextEncoder().encode(text), '设备.csv')

test('headings are known in any width, with a star, a blank or a unit; each column of ours is given once', () => {
  assert.deepEqual(guessColumns(['终端号 *', '名 称（全称）', '设备标识', '错误原因', ''], columns), [
    'sender',
    'name',
    KEPT,
    LEFT_OUT,
    LEFT_OUT,
  ])
})

test('what is required and taken from nowhere is named', () => {
  assert.deepEqual(
    missingOf(['sender', KEPT], columns).map(({ zh }) => zh),
    ['名称'],
  )
})

test('the heading row is the first that says anything, and blank rows are none', () => {
  const found = table('\n,\n终端号,名称\n1,甲\n,\n2,乙\n')
  assert.deepEqual(inspectionOf([found]).sheets, [
    {
      name: '设备.csv',
      headings: ['终端号', '名称'],
      samples: [
        ['1', '甲'],
        ['2', '乙'],
      ],
      rows: 2,
    },
  ])
})

test('refused rows come back with a cell for each heading, however short they were', () => {
  const { refusedRows } = refusedRowsOf(table('a,b,c\n1\n2,x,y\n'), (row) => row === 1)
  assert.deepEqual(refusedRows, [{ row: 1, cells: ['1', '', ''] }])
})
