import assert from 'node:assert/strict'
import { Problem } from '#kernel/problem.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { closeBeat, listBeats, openBeat, setBeatCells } from './beat-store.ts'
import { freeCellCode, getCell, listCellHistory, listCells, putCells, retireCell, searchCells } from './cell-store.ts'
import { point } from './frame.ts'
import { dayIn, locatorFor } from './locators.ts'
import { enterSampleDistrict } from './sample-entry.ts'
import { labelPoint } from './shape.ts'
import { cellsVersion, getDistrict, listDivisions, putDivisions } from './store.ts'

const now = new Date('2026-11-22T02:00:00Z')
const today = '2026-11-22'
const code = (problem: string) => (error: unknown) => error instanceof Problem && error.code === problem

dbTest(
  'a point is located in its cell, community and street, and the answer follows a change of cells at once',
  async (tx) => {
    const { cells } = await enterSampleDistrict(tx, 'sample')
    const [first, second] = cells
    const at = labelPoint(first!.area)
    const before = (await locatorFor(tx, 'sample', now)).locate(at)
    assert.equal(before?.cellCode, first!.code)
    assert.equal(before?.communityName, '第1街道第1社区')
    assert.equal(before?.streetName, '第1街道')

    await retireCell(tx, 'sample', first!.code, today, [second!.code])
    assert.equal((await locatorFor(tx, 'sample', now)).locate(at), undefined)
    const [life] = await listCellHistory(tx, 'sample', first!.code, today)
    assert.deepEqual([life?.validFrom, life?.validTo, life?.succeededBy], ['2026-01-01', today, [second!.code]])
  },
)

dbTest('the locator is kept while nothing changes, and knows the day a future change begins', async (tx) => {
  const { cells } = await enterSampleDistrict(tx, 'sample')
  const kept = await locatorFor(tx, 'sample', now)
  assert.equal(await locatorFor(tx, 'sample', now), kept)
  await retireCell(tx, 'sample', cells[0]!.code, '2026-12-01')
  const at = labelPoint(cells[0]!.area)
  assert.ok((await locatorFor(tx, 'sample', now)).locate(at))
  assert.equal((await locatorFor(tx, 'sample', new Date('2026-11-30T16:00:00Z'))).locate(at), undefined)
})

dbTest('every change of cells, beats or divisions gives the district a new version', async (tx) => {
  const { cells } = await enterSampleDistrict(tx, 'sample')
  const seen = new Set<string>()
  const changed = async () => {
    const { token } = await cellsVersion(tx, 'sample')
    assert.ok(!seen.has(token))
    seen.add(token)
  }
  await changed()
  const beatId = await openBeat(tx, 'sample', { name: '一号责任网格', cellCodes: [], day: today })
  await changed()
  await setBeatCells(tx, 'sample', { beatId, cellCodes: [cells[0]!.code], day: today })
  await changed()
  await putDivisions(tx, 'sample', [{ code: '511703009', name: '新街道', validFrom: today }])
  await changed()
  await putCells(tx, 'sample', today, [cells[0]!])
  await changed()
})

dbTest('a cell given a new shape keeps its old one for the days before', async (tx) => {
  const { cells } = await enterSampleDistrict(tx, 'sample')
  const [first, second] = cells
  await putCells(tx, 'sample', today, [{ code: first!.code, area: second!.area, note: '边界调整' }])
  assert.deepEqual((await getCell(tx, 'sample', first!.code, '2026-11-21')).area, first!.area)
  assert.deepEqual((await getCell(tx, 'sample', first!.code, today)).area, second!.area)
  await putCells(tx, 'sample', today, [first!])
  const history = await listCellHistory(tx, 'sample', first!.code, today)
  assert.deepEqual(
    history.map((cell) => [cell.validFrom, cell.validTo]),
    [
      ['2026-01-01', today],
      [today, null],
    ],
  )
})

dbTest('a new cell of a community gets one number more than any before, retired ones included', async (tx) => {
  const { cells } = await enterSampleDistrict(tx, 'sample')
  const community = '511703001001'
  const last = cells
    .filter((cell) => cell.code.startsWith(community))
    .map((cell) => cell.code)
    .sort()
    .at(-1)!
  await retireCell(tx, 'sample', last, today)
  assert.equal(
    await freeCellCode(tx, 'sample', community),
    `${community}${String(Number(last.slice(12)) + 1).padStart(3, '0')}`,
  )
})

