import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { filed, inHand, must } from '#server/testing/steps.ts'
import { type Story, story } from '#server/testing/story.ts'
import { inTown, outOfTown, town } from '#server/testing/town.ts'

const { districtId } = town
const view = 'west=107.5&south=31.2&east=107.502&north=31.201'
const round = `circle:${inTown.lon},${inTown.lat},80`
const ring = 'ring:107.5,31.2;107.501,31.2;107.501,31.201;107.5,31.201'
const elsewhere = `circle:${outOfTown.lon},${outOfTown.lat},200`
const inside = (area: string) => `/api/map/inside?area=${encodeURIComponent(area)}`
const near = `/api/map/near?lon=${inTown.lon}&lat=${inTown.lat}`

async function standLamp({ tx }: Story, state = 'intact', at = inTown): Promise<void> {
  await tx.run(sql`
    insert into city.component (district_id, code, edition, kind, name, place, cell_code, state, initial_date)
    values (${districtId}, '51339901001000009', '2026', '01001', '上水井盖', point(${at.lon}::float8, ${at.lat}::float8), ${town.cells[0]},
            ${state}, '2026-01-01')`)
}

story('diaodu draws round a place and gets counts by class with a list; outside there is nothing', async (s) => {
  await standLamp(s, 'damaged')
  await filed(s)
  for (const area of [round, ring]) {
    const found = await must(s.get('diaodu', inside(area)))
    assert.equal(found.cases.total, 1, area)
    assert.deepEqual(
      found.cases.groups.map((group: { name: string }) => group.name),
      ['雨水井盖'],
    )
    assert.equal(found.cases.items[0].point.lon, inTown.lon)
    assert.deepEqual(found.components.groups, [{ kind: '01001', name: '上水井盖', total: 1, faulty: 1 }])
  }
  const none = await must(s.get('diaodu', inside(elsewhere)))
  assert.deepEqual([none.cases.total, none.components.total], [0, 0])
  assert.ok(Math.abs(none.squareMetres - Math.PI * 200 ** 2) < 1)
})

story('a surface that is none, or far too large, is refused in words', async ({ get }) => {
  assert.equal((await get('diaodu', inside('ring:1,2;3,4'))).body.code, 'map_area_invalid')
  const huge = await get('diaodu', inside('ring:107,31;108,31;108,32;107,32'))
  assert.deepEqual([huge.status, huge.body.code], [422, 'map_area_too_large'])
})

story('luzheng sees on the map the cases of the roads office and no others, huanwei none of them', async (s) => {
  await inHand(s)
  const counts = async (who: 'luzheng' | 'huanwei' | 'shouli') => [
    (await must(s.get(who, `/api/map/cases?${view}`))).items.length,
    (await must(s.get(who, inside(round)))).cases.total,
    (await must(s.get(who, near))).cases.length,
    (await must(s.get(who, '/api/map/cells?by=open'))).items.length,
  ]
  assert.deepEqual(await counts('luzheng'), [1, 1, 1, 1])
  assert.deepEqual(await counts('shouli'), [1, 1, 1, 1])
  assert.deepEqual(await counts('huanwei'), [0, 0, 0, 0])
})

story('xitong, who reads no case, still sees what stands at a place', async (s) => {
  await standLamp(s)
  await filed(s)
  const found = await must(s.get('xitong', near))
  assert.deepEqual([found.cases.length, found.components.length], [0, 1])
  assert.equal(found.cell.code, town.cells[0])
  assert.equal((await must(s.get('xitong', inside(round)))).cases, null)
  assert.equal((await s.get('xitong', `/api/map/cases?${view}`)).status, 403)
})

story(
  'a period shows what was reported in it, closed or not, and days are counted where the district is',
  async (s) => {
    await filed(s)
    await s.tx.run(sql`update city.case set stage = 'closed' where district_id = ${districtId}`)
    const listed = async (period: string) => (await must(s.get('shouli', `/api/map/cases?${view}${period}`))).total
    assert.deepEqual(
      [await listed(''), await listed('&from=2026-03-02&to=2026-03-02'), await listed('&to=2026-03-01')],
      [0, 1, 0],
    )
    const days = await must(s.get('shouli', `/api/map/days?${view}&days=7`))
    assert.deepEqual([days.from, days.to, days.items], ['2026-02-24', '2026-03-02', [{ day: '2026-03-02', total: 1 }]])
  },
)

story('cells are told by open cases, by late ones, by their share and by components', async (s) => {
  await standLamp(s)
  await filed(s)
  const values = async (by: string) => (await must(s.get('shouli', `/api/map/cells?by=${by}`))).items
  const code = town.cells[0]
  assert.deepEqual(await values('open'), [{ code, value: 1 }])
  assert.deepEqual(await values('components'), [{ code, value: 1 }])
  s.clock.set(new Date('2026-03-20T10:00:00+08:00'))
  assert.deepEqual(await values('late'), [{ code, value: 1 }])
  assert.deepEqual(await values('lateShare'), [{ code, value: 1 }])
})

story('whoever is on duty and near comes first, and only what is known is said; luzheng is told nothing', async (s) => {
  await filed(s)
  const { people, tx } = s
  await tx.run(sql`
    insert into city.shift (district_id, shift_id, person_id, starts_at, ends_at)
    values (${districtId}, ${newId()}, ${people.xiaochen}, '2026-03-02T08:00:00+08:00', '2026-03-02T12:00:00+08:00')`)
  const at = `/api/map/resources?lon=${inTown.lon}&lat=${inTown.lat}`
  const { collectors, units } = await must(s.get('diaodu', at))
  assert.deepEqual(
    collectors.map(({ name }: { name: string }) => name),
    ['xiaochen', 'xiaolin'],
  )
  assert.equal(collectors[0].lastSeen, null)
  assert.equal(collectors[0].beat, null)
  assert.equal(new Date(collectors[0].onDutyUntil).toISOString(), '2026-03-02T04:00:00.000Z')
  assert.equal(collectors[1].beat.holdsPoint, true)
  assert.equal(Math.round(collectors[1].lastSeen.metres), 0)
  assert.deepEqual(units.map(({ unitId }: { unitId: string }) => unitId).sort(), ['roads', 'sanitation'])
  assert.equal((await s.get('luzheng', at)).status, 403)
  assert.equal((await s.get('wairen', at)).status, 403)
})

story('how near somebody is is told by road and as the crow flies', async (s) => {
  await filed(s)
  const corner = { lon: inTown.lon + 0.003, lat: inTown.lat }
  const end = { lon: corner.lon, lat: inTown.lat + 0.003 }
  const line = { type: 'LineString', coordinates: [inTown, corner, end].map(({ lon, lat }) => [lon, lat]) }
  await s.tx.run(sql`
    insert into city.street_line (district_id, road_id, name, grams, line, bounds)
    values (${districtId}, 'r1', '拐角路', '{}', ${JSON.stringify(line)}::jsonb, box '((107.51,31.21),(107.5,31.2))')`)
  const { collectors } = await must(s.get('diaodu', `/api/map/resources?lon=${end.lon}&lat=${end.lat}`))
  const xiaolin = collectors.find(({ name }: { name: string }) => name === 'xiaolin')
  assert.ok(Math.abs(xiaolin.lastSeen.metres - 438) < 3, String(xiaolin.lastSeen.metres))
  assert.ok(Math.abs(xiaolin.roadMetres - 618) < 3, String(xiaolin.roadMetres))
})
