import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fieldOfHeading } from './fields.ts'
import { decodeText, missingColumns, readCsv, readGeoJson } from './table-file.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
/** `管理部件名称,备注` and a row `井盖,好` in GBK. */
const gbk = Uint8Array.from([
  ...[0xb9, 0xdc, 0xc0, 0xed, 0xb2, 0xbf, 0xbc, 0xfe, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb1, 0xb8, 0xd7, 0xa2, 0x0a],
  ...[0xbe, 0xae, 0xb8, 0xc7, 0x2c, 0xba, 0xc3, 0x0a],
])

test('a file in UTF-8 or in GBK gives the same letters', () => {
  assert.equal(decodeText(utf8('管理部件名称,备注\n井盖,好\n')), decodeText(gbk))
  assert.deepEqual(readCsv(gbk).rows[0], { values: { name: '井盖', note: '好' }, extra: {}, undecodable: false })
})

test('only the row that no encoding can read is marked', () => {
  const broken = Uint8Array.from([...gbk, ...[0xbe, 0xae, 0xb8, 0xc7, 0x2c, 0xff, 0xff, 0x0a]])
  assert.deepEqual(
    readCsv(broken).rows.map((row) => row.undecodable),
    [false, true],
  )
})

test('headings are known by standard name, abbreviation in any case, and 2013 short name', () => {
  for (const [heading, name] of [
    ['管理部件标识码', 'code'],
    ['GLBJBSM', 'code'],
    ['glbjbsm', 'code'],
    ['ObjID', 'code'],
    [' 所在单元网格标识码 ', 'cellCode'],
    ['BGID', 'cellCode'],
    ['ＺＧＢＭＭＣ', 'managerName'],
    ['DeptName1', 'managerName'],
    ['经度', 'lon'],
  ])
    assert.equal(fieldOfHeading(heading!)?.name, name)
  assert.equal(fieldOfHeading('井盖材质'), undefined)
})

test('columns nobody knows are kept under their own heading, and a disarmed cell is armed again', () => {
  const { rows, columns } = readCsv(utf8('\uFEFF名称,材质,备注\r\n"井,盖",球墨铸铁,\'=1+1\r\n'))
  assert.deepEqual(rows[0], {
    values: { name: '井,盖', note: '=1+1' },
    extra: { 材质: '球墨铸铁' },
    undecodable: false,
  })
  assert.deepEqual([...columns], ['name', 'note'])
})

test('columns without which no row can stand are asked for by name', () => {
  assert.deepEqual(missingColumns(readCsv(utf8('标识码,经度\n'))), [
    '管理部件名称',
    '主管部门名称',
    '管理部件状态',
    '初始日期',
    '纬度',
  ])
})

test('a GeoJSON surface is taken by a point inside it', () => {
  const file = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { GLBJMC: '绿地' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [2, 0],
              [2, 2],
              [0, 2],
              [0, 0],
            ],
          ],
        },
      },
      { type: 'Feature', properties: { GLBJMC: '井盖' }, geometry: { type: 'Point', coordinates: [107.5, 31.2] } },
      { type: 'Feature', properties: { GLBJMC: '无' }, geometry: null },
    ],
  }
  const { rows } = readGeoJson(utf8(JSON.stringify(file)))
  assert.equal(rows[0]?.values.lon, '1')
  assert.deepEqual([rows[1]?.values.lon, rows[1]?.values.lat], ['107.5', '31.2'])
  assert.equal(rows[2]?.values.lon, '')
})

test('any bytes are read or refused with a coded problem', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      for (const read of [readCsv, readGeoJson])
        try {
          read(bytes)
        } catch (error) {
          assert.match((error as { code?: string }).code ?? '', /^(import_file_unreadable|csv_)/)
        }
    }),
  )
})
