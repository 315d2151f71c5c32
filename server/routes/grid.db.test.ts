import assert from 'node:assert/strict'
import { lineText } from '#city/grid/contract.ts'
import { sql } from '#kernel/db/sql.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, town } from '../testing/town.ts'

const [first, second] = town.cells
const across = [
  [107.5005, 31.1999],
  [107.5004, 31.2011],
] as [number, number][]

const preview = (kind: string, cells: readonly string[], line?: [number, number][]) =>
  `/api/grid/preview?kind=${kind}&cells=${cells.join(',')}${line ? `&line=${encodeURIComponent(lineText(line))}` : ''}`

async function standLamp(s: Story) {
  const body = { kind: '01001', name: '上水井盖', place: { lon: inTown.lon, lat: inTown.lat } }
  return (await must(s.post('xitong', '/api/components', body))).code as string
}

async function splitFirst(s: Story) {
  const { token } = await must(s.get('xitong', preview('split', [first], across)))
  return must(
    s.post('xitong', '/api/grid/changes', { kind: 'split', cells: [first], line: across, token, reason: '道路新建' }),
  )
}

story('xitong sees what a split would bring, publishes it, and everything follows the new codes', async (s) => {
  const lamp = await standLamp(s)
  const at = await filed(s)
  const seen = await must(s.get('xitong', preview('split', [first], across)))
  assert.deepEqual(
    seen.opened.map(({ code }: { code: string }) => code),
    [`${town.community}003`, `${town.community}004`],
  )
  assert.deepEqual([seen.findings, seen.components.total, seen.cases.open], [[], 1, 1])
  assert.deepEqual(
    seen.beats.map(({ person, before, after }: never) => [person, before, after]),
    [['xiaolin', 2, 3]],
  )
  const done = await splitFirst(s)
  assert.deepEqual([done.number, done.retired, done.components, done.openCases], [1, [first], 1, 1])
  const { component, history } = await must(s.get('xitong', `/api/components/${lamp}`))
  assert.equal(component.cellCode, seen.components.items[0].to)
  assert.deepEqual([history.at(-1).change, history.at(-1).by], ['regridded', 'xitong'])
  const located = await must(s.get('xitong', `/api/places/locate?lon=${inTown.lon}&lat=${inTown.lat}`))
  assert.equal(located.located.cellCode, component.cellCode)
  assert.ok(located.located.beatId)
  const old = await must(s.get('xitong', `/api/cells/${first}`))
  assert.deepEqual([old.validTo, old.succeededBy], ['2026-03-02', done.opened])
  assert.equal((await must(s.get('shouli', at))).cellCode, first)
})

story('a case filed under a retired code still finds the collector of its beat', async (s) => {
  const at = await filed(s)
  await splitFirst(s)
  const { items } = await must(s.get('banzhang', `${at}/collectors`))
  assert.deepEqual([items[0].name, items[0].reason.zh], ['xiaolin', '案件所在责任网格的采集员'])
})

story('neighbours are merged under one new code; a new cell waits a day before it is cut again', async (s) => {
  const { items } = await must(s.get('xitong', `/api/grid/neighbours?code=${first}`))
  assert.deepEqual([items[0].code, items[0].border.length], [second, 2])
  const { token, opened } = await must(s.get('xitong', preview('merge', town.cells)))
  assert.equal(opened.length, 1)
  await must(s.post('xitong', '/api/grid/changes', { kind: 'merge', cells: town.cells, token, reason: '合并' }))
  const again = await s.get('xitong', preview('split', [opened[0].code], across))
  assert.deepEqual([again.status, again.body.code], [409, 'grid_cell_too_new'])
  const gone = await s.get('xitong', preview('split', [first], across))
  assert.equal(gone.body.code, 'cell_not_found')
})

