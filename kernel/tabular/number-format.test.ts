import assert from 'node:assert/strict'
import { test } from 'node:test'
import { builtInFormat, formatOf, numberText } from './number-format.ts'

const samples: [format: string | number, raw: string, text: string][] = [
  [0, '1', '1'],
  [0, '0.30000000000000004', '0.3'],
  [0, '1.0000000000000001E-2', '0.01'],
  [0, '51170301001000', '51170301001000'],
  [0, '1E+20', '100000000000000000000'],
  ['00', '1', '01'],
  ['000000', '511703', '511703'],
  ['#,##0.00', '1234.5', '1234.5'],
  ['General', '45000', '45000'],
  ['"第"0"天"', '3', '3'],
  ['[Red]0.0', '2.5', '2.5'],
  [14, '46204', '2026-07-01'],
  [31, '46204', '2026-07-01'],
  [22, '46204.5', '2026-07-01 12:00:00'],
  [20, '0.75', '18:00:00'],
  ['yyyy"年"m"月"d"日"', '46204', '2026-07-01'],
  ['yyyy\\-mm\\-dd hh:mm', '46204.999999', '2026-07-02 00:00:00'],
  ['[$-804]yyyy/m/d;@', '46204', '2026-07-01'],
  ['mmm', '46204', '2026-07-01'],
  ['mm:ss', '0.5', '12:00:00'],
  [14, '1', '1900-01-01'],
  [14, '59', '1900-02-28'],
  [14, '61', '1900-03-01'],
  [14, '-1', '-1'],
  [0, 'abc', 'abc'],
]

for (const [format, raw, text] of samples) {
  test(`${raw} in format ${format} shows as ${text}`, () => {
    const parsed = typeof format === 'number' ? builtInFormat(format) : formatOf(format)
    assert.equal(numberText(raw, parsed, false), text)
  })
}

test('a workbook of the 1904 calendar counts from 1904', () => {
  assert.equal(numberText('0', builtInFormat(14), true), '1904-01-01')
  assert.equal(numberText('44742', builtInFormat(14), true), '2026-07-01')
})
