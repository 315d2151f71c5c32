import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '#kernel/db/sql.ts'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../conveyor/conveyor.ts'
import { FrameOpener, framesOf } from '../gateway/jt808/codec.ts'
import { keptBytes } from '../gateway/jt808/header.ts'
import { locationAt } from '../simulate/terminal.ts'
import { packDay } from '../telemetry/pack-day.ts'
import { dayOf } from '../telemetry/partitions.ts'
import { addDevice, openYard, type Yard } from '../testing/yard.ts'
import { replayFrames } from './replay.ts'

const yard: Yard = await openYard(await testUrl())
atEnd(() => yard.drop())
const { pool, districtId } = yard

const phone = '013700137000'
const sender = '13700137000'
const start = Math.floor(Date.now() / 1000) * 1000 - 3_600_000

// An additional item that only a maker's dictionary knows.
function kept(index: number): Uint8Array {
  const one = locationAt(new Date(start + index * 60_000), { lon: 107.5, lat: 31.2 })
  const body = { ...one, items: [...one.items, { id: 0xd4, bytes: Buffer.of(80 + index) }] }
  const frames = framesOf('location', body, { edition: 2013, phone, serial: index })
  const [opened] = new FrameOpener().push(Buffer.concat(frames))
  if (opened?.kind !== 'frame') throw new Error('the frame cannot be read')
  return keptBytes(opened.frame.header, opened.frame.body)
}

const metrics = (deviceId: string) =>
  pool.many<{ metric: string; count: number }>(sql`
    select s.metric, count(*) as count from sense.telemetry t join sense.series s using (district_id, series_id)
     where s.district_id = ${districtId} and s.device_id = ${deviceId} group by s.metric order by s.metric`)

const range = { districtId, from: new Date(0), to: new Date(Date.now() + 60_000) }

test('what a newer dictionary knows is added from kept frames, once, and nothing else is changed', async () => {
  const deviceId = await addDevice(yard, { protocol: 'jt808', sender, kind: 'sanitation-truck' })
  for (let index = 0; index < 5; index++)
    await yard.spool.append({ protocol: 'jt808', sender, receivedAt: Date.now(), bytes: kept(index) })
  await yard.spool.append({ protocol: 'jt808', sender, receivedAt: Date.now(), bytes: Buffer.of(1, 2) })
  await takeOver(yard)
  const before = await metrics(deviceId)
  const unchanged = await replayFrames(pool, { ...range, device: sender })
  assert.deepEqual([unchanged.frames, unchanged.tracks, unchanged.byMetric.size, unchanged.readable], [6, 0, 0, 0])

  await pool.run(sql`
    update sense.device set dictionaries = '{trackers}' where district_id = ${districtId} and device_id = ${deviceId}`)
  const added = await replayFrames(pool, { ...range, device: deviceId })
  assert.deepEqual([...added.byMetric], [['batteryLevel', 5]])
  assert.deepEqual(
    (await metrics(deviceId)).filter(({ metric }) => metric !== 'batteryLevel'),
    before,
  )
  assert.equal((await replayFrames(pool, { ...range, device: deviceId })).byMetric.size, 0)
  const state = await pool.one<{ frames: number; refused: number; level: number }>(sql`
    select frames, refused, (latest -> 'batteryLevel' ->> 1)::int as level from sense.device_state
     where district_id = ${districtId} and device_id = ${deviceId}`)
  assert.deepEqual(state, { frames: 6, refused: 1, level: 84 })
})

test('values that are packed are not added a second time', async () => {
  const day = dayOf(new Date(start))
  await packDay(pool, day, new Date())
  const again = await replayFrames(pool, range)
  assert.equal(again.byMetric.size, 0)
})
