import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Problem } from '#kernel/problem.ts'
import { readCsv, writeCsv } from '#kernel/tabular/csv.ts'
import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import { sharedData } from '#kernel/testing/shared-data.ts'
import { readStandard, tablesOf } from './import-standard.ts'
import { readNationalCategories } from './national.ts'

const heading = [
  '大类代码',
  '大类名称',
  '小类代码',
  '小类名称',
  '处置单位',
  '主管部门',
  '立案条件',
  '结案条件',
  '处置时限',
]
const names = new Map(readNationalCategories().map((c) => [`${c.edition}/${c.kind}/${c.code}`, c.name]))
const read = (rows: readonly (readonly string[])[], edition: '2026' | '2013' = '2026', name = '部件') =>
  readStandard([{ name, rows }], edition, (kind, code) => names.get(`${edition}/${kind}/${code}`))

const lamp = ['01', '市政公用设施', '037', '路灯', '照明所', '城管局', '单盏不亮', '点亮', '2工作日']

test('a row becomes a condition with its limit', () => {
  const report = read([heading, lamp])
  assert.equal(report.accepted, 1)
  assert.deepEqual(report.conditions[0], {
    ...{ sheet: '部件', kind: 'component', major: '01', minor: '037', condition: '单盏不亮', closing: '点亮' },
    ...{ disposingUnits: '照明所', supervisingUnits: '城管局', ordinal: 1, rows: [2] },
    limits: [{ areaClass: '*', value: 2, unit: 'work_day', note: '' }],
  })
})

test('a title above, columns in another order and other headings do not matter', () => {
  const report = read(
    [
      ['某区标准(事项类)'],
      ['处置时限', '立案标准', '结案标准', '小类码', '小类', '大类码', '大类'],
      ['4工作时', '容器外有垃圾', '清理', '10', '暴露垃圾', '6', '市容环境类'],
    ],
    '2026',
    'Sheet1',
  )
  assert.deepEqual([report.accepted, report.refused], [1, []])
  assert.equal(report.conditions[0]?.kind, 'matter')
  assert.equal(report.conditions[0]?.minor, '010')
})

test('blank means as above, but never gives a category its neighbour’s name', () => {
  const more = ['', '', '', '', '', '', '灯杆倾斜', '扶正', '1工作日']
  const next = ['', '', '038', '', '', '', '缺亮', '点亮', '2工作日']
  const report = read([heading, lamp, more, next])
  assert.deepEqual(
    report.conditions.map((c) => [c.minor, c.ordinal, c.disposingUnits]),
    [
      ['037', 1, '照明所'],
      ['037', 2, '照明所'],
    ],
  )
  assert.deepEqual(
    report.refused.map((r) => [r.row, r.field, r.code]),
    [[4, '小类名称', 'import_cell_missing']],
  )
})

test('each refused row says where and why', () => {
  const change = (at: number, value: string) => lamp.map((cell, i) => (i === at ? value : cell))
  const report = read([
    heading,
    change(8, '2'),
    change(8, '尽快'),
    change(2, '016'),
    change(2, '0370'),
    change(7, ''),
    change(2, '999'),
  ])
  assert.deepEqual(
    report.refused.map((r) => [r.row, r.field, r.code]),
    [
      [2, '处置时限', 'import_limit_without_unit'],
      [3, '处置时限', 'import_limit_unreadable'],
      [4, '小类代码', 'category_not_in_edition'],
      [5, '小类代码', 'category_code_malformed'],
      [6, '结案条件', 'import_cell_missing'],
    ],
  )
  assert.ok(report.refused.every((r) => r.zh.length > 5 && r.en.length > 5))
  assert.deepEqual(
    report.localCategories.map((c) => [c.minor, c.extension]),
    [['999', true]],
  )
})

test('the same condition for several classes of area is one condition with several limits', () => {
  const head = [...heading, '区域类别']
  const report = read([
    head,
    [...lamp, 'A'],
    [...lamp.with(8, '3工作日'), 'B'],
    [...lamp, 'A'],
    [...lamp.with(8, '5工作日'), 'B'],
  ])
  assert.deepEqual(
    report.conditions[0]?.limits.map((l) => [l.areaClass, l.value]),
    [
      ['A', 2],
      ['B', 3],
    ],
  )
  assert.deepEqual(
    report.refused.map((r) => [r.row, r.code]),
    [
      [4, 'import_row_repeated'],
      [5, 'import_row_repeated'],
    ],
  )
})

