import assert from 'node:assert/strict'
import type { Tx } from '#kernel/db/db.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { listCells } from './cell-store.ts'
import { convert, type Frame, point } from './frame.ts'
import { toGaussKruger } from './gauss-kruger.ts'
import { type CellImport, importCells } from './import-cells.ts'
import { sampleDistrict } from './sample-cells.ts'
import { enterSampleDistrict } from './sample-entry.ts'
import type { Area, Position } from './shape.ts'

const day = '2026-11-22'
type Feature = { code: string; area: Area }
const sample = sampleDistrict({ columns: 6, rows: 6 }).cells

const mapped = (area: Area, move: (position: Position) => Position): Area =>
  ({ ...area, coordinates: (area.coordinates as Position[][]).map((ring) => ring.map(move)) }) as Area
const shiftedTo = (frame: Frame, features: readonly Feature[]): Feature[] =>
  features.map(({ code, area }) => ({
    code,
    area: mapped(area, ([lon, lat]) => {
      const moved = convert(point(lon, lat), frame)
      return [moved.lon, moved.lat]
    }),
  }))
const fileOf = (features: readonly Feature[], crs?: string): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    ...(crs ? { crs: { type: 'name', properties: { name: crs } } } : {}),
    features: features.map(({ code, area }) => ({
      type: 'Feature',
      properties: { 单元网格标识码: code, 备注: '测试' },
      geometry: area,
    })),
  })

/** An empty register: the district and its communities, without cells. */
async function emptyDistrict(tx: Tx): Promise<void> {
  await enterSampleDistrict(tx, 'sample')
  await tx.run((await import('#kernel/db/sql.ts')).sql`delete from city.cell where district_id = 'sample'`)
}

const run = (tx: Tx, features: readonly Feature[], more: Partial<CellImport> & { crs?: string } = {}) => {
  const { crs, ...options } = more
  return importCells(tx, 'sample', { text: fileOf(features, crs), frame: 'CGCS2000', day, commit: false, ...options })
}
const said = (report: Awaited<ReturnType<typeof importCells>>) =>
  report.findings.map((one) => `${one.row} ${one.problem}`)

dbTest('a sound file passes the dry run without a trace, and is entered on commit', async (tx) => {
  await emptyDistrict(tx)
  const dry = await run(tx, sample)
  assert.deepEqual([dry.total, dry.accepted, dry.refused, dry.committed, dry.findings], [36, 36, 0, false, []])
  assert.equal((await listCells(tx, 'sample', day)).length, 0)

  const done = await run(tx, sample, { commit: true })
  assert.ok(done.committed)
  const cells = await listCells(tx, 'sample', day)
  assert.deepEqual(
    cells.map((cell) => cell.code),
    sample.map((cell) => cell.code).sort(),
  )
  assert.equal(cells[0]?.note, '测试')
  assert.equal(cells[0]?.validFrom, day)
})

dbTest('plane coordinates with surveyors’ axes give the same cells as degrees', async (tx) => {
  await emptyDistrict(tx)
  const plane = sample.map(({ code, area }) => ({
    code,
    area: mapped(area, ([lon, lat]) => {
      const { easting, northing } = toGaussKruger(point(lon, lat), 108)
      return [northing, 36_000_000 + easting]
    }),
  }))
  const report = await run(tx, plane, { frame: { plane: {} }, commit: true })
  assert.deepEqual([report.committed, said(report)], [true, []])
  const [west] = (await listCells(tx, 'sample', day)).map((cell) => cell.label.lon)
  assert.ok(west && west > 107.4 && west < 107.6)
})

dbTest('a file without a frame is refused, and one whose frame contradicts itself too', async (tx) => {
  await emptyDistrict(tx)
  assert.deepEqual(said(await run(tx, sample, { frame: undefined, commit: true })), ['0 frame_unknown'])
  assert.deepEqual(said(await run(tx, sample, { frame: undefined, crs: 'urn:ogc:def:crs:EPSG::4490' })), [])
  assert.deepEqual(said(await run(tx, sample, { frame: 'GCJ02', crs: 'urn:ogc:def:crs:EPSG::4490' })), [
    '0 frame_conflict',
  ])
  assert.equal((await listCells(tx, 'sample', day)).length, 0)
})

dbTest('GCJ02 declared as CGCS2000 is refused with distance and direction, until a person stands by it', async (tx) => {
  await enterSampleDistrict(tx, 'sample')
  const wrong = shiftedTo('GCJ02', sample)
  const report = await run(tx, wrong, { commit: true })
  assert.deepEqual(said(report), ['0 frame_suspected'])
  assert.equal(report.suspicion?.suspected, 'GCJ02')
  assert.equal(report.accepted, 0)
  assert.match(report.findings[0]!.zh, /整体向.+偏约 \d{3} 米/)
  const right = await run(tx, wrong, { frame: 'GCJ02' })
  assert.deepEqual([right.accepted, right.suspicion], [36, undefined])
  const forced = await run(tx, wrong, { commit: true, frameConfirmed: true })
  assert.ok(forced.committed)
})

