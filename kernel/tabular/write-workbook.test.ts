import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { readWorkbook } from './read-workbook.ts'
import { faultHeading, type SheetOut, writeWorkbook } from './write-workbook.ts'

const sheet = (over: Partial<SheetOut> = {}): SheetOut => ({
  name: '部件',
  columns: [{ title: '标识码' }, { title: '名称' }],
  rows: [],
  ...over,
})

const partOf = (bytes: Uint8Array, path: string) => strFromU8(unzipSync(bytes)[path]!)

test('any text written into a workbook is read back unchanged', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('=1+1', '_x000D_', 'a\r\nb', ' 空 ', '\t'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), async (rows) => {
      const columns = ['甲', '乙', '丙', '丁'].map((title) => ({ title }))
      const [read] = await readWorkbook(writeWorkbook([{ name: '表', columns, rows }]))
      const expected = trimmed([columns.map((c) => c.title), ...rows])
      assert.deepEqual(trimmed(read!.rows), expected)
    }),
    { numRuns: 40 },
  )
})

test('a seventeen-digit component code stays text', async () => {
  const bytes = writeWorkbook([sheet({ rows: [['51170301001000001', '供水井盖']] })])
  const [read] = await readWorkbook(bytes)
  assert.deepEqual(read!.rows[1], ['51170301001000001', '供水井盖'])
  assert.match(partOf(bytes, 'xl/worksheets/sheet1.xml'), /<c r="A2" s="2" t="inlineStr">/)
})

test('numbers and booleans keep their type', async () => {
  const [read] = await readWorkbook(writeWorkbook([sheet({ rows: [[0.1 + 0.2, true]] })]))
  assert.deepEqual(read!.rows[1], ['0.3', 'TRUE'])
})

test('a refused cell is filled red and its reason stands at the end of the row', async () => {
  const faults = [
    { row: 0, column: 1, text: '名称为空' },
    { row: 0, column: 0, text: '标识码应为 17 位' },
  ]
  const bytes = writeWorkbook([sheet({ rows: [['12'], ['51170301001000001', '供水井盖']], faults })])
  const [read] = await readWorkbook(bytes)
  assert.deepEqual(read!.rows[0], ['标识码', '名称', faultHeading])
  assert.deepEqual(read!.rows[1], ['12', '', '标识码应为 17 位；名称为空'])
  assert.match(partOf(bytes, 'xl/worksheets/sheet1.xml'), /<c r="A2" s="4".*<c r="B2" s="4"\/>/)
})

test('choices become a list rule over a hidden sheet', async () => {
  const columns = [{ title: '状态', choices: ['完好', '破损', '丢失'] }]
  const bytes = writeWorkbook([sheet({ columns })])
  const sheets = await readWorkbook(bytes)
  assert.deepEqual(
    sheets.map((s) => s.hidden),
    [false, true],
  )
  assert.deepEqual(sheets[1]!.rows, [['完好'], ['破损'], ['丢失']])
  assert.match(partOf(bytes, 'xl/worksheets/sheet1.xml'), /<formula1>'_选项'!\$A\$1:\$A\$3<\/formula1>/)
})

test('sheet names are cleaned, shortened and made different', async () => {
  const names = ['a/b', 'A B', '部'.repeat(40), '']
  const sheets = await readWorkbook(writeWorkbook(names.map((name) => sheet({ name }))))
  const read = sheets.map((s) => s.name)
  assert.deepEqual(read, ['a b', 'A B_2', '部'.repeat(28), 'Sheet4'])
})

test('the same table gives the same bytes', () => {
  assert.deepEqual(writeWorkbook([sheet({ rows: [['1']] })]), writeWorkbook([sheet({ rows: [['1']] })]))
})

test('a cell longer than a workbook allows is a mistake of the caller', () => {
  assert.throws(() => writeWorkbook([sheet({ rows: [['长'.repeat(32_768)]] })]), RangeError)
})

/** Rows without the empty cells and rows at their end, which a sheet does not store; halves of surrogate pairs are replaced. */
function trimmed(rows: readonly (readonly string[])[]): string[][] {
  const cut = rows.map((row) => {
    const last = row.findLastIndex((cell) => cell !== '')
    return row.slice(0, last + 1).map((cell) => cell.toWellFormed())
  })
  return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1)
}

test('a caption stands merged above the headings, which stay frozen with it, and numbers keep their format', async () => {
  const bytes = writeWorkbook([
    sheet({
      caption: ['达川区月报', '单位：件'],
      columns: [{ title: '指标' }, { title: '本期', format: 'integer' }, { title: '率', format: 'percent' }],
      rows: [['上报', 12345, 0.5]],
    }),
  ])
  const [read] = await readWorkbook(bytes)
  assert.deepEqual(read!.rows[0], ['达川区月报'])
  assert.deepEqual(read!.rows[2], ['指标', '本期', '率'])
  assert.deepEqual(read!.merges[0], { top: 0, left: 0, bottom: 0, right: 2 })
  const xml = partOf(bytes, 'xl/worksheets/sheet1.xml')
  assert.match(xml, /ySplit="3" topLeftCell="A4"/)
  assert.match(xml, /<c r="B4" s="5"><v>12345<\/v>/)
  assert.match(xml, /<c r="C4" s="6"><v>0.5<\/v>/)
})
