import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { placeDevice, speaks } from '#sense/port.ts'
import { type Story, story } from '#server/testing/story.ts'
import { town } from '#server/testing/town.ts'
import { demoNow } from './demo-now.ts'

const turn = (s: Story, who: 'xitong', id: string, isOn: boolean) =>
  s.post(who, `/api/industries/${id}/switch`, { isOn, reason: '规划要求，首批接入' })

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

story('the demo’s lamps do as a hand tells them', async (s) => {
  const { east } = await withLamps(s)
  s.clock.set('2026-03-02T22:00:00+08:00')
  const speak = async () => {
    await demoNow(s.tx, { districtId: town.districtId, now: s.clock.now() })
    return (await s.get('ducha', `/api/lighting/groups/${east.groupId}/lamps`)).body.items[0]
  }
  assert.deepEqual(lampOf(await speak()), [true, true])
  const untilAt = new Date(s.clock.now().getTime() + 3_600_000).toISOString()
  const off = { groupId: east.groupId, isOn: false, reason: '线路检修', untilAt }
  assert.equal((await s.post('diaodu', '/api/lighting/switchings', off)).body.state, 'in_force')
  s.clock.advance(60_000)
  assert.deepEqual(lampOf(await speak()), [false, false])
})

const lampOf = ({ desired, reported }: { desired: boolean; reported: boolean | null }) => [desired, reported]