dbTest('new cells in BD09 beside those that stand are found out by corners that should meet', async (tx) => {
  await enterSampleDistrict(tx, 'sample')
  const retired = sample.slice(0, 12)
  const { sql } = await import('#kernel/db/sql.ts')
  await tx.run(
    sql`delete from city.cell where district_id = 'sample' and code = any(${retired.map((cell) => cell.code)})`,
  )
  assert.equal((await run(tx, shiftedTo('BD09', retired))).suspicion?.suspected, 'BD09')
  assert.deepEqual(said(await run(tx, retired)), [])
})

dbTest('each bad row is named with its fault and nothing is entered', async (tx) => {
  await emptyDistrict(tx)
  const [a, b, c, d, e, f] = sample.slice(0, 6) as Feature[]
  const ring = (a!.area.coordinates as Position[][])[0]!
  const features: Feature[] = [
    { ...a!, area: { type: 'Polygon', coordinates: [ring.slice(0, -1)] } },
    { ...b!, code: '511703001001000' },
    { ...c!, code: d!.code },
    d!,
    { ...e!, code: '511703009009001' },
    { ...f!, area: mapped(f!.area, ([lon, lat]) => [lat, lon]) },
    { code: '', area: sample[8]!.area },
  ]
  const report = await run(tx, features, { commit: true })
  assert.deepEqual(said(report), [
    '1 cell_ring_open',
    '2 cell_code_invalid',
    '4 cell_code_repeated',
    '5 cell_community_unknown',
    '6 point_swapped',
    '7 cell_code_missing',
  ])
  assert.match(report.findings[1]!.zh, /第13–15位（顺序号）为“000”/)
  assert.deepEqual([report.accepted, report.refused, report.committed], [1, 6, false])
  assert.equal((await listCells(tx, 'sample', day)).length, 0)
  assert.ok((await run(tx, features, { commit: true, acceptValid: true })).committed)
  assert.deepEqual(
    (await listCells(tx, 'sample', day)).map((cell) => cell.code),
    [d!.code],
  )
})

dbTest('overlaps are told to both rows, with each other and with standing cells', async (tx) => {
  await enterSampleDistrict(tx, 'sample')
  const pushed = mapped(sample[14]!.area, ([lon, lat]) => [lon + 0.000_2, lat])
  const report = await run(tx, [{ code: sample[14]!.code, area: pushed }], { gapsConfirmed: true })
  const overlaps = report.findings.filter((one) => one.problem === 'cell_overlap')
  assert.ok(overlaps.some((one) => one.zh.includes(`现有网格 ${sample[15]!.code}`)))
  const twice = await run(tx, [sample[14]!, { code: sample[15]!.code, area: pushed }])
  assert.deepEqual(
    twice.findings.filter((one) => /第 [12] 行重叠/.test(one.zh)).map((one) => one.row),
    [1, 2],
  )
})

dbTest('a gap is refused row by row unless it is meant', async (tx) => {
  await emptyDistrict(tx)
  const lacking = sample.filter((_, at) => at !== 14)
  const report = await run(tx, lacking, { commit: true })
  assert.deepEqual([...new Set(report.findings.map((one) => one.problem))], ['cell_gap'])
  assert.equal(report.refused, 4)
  assert.match(report.findings[0]!.zh, /有 \d+ 平方米的缝隙/)
  const meant = await run(tx, lacking, { commit: true, gapsConfirmed: true })
  assert.deepEqual([meant.committed, meant.refused, meant.findings.length], [true, 0, 4])
})

dbTest('a retired code never comes back', async (tx) => {
  const { cells } = await enterSampleDistrict(tx, 'sample')
  const { retireCell } = await import('./cell-store.ts')
  await retireCell(tx, 'sample', cells[0]!.code, '2026-06-01')
  assert.deepEqual(said(await run(tx, [sample[0]!])), ['1 cell_code_retired'])
})

dbTest('what is no GeoJSON at all is one coded refusal', async (tx) => {
  await enterSampleDistrict(tx, 'sample')
  for (const text of ['', 'PK\u0003\u0004', '[]', '{"type":"Topology"}', 'null'])
    await assert.rejects(importCells(tx, 'sample', { text, frame: 'CGCS2000', day, commit: true }), {
      code: 'import_file_unreadable',
    })
  const odd =
    '{"type":"FeatureCollection","features":[null,1,{"geometry":[]},{"properties":3,"geometry":{"type":"Polygon"}}]}'
  const report = await importCells(tx, 'sample', { text: odd, frame: 'CGCS2000', day, commit: true })
  assert.equal(report.refused, 4)
})
