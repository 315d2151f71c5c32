import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { framesOf } from '#sense/gateway/jt808/codec.ts'
import { digitsOf } from '#sense/gateway/jt808/fix.ts'
import { contentOf } from '#sense/gateway/jt808/frame.ts'
import { ensureDays } from '#sense/telemetry/partitions.ts'
import { type Story, story } from '../testing/story.ts'

const truck = { protocol: 'jt808', sender: '013800138000', kind: 'sanitation-truck', name: '洒水车 01' }

/** A location as the gateway keeps it, so many minutes ago. */
async function said(s: Story, deviceId: string, minutesAgo: number, more: object = {}): Promise<void> {
  const at = new Date(s.clock.now().getTime() - minutesAgo * 60_000)
  const location = {
    alarms: 0,
    status: 3,
    latitude: 31_200_000,
    longitude: 107_500_000,
    altitude: 300,
    speed: 300,
    course: 90,
    time: digitsOf(at),
    items: [],
    ...more,
  }
  const address = { edition: 2013 as const, phone: '013800138000', serial: 100 - minutesAgo }
  const [frame = Buffer.of()] = framesOf('location', location, address)
  await ensureDays(s.tx, 'sense.frame', [at.toISOString().slice(0, 10)])
  await s.tx.run(sql`
    insert into sense.frame (district_id, device_id, received_at, position, protocol, bytes)
    select district_id, device_id, ${at}, ${1000 - minutesAgo}, 'jt808', ${contentOf(frame.subarray(1, -1))}
      from sense.device where device_id = ${deviceId}`)
}

story('xitong examines a truck before it is bought, opens the report and prints it; ducha may only read', async (s) => {
  const { deviceId } = (await s.post('xitong', '/api/devices', truck)).body
  const path = `/api/devices/${deviceId}/acceptances`
  const nothing = await s.post('xitong', path, { minutes: 60 })
  assert.deepEqual([nothing.status, nothing.body.code, nothing.body.field], [409, 'acceptance_nothing', 'body.minutes'])
  await said(s, deviceId, 50, { speed: 30_000 })
  for (const minutesAgo of [9, 8, 7]) await said(s, deviceId, minutesAgo)
  const good = await s.post('xitong', path, { minutes: 10 })
  assert.deepEqual([good.status, good.body.grade], [200, 'B'])
  const bad = await s.post('xitong', path, { minutes: 60 })
  assert.equal(bad.body.grade, 'D')
  assert.equal((await s.post('ducha', path, { minutes: 60 })).status, 403)
  assert.equal((await s.post('xitong', path, { minutes: 0 })).status, 400)
  const list = (await s.get('diaodu', path)).body.items
  assert.deepEqual(list.map((one: { grade: string; frames: number }) => [one.grade, one.frames]).toSorted(), [
    ['B', 3],
    ['D', 4],
  ])
  const report = (await s.get('diaodu', `${path}/${bad.body.acceptanceId}`)).body
  const units = report.checks.find((one: { id: string }) => one.id === 'units')
  assert.deepEqual([units.outcome, units.seen, units.failed], ['failed', 4, 1])
  assert.match(units.evidence[0].hex, /^0200/)
  assert.equal(report.isWhole, false)
  const printed = await s.get('diaodu', `${path}/${bad.body.acceptanceId}/print`)
  assert.deepEqual([printed.status, printed.headers['content-type']], [200, 'application/pdf'])
  assert.equal((await s.get('diaodu', `${path}/01890000-0000-7000-8000-000000000009`)).status, 404)
})

story('what comes through the platform of an operator is not examined here', async (s) => {
  const lamp = { protocol: 'onenet', sender: 'imei-1', kind: 'lamp', name: '路灯 01' }
  const { deviceId } = (await s.post('xitong', '/api/devices', lamp)).body
  const refused = await s.post('xitong', `/api/devices/${deviceId}/acceptances`, { minutes: 60 })
  assert.deepEqual([refused.status, refused.body.code], [422, 'acceptance_protocol'])
})
