import assert from 'node:assert/strict'
import { convert, type Frame, type Point, point } from '#city/place/frame.ts'
import { enterSampleDistrict } from '#city/place/sample-entry.ts'
import { labelPoint } from '#city/place/shape.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { type Doer, setState } from './change.ts'
import { exportCsv, exportGeoJson } from './export.ts'
import { type ComponentImport, importComponents } from './import.ts'
import { getComponent, listHistory } from './store.ts'

type Tx = Parameters<Parameters<typeof dbTest>[1]>[0]
const lin: Doer = { by: 'lin', now: new Date('2026-11-22T02:00:00Z'), day: '2026-11-22' }
const utf8 = (text: string) => new TextEncoder().encode(text)
const heading = '管理部件标识码,GLBJMC,主管部门代码,主管部门名称,所在单元网格标识码,GLBJZT,CSRQ,备注,经度,纬度,材质'

type Row = {
  code: string
  at: Point
  more?: Partial<Record<'name' | 'department' | 'cell' | 'state' | 'day' | 'note' | 'stuff', string>>
}
const line = ({ code, at, more = {} }: Row, frame: Frame): string => {
  const { lon, lat } = convert(at, frame)
  const {
    name = '路灯',
    department = '市政所',
    cell = '',
    state = '完好',
    day = '20260105',
    note = '',
    stuff = '',
  } = more
  return [code, name, '11511703MB1234567X', department, cell, state, day, note, lon, lat, stuff].join(',')
}
const fileOf = (rows: readonly Row[], frame: Frame = 'CGCS2000') =>
  utf8([heading, ...rows.map((row) => line(row, frame))].join('\r\n'))

const run = (tx: Tx, bytes: Uint8Array, more: Partial<ComponentImport> = {}) =>
  importComponents(tx, 'sample', { bytes, format: 'csv', frame: 'CGCS2000', commit: true, ...more }, lin)
const said = (report: Awaited<ReturnType<typeof importComponents>>) =>
  report.findings.map((one) => `${one.row} ${one.problem} ${one.field}`)
const codeOf = (n: number) => `51170301019${String(n).padStart(6, '0')}`

/** Lamps along the roads of the sample district. */
async function given(tx: Tx): Promise<{ rows: Row[]; cellCode: string }> {
  const { roads, cells } = await enterSampleDistrict(tx, 'sample')
  const corners = roads.flatMap((road) => (road.line.coordinates as [number, number][]).filter((_, at) => at % 5 === 2))
  const centre = labelPoint(cells[14]!.area)
  const rows = corners.map(([lon, lat], at) => ({
    code: codeOf(at + 1),
    at: point(lon + (centre.lon - lon) * 0.002, lat + (centre.lat - lat) * 0.002),
  }))
  return { rows, cellCode: cells[0]!.code }
}

dbTest('a census file is judged without a trace, then entered, and exported it is the same register', async (tx) => {
  const { rows } = await given(tx)
  const dry = await run(tx, fileOf(rows), { commit: false })
  assert.deepEqual([dry.accepted, dry.refused, dry.committed], [rows.length, 0, false])
  const done = await run(tx, fileOf(rows.map((row) => ({ ...row, more: { stuff: '铝' } }))))
  assert.ok(done.committed, JSON.stringify(done))
  const one = await getComponent(tx, 'sample', codeOf(1))
  assert.deepEqual(
    [one.name, one.managerCode, one.state, one.initialDate, one.attributes.材质],
    ['路灯', '11511703MB1234567X', 'intact', '2026-01-05', '铝'],
  )

  let csv = ''
  for await (const piece of exportCsv(tx, 'sample', {}, { now: lin.now, isKeeper: true })) csv += piece
  assert.ok(csv.startsWith('\uFEFF管理部件标识码,管理部件名称,'))
  const again = await run(tx, utf8(csv))
  assert.deepEqual([again.accepted, again.findings], [rows.length, []])
  assert.equal((await getComponent(tx, 'sample', codeOf(1))).revision, 1)

  let json = ''
  for await (const piece of exportGeoJson(tx, 'sample', {}, { now: lin.now, isKeeper: true })) json += piece
  const asGeoJson = await run(tx, utf8(json), { format: 'geojson', frame: undefined })
  assert.deepEqual([asGeoJson.accepted, asGeoJson.findings], [rows.length, []])
  assert.equal((await listHistory(tx, 'sample', codeOf(1))).length, 1)
})

