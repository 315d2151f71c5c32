import assert from 'node:assert/strict'
import { lineText } from '#city/grid/contract.ts'
import { gridJobs } from '#city/grid/jobs.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, town } from '../testing/town.ts'

const [first, second] = town.cells
const [west, east] = [`${town.community}003`, `${town.community}004`]
const across: [number, number][] = [
  [107.5005, 31.1999],
  [107.5004, 31.2011],
]

const preview = (kind: string, cells: readonly string[], day = '') =>
  `/api/grid/preview?kind=${kind}&cells=${cells.join(',')}${day && `&day=${day}`}${kind === 'split' ? `&line=${encodeURIComponent(lineText(across))}` : ''}`

async function publish(s: Story, kind: string, cells: readonly string[], day?: string) {
  const { token } = await must(s.get('xitong', preview(kind, cells, day)))
  const drawn = kind === 'split' ? { line: across } : {}
  return must(
    s.post('xitong', '/api/grid/changes', { kind, cells, token, reason: '道路新建', ...drawn, ...(day && { day }) }),
  )
}

const split = (s: Story, day?: string) => publish(s, 'split', [first], day)

async function standLamp(s: Story) {
  const body = { kind: '01001', name: '上水井盖', place: { lon: inTown.lon, lat: inTown.lat } }
  return (await must(s.post('xitong', '/api/components', body))).code as string
}

const nightRound = async (s: Story) => {
  for (const job of gridJobs({ ...s, log: silentLog }))
    await job.handle({}, { jobId: 'x', attempt: 1, signal: new AbortController().signal })
}

const cellAt = async (s: Story, day?: string) =>
  (await must(s.get('diaodu', `/api/places/locate?lon=${inTown.lon}&lat=${inTown.lat}${day ? `&day=${day}` : ''}`)))
    .located?.cellCode

const detail = (s: Story, number: number) => must(s.get('diaodu', `/api/grid/changes/${number}`))

story(
  'xitong plans a split for a day to come; it takes effect by itself, with beats, duties and components',
  async (s) => {
    const lamp = await standLamp(s)
    await s.tx.run(sql`
    insert into city.duty_area (district_id, duty_id, category, area_code, unit_id, valid_from, basis)
    values (${town.districtId}, '01890000-0000-7000-8000-0000000000aa', '01', ${first}, 'sanitation', '2026-01-01', '专项')`)
    const done = await split(s, '2026-03-10')
    assert.deepEqual(
      [done.state, done.day, done.effectiveAt, done.opened],
      ['planned', '2026-03-10', null, [west, east]],
    )
    assert.deepEqual([await cellAt(s), await cellAt(s, '2026-03-09')], [first, first])
    assert.ok([west, east].includes(await cellAt(s, '2026-03-10')))
    const seen = await detail(s, done.number)
    assert.deepEqual(
      [seen.impact.components.total, seen.impact.duties.length, seen.before.length, seen.after.length],
      [1, 1, 1, 2],
    )
    const { items } = await must(s.get('diaodu', '/api/grid/changes?state=planned'))
    assert.equal(items.length, 1)
    assert.equal((await must(s.get('xitong', `/api/cells/${first}`))).validTo, '2026-03-10')

    await nightRound(s)
    assert.equal((await must(s.get('xitong', `/api/components/${lamp}`))).component.cellCode, first)
    s.clock.set(new Date('2026-03-10T00:05:00+08:00'))
    await nightRound(s)
    await nightRound(s)
    const after = await detail(s, done.number)
    assert.deepEqual([after.change.state, after.change.components, after.impact], ['effective', 1, null])
    const { component, history } = await must(s.get('xitong', `/api/components/${lamp}`))
    assert.deepEqual([component.cellCode, history.at(-1).change], [await cellAt(s), 'regridded'])
    const beats = await must(s.get('diaodu', '/api/beats'))
    assert.deepEqual([beats.items[0].cellCodes, beats.free], [[second, west, east], []])
    const duties = await s.tx.many<{ area: string; from: string }>(sql`
    select area_code as area, valid_from as "from" from city.duty_area
     where district_id = ${town.districtId} and basis like '专项；%' order by area_code`)
    assert.deepEqual(
      duties,
      [west, east].map((area) => ({ area, from: '2026-03-10' })),
    )
  },
)

story('a cell with a plan is changed by nothing else until xitong withdraws it; then all is as before', async (s) => {
  const { number } = await split(s, '2026-03-10')
  const again = await s.get('xitong', preview('merge', town.cells))
  assert.deepEqual([again.status, again.body.code], [409, 'cell_planned'])
  const path = `/api/grid/changes/${number}`
  assert.equal((await s.post('diaodu', `${path}/withdraw`, { reason: '规划调整' })).status, 403)
  assert.equal((await s.post('xitong', `${path}/withdraw`, { reason: '' })).status, 400)
  const gone = await must(s.post('xitong', `${path}/withdraw`, { reason: '规划调整' }))
  assert.deepEqual([gone.state, gone.endedBy, gone.endedReason], ['withdrawn', 'xitong', '规划调整'])
  assert.equal(await cellAt(s, '2026-03-11'), first)
  assert.equal((await must(s.get('xitong', `/api/cells/${first}`))).validTo, null)
  assert.equal((await s.post('xitong', `${path}/withdraw`, { reason: '再撤' })).body.code, 'grid_change_not_planned')
  s.clock.set(new Date('2026-03-10T09:00:00+08:00'))
  await nightRound(s)
  assert.equal(await cellAt(s), first)
  assert.deepEqual((await split(s)).opened, [west, east])
})

