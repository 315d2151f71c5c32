import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Finding, findingsCsv, outcomeOfConditions } from './outcome.ts'

const finding: Finding = {
  sheet: '',
  row: 3,
  code: '',
  field: 'name',
  problem: 'text_too_long',
  isRefusal: true,
  zh: '名称“井,盖”过长',
  en: 'too "long"',
}
const heads = ['工作表', '行', '编码', '字段', '性质', '错误原因', 'Reason']

test('the list of errors opens in a Chinese Excel with its commas and quotes in their cells', () => {
  const csv = findingsCsv([finding], heads, ['错误', '提醒'])
  assert.ok(csv.startsWith('\uFEFF工作表,'))
  assert.ok(csv.includes('\r\n,3,,name,错误,"名称“井,盖”过长","too ""long"""\r\n'))
})

test('a cell taken from a stranger’s file is text and never a formula', () => {
  const csv = findingsCsv([{ ...finding, code: '=HYPERLINK("http://x")' }], heads, ['错误', '提醒'])
  assert.ok(csv.includes(`"'=HYPERLINK(""http://x"")"`))
})

test('a row of a standard with two faults is one refused row', () => {
  const note = { sheet: '部件', row: 7, field: 'limit', code: 'x', zh: '时限读不懂', en: 'unreadable' }
  const outcome = outcomeOfConditions({
    edition: '2026',
    versionId: null,
    accepted: 10,
    conditions: [],
    localCategories: [],
    refused: [note, { ...note, field: 'area' }],
    noticed: [{ ...note, row: 8 }],
    bareReadings: [],
  })
  assert.deepEqual([outcome.total, outcome.refused, outcome.findings.length, outcome.isCommitted], [11, 1, 3, false])
})