dbTest('a cell is in one beat at a time, and the locator tells the beat', async (tx) => {
  const { cells } = await enterSampleDistrict(tx, 'sample')
  const [a, b, c] = cells.map((cell) => cell.code)
  const one = await openBeat(tx, 'sample', { name: '一号', cellCodes: [a!, b!], day: today })
  await assert.rejects(
    openBeat(tx, 'sample', { name: '二号', cellCodes: [b!, c!], day: today }),
    code('beat_cell_taken'),
  )
  await assert.rejects(
    setBeatCells(tx, 'sample', { beatId: one, cellCodes: ['511703001001999'], day: today }),
    code('cell_not_found'),
  )
  const located = async (at = cells[1]!) => (await locatorFor(tx, 'sample', now)).locate(labelPoint(at.area))
  assert.equal((await located())?.beatId, one)

  await setBeatCells(tx, 'sample', { beatId: one, cellCodes: [a!, c!], day: today })
  const two = await openBeat(tx, 'sample', { name: '三号', cellCodes: [b!], day: today })
  assert.equal((await located())?.beatId, two)
  await closeBeat(tx, 'sample', one, '2026-11-23')
  assert.deepEqual(
    (await listBeats(tx, 'sample', '2026-11-23')).map((beat) => [beat.name, beat.cellCodes]),
    [['三号', [b]]],
  )
  assert.deepEqual((await listBeats(tx, 'sample', today)).find((beat) => beat.beatId === one)?.cellCodes, [a, c].sort())
})

dbTest('a cell that leaves the register leaves its beat', async (tx) => {
  const { cells } = await enterSampleDistrict(tx, 'sample')
  const codes = cells.slice(0, 2).map((cell) => cell.code)
  await openBeat(tx, 'sample', { name: '一号', cellCodes: codes, day: '2026-06-01' })
  await retireCell(tx, 'sample', codes[0]!, today)
  assert.deepEqual((await listBeats(tx, 'sample', today))[0]?.cellCodes, [codes[1]])
  assert.deepEqual((await listBeats(tx, 'sample', '2026-11-21'))[0]?.cellCodes, codes)
})

dbTest('cells are searched by the code of their street or community, page by page', async (tx) => {
  const { cells } = await enterSampleDistrict(tx, 'sample', { columns: 8, rows: 3 })
  const wanted = cells
    .filter((cell) => cell.code.startsWith('511703001002'))
    .map((cell) => cell.code)
    .sort()
  const page = await searchCells(tx, 'sample', { day: today, prefix: '511703001002', limit: 4 })
  const rest = await searchCells(tx, 'sample', {
    day: today,
    prefix: '511703001002',
    limit: 4,
    after: page.at(-1)!.code,
  })
  assert.deepEqual(
    [...page, ...rest].map((cell) => cell.code),
    wanted,
  )
})

dbTest('a community needs its street and a code of this county', async (tx) => {
  await enterSampleDistrict(tx, 'sample')
  const put = (division: string) => putDivisions(tx, 'sample', [{ code: division, name: '某社区', validFrom: today }])
  await assert.rejects(put('511703777001'), code('division_parent_missing'))
  await assert.rejects(put('510104001001'), code('division_code_invalid'))
})

dbTest('a renamed community has its old name on the day before', async (tx) => {
  await enterSampleDistrict(tx, 'sample')
  await putDivisions(tx, 'sample', [{ code: '511703001001', name: '滨河社区', validFrom: today }])
  const nameOn = async (day: string) =>
    (await listDivisions(tx, 'sample', day)).find((one) => one.code === '511703001001')?.name
  assert.deepEqual([await nameOn('2026-11-21'), await nameOn(today)], ['第1街道第1社区', '滨河社区'])
})

dbTest('one district never sees the cells of another', async (tx) => {
  const { cells } = await enterSampleDistrict(tx, 'sample')
  await enterSampleDistrict(tx, 'other', { columns: 2, rows: 2, county: '511702', west: 108.2 })
  const other = await locatorFor(tx, 'other', now)
  assert.equal(other.locate(labelPoint(cells[0]!.area)), undefined)
  assert.equal((await listCells(tx, 'other', today)).length, 4)
  await assert.rejects(getDistrict(tx, 'nowhere'), code('district_not_found'))
  await assert.rejects(locatorFor(tx, 'nowhere', now), code('district_not_found'))
  assert.equal(other.locate(point(0, 0)), undefined)
})

dbTest('the day is that of the district, not of Greenwich', async () => {
  assert.equal(dayIn('Asia/Shanghai', new Date('2026-11-22T15:59:59Z')), '2026-11-22')
  assert.equal(dayIn('Asia/Shanghai', new Date('2026-11-22T16:00:00Z')), '2026-11-23')
})
