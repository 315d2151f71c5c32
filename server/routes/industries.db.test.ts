import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { placeDevice, speaks } from '#sense/port.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

type Item = { id: string; isOn: boolean; turns: object[]; rules: { code: string; state: string }[] }

const itemOf = async (s: Story, id: string): Promise<Item> => {
  const { status, body } = await s.get('xitong', '/api/industries')
  assert.equal(status, 200)
  return body.items.find((one: Item) => one.id === id)
}
const turn = (s: Story, who: 'xitong' | 'ducha', id: string, isOn: boolean) =>
  s.post(who, `/api/industries/${id}/switch`, { isOn, reason: '规划要求，首批接入' })

story('xitong turns an industry on with a reason, its rules come as drafts, and ducha may not', async (s) => {
  const [first] = (await s.get('ducha', '/api/industries')).body.items as Item[]
  assert.ok(first)
  assert.equal(first.isOn, false)
  assert.equal((await turn(s, 'ducha', first.id, true)).body.code, 'not_permitted')
  assert.equal((await s.post('xitong', `/api/industries/${first.id}/switch`, { isOn: true, reason: '' })).status, 400)
  const on = await turn(s, 'xitong', first.id, true)
  assert.deepEqual([on.status, on.body.rules], [200, first.rules.length])
  const known = await itemOf(s, first.id)
  assert.equal(known.isOn, true)
  assert.deepEqual([...new Set(known.rules.map(({ state }) => state))], ['draft'])
  assert.equal((await turn(s, 'xitong', first.id, true)).body.code, 'industry_already')
  assert.equal((await turn(s, 'xitong', 'tramway', true)).body.code, 'industry_unknown')
  const off = await turn(s, 'xitong', first.id, false)
  assert.equal(off.status, 200)
  assert.equal((await itemOf(s, first.id)).turns.length, 2)
})

story('an industry that is off has no board, and its own routes refuse', async (s) => {
  assert.deepEqual((await s.get('ducha', '/api/indicator-board')).body.industries, [])
  const refused = await s.get('ducha', '/api/lighting/groups')
  assert.equal(refused.body.code, 'industry_off')
  const behind = await s.get('ducha', '/api/indicator-board/lighting/energy?period=2026-03')
  assert.equal(behind.body.code, 'industry_off')
})

story('every indicator of every industry counts in an empty district and shows nothing as unknown', async (s) => {
  const { body } = await s.get('xitong', '/api/industries')
  for (const { id } of body.items as Item[]) assert.equal((await turn(s, 'xitong', id, true)).status, 200)
  const board = (await s.get('lingdao', '/api/indicator-board?months=2')).body
  assert.equal(board.industries.length, body.items.length)
  for (const { id, indicators } of board.industries)
    for (const one of indicators) {
      assert.equal(one.readings.length, 2, one.id)
      assert.equal(one.readings[1].period, '2026-03')
      const rows = await s.get('lingdao', `/api/indicator-board/${id}/${one.id}?period=2026-03`)
      assert.deepEqual([rows.status, rows.body.items], [200, []], one.id)
    }
  assert.equal(
    (await s.get('lingdao', '/api/indicator-board/lighting/none?period=2026-03')).body.code,
    'indicator_unknown',
  )
  assert.equal((await s.get('lingdao', '/api/indicator-board/lighting/energy?period=2026-13')).status, 400)
})

const usual = { usual: { onMinutes: 0, offMinutes: 0, rest: null }, seasons: [] }

/** Lighting on, two groups, a lamp in each. */
async function withLamps(s: Story) {
  assert.equal((await turn(s, 'xitong', 'lighting', true)).status, 200)
  const { districtId } = town
  const made = []
  for (const name of ['东线', '西线']) {
    const { status, body } = await s.post('diaodu', '/api/lighting/groups', { name, calendar: usual })
    assert.equal(status, 200)
    const lamp = { districtId, kind: 'lamp-controller', name: `${name}一号灯`, silentAfter: 900 }
    const deviceId = await placeDevice(s.tx, lamp, s.clock.now())
    const placed = await s.post('diaodu', `/api/lighting/groups/${body.groupId}/lamps`, { deviceIds: [deviceId] })
    assert.equal(placed.body.lamps, 1)
    made.push({ groupId: body.groupId as string, deviceId })
  }
  const [east, west] = made
  assert.ok(east && west)
  return { east, west }
}

story('lamps burn by the sun; what each should do stands beside what it says', async (s) => {
  const { east } = await withLamps(s)
  s.clock.set('2026-03-02T22:00:00+08:00')
  const at = s.clock.now()
  const value = (metric: string, of: number) => ({ at, metric, unit: '', value: of, quality: 'ok' as const })
  const samples = [value('wanted', 1), value('lit', 0)]
  await speaks(s.tx, { districtId: town.districtId, now: at }, [{ deviceId: east.deviceId, samples }])
  const { items } = (await s.get('ducha', '/api/lighting/groups')).body
  assert.deepEqual(
    items.map((one: Record<string, number>) => [one.lamps, one.agree, one.differ, one.unknown]),
    [
      [1, 0, 1, 0],
      [1, 0, 0, 1],
    ],
  )
  const lamps = (await s.get('ducha', `/api/lighting/groups/${east.groupId}/lamps`)).body.items
  assert.deepEqual([lamps[0].desired, lamps[0].reported], [true, false])
  const board = (await s.get('ducha', '/api/indicator-board?months=1')).body.industries[0].indicators
  const rate = board.find(({ id }: { id: string }) => id === 'lit-rate-reported')
  assert.deepEqual([rate.readings[0].value, rate.readings[0].standing, rate.target.value], [0, 'short', 95])
})

