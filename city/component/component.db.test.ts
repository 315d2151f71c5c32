import assert from 'node:assert/strict'
import { boxHolds, distanceMetres } from '#city/place/distance.ts'
import { type Point, point } from '#city/place/frame.ts'
import { geocode } from '#city/place/geocode.ts'
import { locatorFor } from '#city/place/locators.ts'
import { enterSampleDistrict } from '#city/place/sample-entry.ts'
import { labelPoint } from '#city/place/shape.ts'
import { Problem } from '#kernel/problem.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { amend, type Doer, register, setState } from './change.ts'
import { componentCandidates, countByKind, searchComponents } from './search.ts'
import { findComponent, getComponent, listHistory, loadComponents, type NewComponent, near } from './store.ts'

const now = new Date('2026-11-22T02:00:00Z')
const lin: Doer = { by: 'lin', now, day: '2026-11-22' }
const code = (problem: string) => (error: unknown) => error instanceof Problem && error.code === problem
type Tx = Parameters<Parameters<typeof dbTest>[1]>[0]

async function given(tx: Tx) {
  const { cells } = await enterSampleDistrict(tx, 'sample')
  return { cells, at: labelPoint(cells[7]!.area) }
}
const lamp = (place: Point, more: object = {}) => ({
  kind: '01019',
  name: '路灯',
  place,
  managerName: '市政所',
  ...more,
})
const east = (p: Point, metres: number): Point => point(p.lon + metres / 95_300, p.lat)

dbTest('a registered lamp gets the next code of its kind and knows its cell', async (tx) => {
  const { at, cells } = await given(tx)
  const first = await register(tx, 'sample', lamp(at), lin)
  const second = await register(tx, 'sample', lamp(east(at, 5)), lin)
  const old = await register(tx, 'sample', lamp(at, { kind: '0119' }), lin)
  assert.deepEqual([first.code, second.code, old.code], ['51170301019000001', '51170301019000002', '5117030119000001'])
  assert.equal(first.cellCode, cells[7]!.code)
  assert.deepEqual(
    [first.edition, old.edition, first.state, first.initialDate],
    ['2026', '2013', 'intact', '2026-11-22'],
  )
  assert.deepEqual(
    (await listHistory(tx, 'sample', first.code)).map((one) => [one.change, one.by]),
    [['registered', 'lin']],
  )
})

dbTest('nothing is registered outside the district or under a kind that cannot be', async (tx) => {
  const { at } = await given(tx)
  await assert.rejects(register(tx, 'sample', lamp(point(110, 30)), lin), code('point_outside_district'))
  await assert.rejects(register(tx, 'sample', lamp(at, { kind: '019' }), lin), code('component_kind_invalid'))
})

dbTest('a lamp is damaged, repaired and removed, each time with its history; removed, it stays so', async (tx) => {
  const { at } = await given(tx)
  const { code: id } = await register(tx, 'sample', lamp(at), lin)
  const become = (state: 'damaged' | 'intact' | 'removed', reason: string) =>
    setState(tx, 'sample', { code: id, state, reason }, lin)
  await become('damaged', '灯罩破损')
  await become('damaged', '再报一次')
  await become('intact', '已更换')
  await become('removed', '道路改造')
  await assert.rejects(become('intact', '装回'), code('component_state_refused'))
  const history = await listHistory(tx, 'sample', id)
  assert.deepEqual(
    history.map((one) => [one.revision, one.change, one.reason, one.after?.state]),
    [
      [1, 'registered', null, undefined],
      [2, 'state', '灯罩破损', 'damaged'],
      [3, 'state', '已更换', 'intact'],
      [4, 'state', '道路改造', 'removed'],
    ],
  )
  assert.equal((await getComponent(tx, 'sample', id)).changedDate, '2026-11-22')
  const next = await register(tx, 'sample', lamp(at), lin)
  assert.equal(next.code, '51170301019000002')
})

dbTest('a moved lamp is located anew and only what changed is recorded', async (tx) => {
  const { at, cells } = await given(tx)
  const { code: id } = await register(tx, 'sample', lamp(at), lin)
  const there = labelPoint(cells[8]!.area)
  const moved = await amend(
    tx,
    'sample',
    { code: id, fields: { place: there, managerName: '市政所' }, reason: '复测' },
    lin,
  )
  assert.equal(moved.cellCode, cells[8]!.code)
  const [, entry] = await listHistory(tx, 'sample', id)
  assert.deepEqual(Object.keys(entry!.after!).sort(), ['cellCode', 'place'])
  assert.deepEqual(entry!.before!.cellCode, cells[7]!.code)
  const same = await amend(tx, 'sample', { code: id, fields: { place: there }, reason: '无变化' }, lin)
  assert.equal(same.revision, moved.revision)
})

dbTest('the nearest lamp comes first, with its true distance, and removed ones are not met', async (tx) => {
  const { at } = await given(tx)
  const metres = [30, 3, 12, 90, 400]
  const codes: string[] = []
  for (const away of metres) codes.push((await register(tx, 'sample', lamp(east(at, away)), lin)).code)
  const found = await near(tx, 'sample', at, { metres: 100 })
  assert.deepEqual(
    found.map((one) => one.code),
    [codes[1], codes[2], codes[0], codes[3]],
  )
  for (const one of found) assert.ok(Math.abs(one.metres - distanceMetres(at, one.place)) < 0.001)
  await setState(tx, 'sample', { code: codes[1]!, state: 'removed', reason: '拆除' }, lin)
  assert.equal((await near(tx, 'sample', at, { metres: 100, limit: 1 }))[0]?.code, codes[2])
  assert.deepEqual(await near(tx, 'sample', at, { metres: 100, kind: '01001' }), [])
  assert.deepEqual(await near(tx, 'other', at, { metres: 100 }), [])
})

