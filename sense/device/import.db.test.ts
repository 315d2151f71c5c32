import assert from 'node:assert/strict'
import { enterSampleDistrict } from '#city/place/sample-entry.ts'
import { labelPoint } from '#city/place/shape.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { type DeviceImport, importDevices } from './import.ts'
import { listDevicePage } from './store.ts'

type Tx = Parameters<Parameters<typeof dbTest>[1]>[0]
const now = new Date('2026-11-22T02:00:00Z')
const heading = '协议,终端号*,设备名称,设备类型,生产厂家,所属单位,经度（度）,纬度'
const run = (tx: Tx, lines: readonly string[], more: Partial<DeviceImport> = {}) =>
  importDevices(
    tx,
    'sample',
    {
      bytes: new TextEncoder().encode([heading, ...lines].join('\r\n')),
      fileName: '设备.csv',
      frame: 'CGCS2000',
      commit: true,
      acceptValid: false,
      ...more,
    },
    { by: '钱系', now },
  )
const said = ({ findings }: Awaited<ReturnType<typeof run>>) =>
  findings.map(({ row, problem, field }) => `${row} ${problem} ${field}`)
const filter = { retired: false }

async function given(tx: Tx): Promise<string> {
  const { cells } = await enterSampleDistrict(tx, 'sample')
  const { lon, lat } = labelPoint(cells[3]!.area)
  return `${lon},${lat}`
}

dbTest('a table of devices is judged without a trace, then every row is a registered device', async (tx) => {
  const at = await given(tx)
  const lines = [`JT/T 808-2019,013800138000,洒水车 01,洒水车,达川,,${at}`, 'HJ 212,DC-PM-01,南站扬尘,dust-station,,,,']
  const dry = await run(tx, lines, { commit: false })
  assert.deepEqual([dry.total, dry.accepted, dry.committed], [2, 2, false])
  assert.equal((await listDevicePage(tx, 'sample', { filter, limit: 9, now })).length, 0)
  const done = await run(tx, lines)
  assert.ok(done.committed, JSON.stringify(done.findings))
  const found = await listDevicePage(tx, 'sample', { filter, limit: 9, now })
  assert.deepEqual(
    found.map(({ protocol, sender, kind, maker, place }) => [protocol, sender, kind, maker, place !== null]),
    [
      ['hj212', 'DC-PM-01', 'dust-station', '', false],
      ['jt808', '13800138000', 'sprinkler-truck', '达川', true],
    ],
  )
  assert.deepEqual(said(await run(tx, lines)), ['1 device_sender_taken sender', '2 device_sender_taken sender'])
})

dbTest('every fault of every row is named, and the refused rows come back as they were', async (tx) => {
  await given(tx)
  const report = await run(tx, [
    'jt808,1,甲,洒水车,,,,',
    'modbus,2,乙,飞船,,无此单位,,',
    'jt808,川S1,,洒水车,,,,',
    'jt808,1,丙,洒水车,,,东,31',
    'jt808,0001,丁,洒水车,,,,',
  ])
  assert.deepEqual(said(report), [
    '2 device_protocol_unknown protocol',
    '2 device_kind_unknown kind',
    '2 device_unit_unknown unit',
    '3 device_field_missing name',
    '3 device_sender_invalid sender',
    '4 point_not_a_number lon',
    '5 device_sender_repeated sender',
  ])
  assert.equal(report.committed, false)
  assert.deepEqual(
    report.refusedRows.map(({ row }) => row),
    [2, 3, 4, 5],
  )
  assert.deepEqual(report.refusedRows[0]?.cells.slice(0, 4), ['modbus', '2', '乙', '飞船'])
  const rest = await run(tx, ['jt808,1,甲,洒水车,,,,', 'modbus,2,乙,洒水车,,,,'], { acceptValid: true })
  assert.deepEqual([rest.committed, rest.accepted], [true, 1])
})

dbTest('columns are what somebody takes them for; one that is missing refuses the file', async (tx) => {
  await given(tx)
  const bytes = new TextEncoder().encode('甲列,乙列,丙列,丁列\njt808,7,戊,洒水车\n')
  const columns = ['protocol', 'sender', 'name', 'kind']
  assert.equal((await run(tx, [], { bytes, columns })).committed, true)
  const refused = await run(tx, [], { bytes, columns: ['protocol', '-', '', 'kind'] })
  assert.deepEqual(said(refused), ['0 device_columns_missing '])
})
