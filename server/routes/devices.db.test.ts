import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { ensureDays } from '#sense/telemetry/partitions.ts'
import { seriesId } from '#sense/telemetry/series.ts'
import { story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const truck = { protocol: 'jt808', sender: '013800138000', kind: 'sanitation-truck', name: '洒水车 01' }

story('xitong registers a truck, diaodu finds it, and a number taken already is refused at its field', async (s) => {
  const made = await s.post('xitong', '/api/devices', truck)
  assert.equal(made.status, 200)
  const list = await s.get('diaodu', `/api/devices?text=${encodeURIComponent('洒水')}`)
  assert.equal(list.body.items.length, 1)
  const { sender, health, frames } = list.body.items[0]
  assert.deepEqual([sender, health, frames], ['13800138000', 'never', 0])
  assert.deepEqual(list.body.counts, { heard: 0, unknown: 0, never: 1 })

  const again = await s.post('xitong', '/api/devices', { ...truck, sender: '13800138000' })
  assert.deepEqual([again.status, again.body.code, again.body.field], [409, 'device_sender_taken', 'body.sender'])
  const wrong = await s.post('xitong', '/api/devices', { ...truck, sender: '川S12345' })
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'device_sender_invalid'])
  const nowhere = await s.post('xitong', '/api/devices', { ...truck, sender: '2', componentCode: '5133990102000001' })
  assert.deepEqual([nowhere.status, nowhere.body.field], [422, 'body.componentCode'])
  assert.equal((await s.post('diaodu', '/api/devices', { ...truck, sender: '3' })).status, 403)
})

story('what a truck measured is read by metric and by time, and its silence makes it unknown, not well', async (s) => {
  const { deviceId } = (await s.post('xitong', '/api/devices', truck)).body
  const at = (seconds: number): Date => new Date(s.clock.now().getTime() + seconds * 1000)
  await ensureDays(s.tx, 'sense.telemetry', ['2026-03-02'])
  await ensureDays(s.tx, 'sense.track_point', ['2026-03-02'])
  const key = seriesId(deviceId, 'fuel')
  await s.tx.run(sql`
    insert into sense.series (district_id, series_id, device_id, metric, unit)
    values (${town.districtId}, ${key}, ${deviceId}, 'fuel', 'L')`)
  for (const [seconds, value, quality] of [
    [-300, 50, 0],
    [-240, 49, 0],
    [-180, 900, 1],
  ] as const)
    await s.tx.run(sql`
      insert into sense.telemetry (district_id, series_id, at, value, quality)
      values (${town.districtId}, ${key}, ${at(seconds)}, ${value}, ${quality})`)
  for (const seconds of [-900, -890, -880, -300, -290])
    await s.tx.run(sql`
      insert into sense.track_point (district_id, device_id, at, place, speed, course, fixed)
      values (${town.districtId}, ${deviceId}, ${at(seconds)}, '(107.5,31.2)', 12, 90, true)`)
  await s.tx.run(sql`
    insert into sense.device_state (district_id, device_id, heard_at, frames, refused, deviations, latest)
    values (${town.districtId}, ${deviceId}, ${at(-180)}, 200, 0, '{"clock": 2}',
            ${JSON.stringify({ fuel: [at(-180).getTime(), 900, 1] })}::jsonb)`)

  const device = (await s.get('ducha', `/api/devices/${deviceId}`)).body
  assert.deepEqual(
    [device.health, device.grade, device.latest[0].value, device.latest[0].quality],
    ['heard', 'B', 900, 'bad'],
  )
  const [from, to] = [at(-3600).toISOString(), at(0).toISOString()]
  const series = (await s.get('ducha', `/api/devices/${deviceId}/series?metric=fuel&from=${from}&to=${to}`)).body
  assert.equal(series.unit, 'L')
  assert.deepEqual(
    series.points.map((one: { value: number; bad: number }) => [one.value, one.bad]),
    [
      [50, 0],
      [49, 0],
      [900, 1],
    ],
  )
  const track = (await s.get('diaodu', `/api/devices/${deviceId}/track?from=${from}&to=${to}`)).body
  assert.deepEqual(
    track.stretches.map((one: unknown[]) => one.length),
    [3, 2],
  )
  const long = await s.get('diaodu', `/api/devices/${deviceId}/track?from=2026-01-01T00:00:00Z&to=${to}`)
  assert.deepEqual([long.status, long.body.code], [422, 'device_range_too_long'])

  s.clock.advance(15 * 60_000)
  assert.equal((await s.get('ducha', `/api/devices/${deviceId}`)).body.health, 'unknown')
})

story(
  'a truck is changed by whoever saw its last state, retired with a reason, and its number is free again',
  async (s) => {
    const { deviceId } = (await s.post('xitong', '/api/devices', truck)).body
    const { protocol: _p, sender: _s, ...fields } = truck
    const change = { ...fields, name: '洒水车 甲', basedOn: 1, unitId: 'sanitation' }
    assert.deepEqual((await s.post('xitong', `/api/devices/${deviceId}`, change)).body, { revision: 2 })
    const late = await s.post('xitong', `/api/devices/${deviceId}`, change)
    assert.deepEqual([late.status, late.body.code], [409, 'device_changed'])
    const gone = await s.post('xitong', `/api/devices/${deviceId}/retire`, { basedOn: 2, reason: '车辆报废' })
    assert.equal(gone.status, 200)
    assert.equal((await s.get('diaodu', '/api/devices')).body.items.length, 0)
    assert.equal((await s.get('diaodu', '/api/devices?retired=true')).body.items.length, 1)
    assert.equal((await s.post('xitong', '/api/devices', truck)).status, 200)
    const twice = await s.post('xitong', `/api/devices/${deviceId}/retire`, { basedOn: 3, reason: '再次' })
    assert.deepEqual([twice.status, twice.body.code], [409, 'device_retired'])
  },
)
