import assert from 'node:assert/strict'
import { dbTest } from '#kernel/testing/db.ts'
import { distanceMetres } from './distance.ts'
import { convert, point } from './frame.ts'
import { putNamedPlaces } from './gazetteer.ts'
import { geocode, reverse } from './geocode.ts'
import { enterSampleDistrict } from './sample-entry.ts'
import { labelPoint } from './shape.ts'

const now = new Date('2026-11-22T02:00:00Z')

async function given(tx: Parameters<Parameters<typeof dbTest>[1]>[0]) {
  const sample = await enterSampleDistrict(tx, 'sample')
  const at = labelPoint(sample.cells[7]!.area)
  const door = (number: number) => ({
    placeId: `door-${number}`,
    kind: 'door' as const,
    name: `一横路${number}号`,
    roadName: '一横路',
    doorNumber: number,
    place: point(at.lon + number * 1e-5, at.lat),
  })
  await putNamedPlaces(tx, 'sample', [
    { placeId: 'school', kind: 'poi', name: '达川中学', aliases: ['第一中学'], place: at },
    { placeId: 'gate', kind: 'poi', name: '达川中学北门', place: point(at.lon, at.lat + 0.0004) },
    door(12),
    door(15),
    door(20),
  ])
  return { sample, at }
}
const first = async (tx: Parameters<typeof geocode>[0], text: string) => (await geocode(tx, 'sample', text, { now }))[0]

dbTest('a name finds the place of that very name before those that only begin with or contain it', async (tx) => {
  await given(tx)
  const found = await geocode(tx, 'sample', '达川中学', { now })
  assert.deepEqual(
    found.map((one) => [one.label, one.strength]),
    [
      ['达川中学', 3],
      ['达川中学北门', 2],
    ],
  )
  assert.equal(found[0]?.located?.communityName, '第1街道第1社区')
  assert.deepEqual(
    (await geocode(tx, 'sample', '中学', { now })).map((one) => one.strength),
    [1, 1],
  )
  assert.equal((await first(tx, '第一中学'))?.label, '达川中学')
})

dbTest('a door number is found, or the nearest one with a reason', async (tx) => {
  await given(tx)
  assert.deepEqual((await first(tx, '一横路15号'))?.reason.zh, '门牌相同')
  const near = await first(tx, '一横路18号门前')
  assert.deepEqual([near?.label, near?.reason.zh], ['一横路20号', '最近的门牌 一横路20号'])
  assert.equal((await first(tx, '二横路3号'))?.label, '二横路')
})

dbTest('a crossing of two roads is the place where they meet', async (tx) => {
  const { sample } = await given(tx)
  const crossing = await first(tx, '一横路与二纵路交叉口')
  assert.equal(crossing?.kind, 'crossing')
  const level = sample.roads.find((road) => road.name === '一横路')!.line.coordinates as [number, number][]
  assert.ok(level.some(([lon, lat]) => distanceMetres(point(lon, lat), crossing!.point) < 1))
})

dbTest(
  'pasted coordinates are placed in the frame they name, and in each possible one if they name none',
  async (tx) => {
    const { at } = await given(tx)
    const gcj = convert(at, 'GCJ02')
    const named = await first(tx, `高德 ${gcj.lon}, ${gcj.lat}`)
    assert.ok(named && distanceMetres(named.point, at) < 0.1)
    const open = await geocode(tx, 'sample', `${at.lon},${at.lat}`, { now })
    assert.deepEqual(
      open.map((one) => one.reason.zh.slice(7, 14).trim()),
      ['若为 CGCS', '若为 GCJ0', '若为 BD09'],
    )
    assert.ok(open[0]?.located)
  },
)

dbTest('a cell code finds its cell and nonsense finds nothing', async (tx) => {
  const { sample } = await given(tx)
  assert.equal((await first(tx, sample.cells[7]!.code))?.located?.cellCode, sample.cells[7]!.code)
  assert.deepEqual(await geocode(tx, 'sample', '  ，。', { now }), [])
  assert.deepEqual(await geocode(tx, 'sample', "'; drop table city.cell; --", { now }), [])
})

dbTest(
  'a point is described by the road and place beside it, and by its community where there is neither',
  async (tx) => {
    const { sample, at } = await given(tx)
    const described = await reverse(tx, 'sample', at, now)
    assert.match(described.text, /^.+路 达川中学附近$/)
    assert.equal(described.located?.cellCode, sample.cells[7]!.code)
    const { sql } = await import('#kernel/db/sql.ts')
    await tx.run(sql`delete from city.street_line where district_id = 'sample'`)
    await tx.run(sql`delete from city.place_name where district_id = 'sample'`)
    assert.equal((await reverse(tx, 'sample', at, now)).text, '第1街道 第1街道第1社区附近')
    assert.equal((await reverse(tx, 'sample', point(100, 30), now)).text, '')
  },
)
