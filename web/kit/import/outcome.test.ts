import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Finding, findingsCsv, returnedCsv } from './outcome.ts'

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

test('refused rows come back under the file’s own headings with their reasons, and an old reason is not carried along', () => {
  const returned = { headings: ['终端号', '错误原因', '经度'], rows: [{ row: 3, cells: ['=1', '旧', '-107.5'] }] }
  const csv = returnedCsv(returned, [finding, { ...finding, zh: '缺类型' }, { ...finding, isRefusal: false }])
  assert.equal(csv, '\uFEFF终端号,经度,错误原因\r\n\'=1,-107.5,"名称“井,盖”过长；缺类型"\r\n')
})