story('the change that took effect last is undone as though it had not been, and its codes stay spent', async (s) => {
  const lamp = await standLamp(s)
  const { number } = await split(s)
  assert.deepEqual((await detail(s, number)).undo, { possible: true, obstacle: null })
  const path = `/api/grid/changes/${number}/undo`
  assert.equal((await s.post('diaodu', path, { reason: '画错了' })).status, 403)
  const undone = await must(s.post('xitong', path, { reason: '画错了' }))
  assert.deepEqual([undone.state, undone.endedReason], ['undone', '画错了'])
  assert.equal(await cellAt(s), first)
  const { component, history } = await must(s.get('xitong', `/api/components/${lamp}`))
  assert.deepEqual([component.cellCode, history.at(-1).reason], [first, '画错了'])
  const { items, free } = await must(s.get('diaodu', '/api/beats'))
  assert.deepEqual([items[0].cellCodes, free], [[...town.cells], []])
  const { opened } = await must(s.get('xitong', preview('split', [first])))
  assert.deepEqual(
    opened.map(({ code }: { code: string }) => code),
    [`${town.community}005`, `${town.community}006`],
  )
})

story(
  'an undo is refused once a case was filed, a duty assigned, a beat changed or another change made upon it',
  async (s) => {
    const { number } = await split(s)
    const refused = async (of = number) => {
      const { undo } = await detail(s, of)
      const answer = await s.post('xitong', `/api/grid/changes/${of}/undo`, { reason: '画错了' })
      assert.deepEqual([undo.possible, answer.status, answer.body.code], [false, 409, 'grid_change_built_upon'])
      return undo.obstacle.zh
    }
    await s.tx.run(sql`
    insert into city.duty_area (district_id, duty_id, category, area_code, unit_id, valid_from, basis)
    values (${town.districtId}, '01890000-0000-7000-8000-0000000000ab', '02', ${east}, 'roads', '2026-03-02', '专项')`)
    assert.match(await refused(), /1 条职责分工/)
    await s.tx.run(sql`delete from city.duty_area where duty_id = '01890000-0000-7000-8000-0000000000ab'`)
    s.clock.set(new Date('2026-03-04T09:00:00+08:00'))
    const { items } = await must(s.get('diaodu', '/api/beats'))
    const given = { name: items[0].name, personId: s.people.xiaolin }
    await must(s.post('xitong', `/api/beats/${items[0].beatId}`, { ...given, cellCodes: [second, west] }))
    await must(s.post('xitong', `/api/beats/${items[0].beatId}`, { ...given, cellCodes: [second, west, east] }))
    assert.match(await refused(), /责任网格/)
    const plan = await publish(s, 'merge', [west, east], '2026-03-20')
    assert.match(await refused(), new RegExp(`第 ${plan.number} 号调整计划`))
    await must(s.post('xitong', `/api/grid/changes/${plan.number}/withdraw`, { reason: '不合了' }))
    await filed(s)
    assert.match(await refused(), /1 件案件/)
    const later = await publish(s, 'merge', [west, east])
    assert.match(await refused(), new RegExp(`第 ${later.number} 号调整已生效`))
  },
)

story(
  'a border goes back to where it was; a cell given up by plan stays if something stands in it again',
  async (s) => {
    const { items } = await must(s.get('xitong', `/api/grid/neighbours?code=${first}`))
    const [start, end] = items[0].border
    const before = await must(s.get('xitong', `/api/cells/${first}`))
    const line = [start, [107.5013, 31.2005], end]
    const { token } = await must(
      s.get('xitong', '/api/grid/changes?limit=1').then(() => s.get('xitong', preview('merge', town.cells))),
    )
    const moved = await must(
      s.post('xitong', '/api/grid/changes', { kind: 'border', cells: town.cells, line, token, reason: '沿新路' }),
    )
    assert.notDeepEqual((await must(s.get('xitong', `/api/cells/${first}`))).area, before.area)
    await must(s.post('xitong', `/api/grid/changes/${moved.number}/undo`, { reason: '量错了' }))
    assert.deepEqual((await must(s.get('xitong', `/api/cells/${first}`))).area, before.area)

    const retired = await publish(s, 'retire', [first], '2026-03-05')
    const lamp = await standLamp(s)
    s.clock.set(new Date('2026-03-05T00:00:00+08:00'))
    await nightRound(s)
    const { change } = await detail(s, retired.number)
    assert.deepEqual([change.state, change.endedBy], ['withdrawn', '系统'])
    assert.match(change.endedReason, /1 个部件/)
    assert.equal((await must(s.get('xitong', `/api/components/${lamp}`))).component.cellCode, await cellAt(s))
  },
)

story('a change cannot be planned for a day that is over, nor for one nobody can foresee', async (s) => {
  for (const day of ['2026-03-01', '2029-01-01'])
    assert.equal((await s.get('xitong', preview('split', [first], day))).body.code, 'grid_day_unfit')
  assert.equal((await s.get('diaodu', '/api/grid/changes/77')).body.code, 'grid_change_not_found')
})