story('a border is moved with both codes kept; a line that leaves the two is refused in words', async (s) => {
  const { items } = await must(s.get('xitong', `/api/grid/neighbours?code=${first}`))
  const [start, end] = items[0].border
  const bent = [start, [107.5013, 31.2005], end]
  const seen = await must(s.get('xitong', preview('border', town.cells, bent)))
  assert.deepEqual([seen.retired, seen.opened, seen.reshaped.length], [[], [], 2])
  const body = { kind: 'border', cells: town.cells, line: bent, token: seen.token, reason: '沿新路' }
  const done = await must(s.post('xitong', '/api/grid/changes', body))
  assert.deepEqual(done.reshaped, [...town.cells])
  const late = await s.post('xitong', '/api/grid/changes', body)
  assert.deepEqual([late.status, late.body.code], [409, 'grid_changed_meanwhile'])
  const wild = { ...body, line: [start, [107.51, 31.2005], end] }
  const unfit = await must(s.get('xitong', preview('border', town.cells, wild.line)))
  assert.deepEqual([unfit.findings.length, unfit.reshaped], [1, []])
  const refused = await s.post('xitong', '/api/grid/changes', { ...wild, token: unfit.token })
  assert.deepEqual([refused.status, refused.body.code], [422, 'grid_shape_refused'])
})

story('a cell is given up only once nothing is left in it', async (s) => {
  await standLamp(s)
  const held = await must(s.get('xitong', preview('retire', [first])))
  assert.equal(held.findings.length, 1)
  const body = { kind: 'retire', cells: [first], token: held.token, reason: '划出' }
  assert.equal((await s.post('xitong', '/api/grid/changes', body)).body.code, 'grid_not_whole')
  const free = await must(s.get('xitong', preview('retire', [second])))
  assert.deepEqual(free.findings, [])
  await must(s.post('xitong', '/api/grid/changes', { ...body, cells: [second], token: free.token }))
  const { items } = await must(s.get('diaodu', '/api/grid/changes'))
  assert.deepEqual([items[0].kind, items[0].reason, items[0].by], ['retire', '划出', 'xitong'])
})

story('duties that name a cell go on under the new codes', async (s) => {
  await s.tx.run(sql`
    insert into city.duty_area (district_id, duty_id, category, area_code, unit_id, valid_from, basis)
    values (${town.districtId}, '01890000-0000-7000-8000-0000000000aa', '01', ${first}, 'sanitation', '2026-01-01', '专项')`)
  const done = await splitFirst(s)
  const rows = await s.tx.many<{ area: string }>(sql`
    select area_code as area from city.duty_area where district_id = ${town.districtId} and basis like '专项%' order by area_code`)
  assert.deepEqual(
    rows.map(({ area }) => area),
    [first, ...done.opened],
  )
})

story('xitong opens, changes and closes beats; a cell has one beat, a beat a collector', async (s) => {
  const { items } = await must(s.get('diaodu', '/api/beats'))
  assert.deepEqual([items[0].person, items[0].cellCodes.length], ['xiaolin', 2])
  const own = `/api/beats/${items[0].beatId}`
  const given = { name: items[0].name, cellCodes: [first], personId: s.people.xiaochen }
  const changed = await must(s.post('xitong', own, given))
  assert.deepEqual([changed.person, changed.cellCodes], ['xiaochen', [first]])
  const other = { name: '二号责任网格', cellCodes: [first], personId: s.people.xiaolin }
  assert.equal((await s.post('xitong', '/api/beats', other)).body.code, 'beat_cell_taken')
  assert.equal((await s.post('xitong', own, { ...given, personId: s.people.luzheng })).body.code, 'beat_person_unfit')
  const opened = await must(s.post('xitong', '/api/beats', { ...other, cellCodes: [second] }))
  assert.equal(opened.person, 'xiaolin')
  await must(s.post('xitong', `/api/beats/${opened.beatId}/close`))
  s.clock.set(new Date('2026-03-03T10:00:00+08:00'))
  const { items: left, free } = await must(s.get('diaodu', '/api/beats'))
  assert.deepEqual([left.length, free], [1, [second]])
  assert.equal((await s.post('diaodu', own, given)).status, 403)
})