test('a clause over several merged rows counts once', () => {
  const report = read([heading, lamp, lamp])
  assert.deepEqual(
    [report.accepted, report.refused.length, report.noticed[0]?.code],
    [1, 0, 'import_row_same_as_above'],
  )
})

test('a bare 天 or 小时 is read as working time and counted so that it can be objected to', () => {
  const report = read([heading, lamp.with(8, '2天'), lamp.with(6, '外观脏污').with(8, '4小时')])
  assert.deepEqual(report.bareReadings, [
    { written: '天', unit: 'work_day', count: 1 },
    { written: '小时', unit: 'work_hour', count: 1 },
  ])
})

test('a file without a heading, or of unclear kind, is refused', () => {
  assert.throws(
    () => read([['a', 'b']]),
    (e) => e instanceof Problem && e.code === 'import_nothing_found',
  )
  assert.deepEqual(
    read([heading, lamp], '2026', 'Sheet1').refused.map((r) => r.code),
    ['import_kind_unclear'],
  )
})

test('a workbook and a CSV of the same table read the same; broken CSV rows are refused', async () => {
  const columns = heading.map((title) => ({ title }))
  const workbook = await tablesOf(writeWorkbook([{ name: '部件', columns, rows: [lamp] }]), 'a.xlsx')
  const csv = await tablesOf(writeCsv([heading, lamp]), '部件.csv')
  assert.deepEqual(workbook.tables[0]?.rows, csv.tables[0]?.rows)
  const broken = Buffer.concat([writeCsv([heading, lamp]), Buffer.from([0x30, 0x31, 0xe7, 0x0a])])
  const { refused } = await tablesOf(broken, '部件.csv')
  assert.deepEqual(
    refused.map((r) => [r.sheet, r.row, r.code]),
    [['部件.csv', 3, 'csv_row_bytes']],
  )
})

const folder = sharedData('taxonomy-yuncheng')
const skip = folder === undefined ? 'the shared data set taxonomy-yuncheng is not here' : false
const units: Readonly<Record<string, string>> = {
  ...{ day: 'work_day', hour: 'work_hour' },
  ...{ urgent_work_hour: 'urgent_hour', urgent_work_day: 'urgent_day' },
}

test('a real bureau’s workbook loads all 519 conditions as an independent reading has them', { skip }, async () => {
  const { tables } = await tablesOf(readFileSync(join(folder!, 'muban.xlsx')), 'muban.xlsx')
  const report = readStandard(tables, '2013', (kind, code) => names.get(`2013/${kind}/${code}`))
  assert.deepEqual([report.accepted, report.refused], [519, []])
  const counts = Object.groupBy(report.conditions, (c) => c.limits[0]!.unit)
  assert.deepEqual(Object.fromEntries(Object.entries(counts).map(([unit, list]) => [unit, list!.length])), {
    work_day: 412,
    work_hour: 61,
    urgent_hour: 42,
    urgent_day: 4,
  })
  const [head, ...rows] = readCsv(readFileSync(join(folder!, 'standards.csv'))).rows
  const expected = rows
    .filter((row) => row.length > 0)
    .map((row) => Object.fromEntries(head!.map((key, i) => [key, tidy(row[i] ?? '')])))
  const actual = report.conditions.map((c) => ({
    ...{ kind: c.kind === 'component' ? 'part' : 'event', big_code: c.major, small_code: c.minor },
    ...{ dispose_unit: c.disposingUnits, supervise_unit: c.supervisingUnits },
    ...{ file_condition: c.condition, close_condition: c.closing },
    ...{ limit_value: String(c.limits[0]!.value), limit_unit: c.limits[0]!.unit, row: String(c.rows[0]) },
  }))
  assert.deepEqual(
    actual,
    expected.map(({ big_name: _1, small_name: _2, limit_text: _3, limit_unit, ...rest }) => ({
      ...rest,
      limit_unit: units[limit_unit!],
    })),
  )
})

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()