story('diaodu may darken one line, but all of them only when banzhang agrees', async (s) => {
  const { east, west } = await withLamps(s)
  const off = (groupId: string | null) =>
    s.post('diaodu', '/api/lighting/switchings', {
      ...{
        groupId,
        isOn: false,
        reason: '线路检修',
        untilAt: new Date(s.clock.now().getTime() + 3_600_000).toISOString(),
      },
    })
  assert.equal((await off(east.groupId)).body.state, 'in_force')
  const last = (await off(west.groupId)).body
  assert.equal(last.state, 'waiting', 'the other line is dark already')
  const at = `/api/lighting/switchings/${last.switchingId}/decide`
  assert.equal((await s.post('diaodu', at, { agrees: true })).body.code, 'lighting_second_person')
  assert.equal((await s.post('ducha', at, { agrees: true })).body.code, 'not_permitted')
  assert.equal((await s.post('banzhang', at, { agrees: true })).body.state, 'in_force')
  assert.equal((await s.post('banzhang', at, { agrees: true })).body.code, 'lighting_switching_over')
  assert.equal((await off(null)).body.state, 'waiting')
  const forever = { groupId: null, isOn: true, reason: '一直亮', untilAt: '2027-01-01T00:00:00Z' }
  assert.equal((await s.post('diaodu', '/api/lighting/switchings', forever)).body.code, 'lighting_until_wrong')
  const kept = await s.tx.one<{ count: number }>(sql`
    select count(*)::int as count from lighting.switching where district_id = ${town.districtId} and second_name is not null`)
  assert.equal(kept.count, 1)
})

story('groups keep their names apart, changes their order, and samples their sense', async (s) => {
  const { east } = await withLamps(s)
  const taken = await s.post('diaodu', '/api/lighting/groups', { name: '西线', calendar: usual })
  assert.equal(taken.body.code, 'lighting_name_taken')
  const change = { basedOn: 1, name: '东线', calendar: { ...usual, usual: { onMinutes: 15 } } }
  assert.equal((await s.post('diaodu', `/api/lighting/groups/${east.groupId}`, change)).body.revision, 2)
  assert.equal(
    (await s.post('diaodu', `/api/lighting/groups/${east.groupId}`, change)).body.code,
    'lighting_group_changed',
  )
  const stranger = { deviceIds: ['01890000-0000-7000-8000-000000000001'] }
  assert.equal(
    (await s.post('diaodu', `/api/lighting/groups/${east.groupId}/lamps`, stranger)).body.code,
    'lighting_lamp_unknown',
  )
  const sample = { street: '南大街', lamps: 80, lit: 79, sampledAt: s.clock.now().toISOString() }
  assert.equal((await s.post('diaodu', '/api/lighting/samples', sample)).status, 200)
  assert.equal(
    (await s.post('diaodu', '/api/lighting/samples', { ...sample, lit: 81 })).body.code,
    'lighting_sample_wrong',
  )
  const board = (await s.get('ducha', '/api/indicator-board?months=1')).body.industries[0].indicators
  const rate = board.find(({ id }: { id: string }) => id === 'lit-rate-sampled')
  assert.deepEqual([rate.readings[0].value, rate.stretch.isMet], [98.75, false])
})

const component = { kind: '01037', name: '路灯', managerCode: 'roads', managerName: '示范路政', state: 'intact' }

story('dashen scans the code on a lamp, sees what it is, and reports it with the thing attached', async (s) => {
  const place = { frame: 'CGCS2000', lon: 107.5005, lat: 31.2005 }
  const made = await s.post('xitong', '/api/components', { ...component, place, address: '南大街 12 号旁' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const { code } = made.body
  const at = `/api/public/${town.districtId}`
  const { body: thing } = await s.get('nobody', `${at}/things/${code}`)
  assert.deepEqual([thing.name, thing.kindName, thing.category.code], ['路灯', '路灯', '01037'])
  assert.equal('attributes' in thing, false)
  const report = { description: '灯不亮', category: { edition: '2026', kind: 'matter', code: '01037' }, files: [] }
  const sent = await s.post('nobody', `${at}/reports`, {
    ...report,
    place: { point: place, text: '南大街', componentCode: code },
  })
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  assert.equal((await s.get('nobody', `${at}/things/51339901037999999`)).body.code, 'component_not_found')
})

story('banzhang prints labels of a kind; nothing to print and no choice are refused by name', async (s) => {
  const place = { frame: 'CGCS2000', lon: 107.5005, lat: 31.2005 }
  assert.equal((await s.post('xitong', '/api/components', { ...component, place })).status, 200)
  const printed = await s.app.inject({ url: '/api/component-labels?kind=01037', headers: { 'x-cast': 'banzhang' } })
  assert.equal(printed.statusCode, 200)
  assert.match(printed.rawPayload.subarray(0, 5).toString(), /%PDF-/)
  assert.equal((await s.get('banzhang', '/api/component-labels')).body.code, 'labels_of_what')
  assert.equal((await s.get('banzhang', '/api/component-labels?kind=01060')).body.code, 'labels_none')
  assert.equal((await s.get('ducha', '/api/component-labels?kind=01037')).body.code, 'not_permitted')
})