/** Lamps and manholes, `count` in all, strewn over the district by fixed steps. */
async function* strewn(tx: Tx, count: number): AsyncGenerator<NewComponent> {
  const locator = await locatorFor(tx, 'sample', now)
  const { west, south, east: right, north } = locator.box
  for (let made = 0, i = 1; made < count; i++) {
    const place = point(west + (right - west) * ((i * 0.618_034) % 1), south + (north - south) * ((i * 0.754_878) % 1))
    const located = locator.locate(place)
    if (!located || !boxHolds(locator.box, place)) continue
    made++
    const manhole = made % 3 === 0
    yield {
      code: `511703${manhole ? '01001' : '01019'}${String(made).padStart(6, '0')}`,
      name: manhole ? '供水井盖' : '路灯',
      place,
      cellCode: located.cellCode,
      streetCode: located.streetCode,
      communityCode: located.communityCode,
      managerCode: null,
      managerName: '市政所',
      ownerCode: null,
      ownerName: null,
      maintainerCode: null,
      maintainerName: null,
      state: made % 10 === 0 ? 'damaged' : 'intact',
      initialDate: '2026-01-01',
      changedDate: null,
      dataSource: 'surveyed',
      accuracy: 'A',
      address: made % 50 === 0 ? `一横路${made}号` : null,
      note: null,
      legacyCode: manhole ? null : `5117030119${String(made).padStart(6, '0')}`,
      attributes: {},
    }
  }
}
const load = (tx: Tx, count: number) =>
  loadComponents(tx, 'sample', strewn(tx, count), { by: 'census', at: now, change: 'imported' })

dbTest('the circle about a point holds the same components as the slow rule', async (tx) => {
  const { at } = await given(tx)
  await load(tx, 1_500)
  const all: { code: string; metres: number }[] = []
  for await (const one of strewn(tx, 1_500)) all.push({ code: one.code, metres: distanceMetres(at, one.place) })
  for (const metres of [5, 40, 75, 300]) {
    const expected = all
      .filter((one) => one.metres <= metres)
      .sort((a, b) => a.metres - b.metres)
      .slice(0, 20)
    assert.deepEqual(
      (await near(tx, 'sample', at, { metres })).map((one) => one.code),
      expected.map((one) => one.code),
    )
  }
})

dbTest('a loaded register gives the next code beyond the highest loaded', async (tx) => {
  const { at } = await given(tx)
  assert.equal(await load(tx, 100), 100)
  assert.equal((await register(tx, 'sample', lamp(at), lin)).code, '51170301019000101')
  assert.equal((await listHistory(tx, 'sample', '51170301019000001'))[0]?.change, 'imported')
})

dbTest('the register is searched by code, kind, name and address, page by page without loss', async (tx) => {
  await given(tx)
  await load(tx, 300)
  const codes = async (query: object) => {
    const found: string[] = []
    let after: string | undefined
    do {
      const page = await searchComponents(tx, 'sample', { limit: 40, after, ...query })
      found.push(...page.items.map((one) => one.code))
      after = page.next ?? undefined
    } while (after)
    assert.deepEqual(found, [...new Set(found)].sort())
    return found
  }
  assert.equal((await codes({})).length, 300)
  assert.equal((await codes({ text: '井盖' })).length, 100)
  assert.equal((await codes({ text: '井盖', state: 'damaged' })).length, 10)
  assert.equal((await codes({ text: '横路' })).length, 6)
  assert.equal((await codes({ text: '51170301001' })).length, 100)
  assert.equal((await codes({ kind: '01019' })).length, 200)
  assert.deepEqual(await codes({ text: '51170301001000003' }), ['51170301001000003'])
  assert.deepEqual(await codes({ text: "'%_" }), await codes({}))
  assert.deepEqual(await codes({ text: '不存在' }), [])
})

dbTest('components are counted by kind and state', async (tx) => {
  await given(tx)
  await load(tx, 300)
  assert.deepEqual(await countByKind(tx, 'sample'), [
    { kind: '01001', name: '供水井盖', total: 100, byState: { damaged: 10, intact: 90 } },
    { kind: '01019', name: '路灯', total: 200, byState: { damaged: 20, intact: 180 } },
  ])
})

dbTest('a component is found by its code of either edition, typed where a place is asked for', async (tx) => {
  await given(tx)
  await load(tx, 3)
  assert.equal((await findComponent(tx, 'sample', '5117030119000001'))?.code, '51170301019000001')
  const [candidate] = await geocode(tx, 'sample', '5117030119000001', { finders: [componentCandidates], now })
  assert.deepEqual([candidate?.kind, candidate?.reason.zh], ['component', '部件的原 16 位标识码'])
  await assert.rejects(getComponent(tx, 'sample', '51170301019999999'), code('component_not_found'))
})