dbTest('every fault of every row is named by row, field and code, and nothing is entered', async (tx) => {
  const { rows, cellCode } = await given(tx)
  const [a, b, c, d, e, f, g, h] = rows as [Row, Row, Row, Row, Row, Row, Row, Row]
  const file = fileOf([
    { ...a, code: '51170301019' },
    { ...b, more: { name: '', state: '坏了' } },
    { ...c, more: { day: '20260230' } },
    { ...d, at: point(110, 31) },
    { ...e, code: c.code },
    { ...f, more: { department: '' } },
    { ...g, more: { cell: cellCode === '' ? '' : '511703001001999' } },
    { ...h, more: { note: 'x'.repeat(1_001) } },
  ])
  const report = await run(tx, file)
  assert.deepEqual(said(report), [
    '1 component_code_invalid code',
    '2 component_field_missing name',
    '2 component_state_unknown state',
    '3 component_date_invalid initialDate',
    '4 point_outside_district lon',
    '5 component_code_repeated code',
    '6 component_field_missing managerName',
    '7 component_cell_differs cellCode',
    '8 component_field_too_long note',
  ])
  assert.deepEqual([report.total, report.accepted, report.committed], [8, 1, false])
  const partly = await run(tx, file, { acceptValid: true })
  assert.ok(partly.committed)
  await getComponent(tx, 'sample', g.code)
  await assert.rejects(getComponent(tx, 'sample', a.code))
})

dbTest('a file in GCJ02 that claims CGCS2000 is refused with distance and direction', async (tx) => {
  const { rows } = await given(tx)
  const report = await run(tx, fileOf(rows, 'GCJ02'), { acceptValid: true })
  assert.ok(report.findings.some((one) => one.row === 0 && one.problem === 'frame_suspected'))
  assert.equal(report.suspicion?.suspected, 'GCJ02')
  assert.deepEqual([report.accepted, report.committed], [0, false])
  assert.ok((await run(tx, fileOf(rows, 'GCJ02'), { frame: 'GCJ02' })).committed)
  const bd = await run(tx, fileOf(rows, 'BD09'), { commit: false })
  assert.equal(bd.suspicion?.suspected, 'BD09')
})

dbTest('no frame, no columns: the file as a whole is refused', async (tx) => {
  const { rows } = await given(tx)
  assert.deepEqual(said(await run(tx, fileOf(rows), { frame: undefined })), ['0 frame_unknown frame'])
  const bare = await run(tx, utf8('名称,备注\n路灯,好\n'))
  assert.match(bare.findings[0]!.zh, /缺少列：管理部件标识码、主管部门名称/)
})

dbTest('a second census brings known components up to date and leaves what it does not say', async (tx) => {
  const { rows } = await given(tx)
  await run(tx, fileOf(rows.map((row) => ({ ...row, more: { note: '首次普查', stuff: '铝' } }))))
  const second = rows.slice(0, 20).map((row) => ({ ...row, more: { state: '破损' } }))
  assert.ok((await run(tx, fileOf(second))).committed)
  const one = await getComponent(tx, 'sample', codeOf(1))
  assert.deepEqual([one.state, one.note, one.attributes.材质, one.revision], ['damaged', '首次普查', '铝', 2])
  const [, entry] = await listHistory(tx, 'sample', codeOf(1))
  assert.deepEqual(
    [entry?.change, entry?.before, entry?.after],
    ['imported', { state: 'intact' }, { state: 'damaged' }],
  )
  await setState(tx, 'sample', { code: codeOf(1), state: 'removed', reason: '拆除' }, lin)
  assert.deepEqual(said(await run(tx, fileOf(rows.slice(0, 9)))), ['1 component_removed code'])
})

dbTest('rows without a code get the next one of their kind, and kinds are asked of the catalogue', async (tx) => {
  const { rows } = await given(tx)
  const text = ['小类代码,主管部门代码,主管部门名称,管理部件名称,管理部件状态,初始日期,X,Y']
  for (const { at } of rows.slice(0, 3)) text.push(`01001,C1,市政所,,完好,2026/3/1,${at.lon},${at.lat}`)
  const nameOfKind = (kind: string) => (kind === '01001' ? '供水井盖' : undefined)
  const report = await run(tx, utf8(text.join('\n')), { nameOfKind })
  assert.deepEqual([report.committed, report.findings], [true, []])
  assert.equal((await getComponent(tx, 'sample', '51170301001000003')).name, '供水井盖')
  const unknown = await run(tx, utf8(text.join('\n').replaceAll('\n01001', '\n01099')), { nameOfKind })
  assert.equal(unknown.findings[0]?.problem, 'component_kind_unknown')
})

dbTest(
  'columns that are attributes of a kind are read as such, and a value that is none refuses its row',
  async (tx) => {
    const { rows } = await given(tx)
    const lampRows = rows
      .slice(0, 2)
      .map((row, at) => ({ ...row, code: `51170301037${String(at + 1).padStart(6, '0')}` }))
    const [sound, wrong] = lampRows.map((row) => line(row, 'CGCS2000')) as [string, string]
    const file = `${heading},灯杆高度（m）,光源\r\n${sound},9.5,LED\r\n${wrong},九米,LED\r\n`
    const report = await run(tx, utf8(file), { acceptValid: true })
    assert.deepEqual(said(report), ['2 component_attribute_invalid 灯杆高度'])
    const { attributes } = await getComponent(tx, 'sample', lampRows[0]!.code)
    assert.deepEqual(attributes, { height: 9.5, lightSource: 'LED' })
  },
)
