import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { sql } from '#kernel/db/sql.ts'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { frameOf, readMessage, SegmentReader } from '../gateway/hj212/codec.ts'
import { digitsOf } from '../gateway/hj212/readings.ts'
import { protocolsOf } from '../gateway/protocols.ts'
import { listen, newCounts } from '../gateway/server.ts'
import { locationAt, Terminal } from '../simulate/terminal.ts'
import { addDevice, openYard, type Yard } from '../testing/yard.ts'
import { takeOver } from './conveyor.ts'
import { Memory } from './memory.ts'
import { writeSamples, writeSeries } from './values.ts'

const yard: Yard = await openYard(await testUrl())
atEnd(() => yard.drop())

const counts = newCounts()
const gateways = await Promise.all(
  protocolsOf('secret').map((protocol) => listen({ ...yard, protocol, counts, now: () => Date.now() }, 0, '127.0.0.1')),
)
const [jt808, hj212] = gateways
atEnd(() => Promise.all(gateways.map((gateway) => gateway.stop())))

const rows = <Row>(query: ReturnType<typeof sql>): Promise<Row[]> => yard.pool.many<Row>(query)

// A whole second, as terminals have it.
const second = (before: number): Date => new Date(Math.floor(Date.now() / 1000) * 1000 - before * 1000)

test('a sanitation truck reports where it is, and the report is there once though it was sent twice', async () => {
  const deviceId = await addDevice(yard, { protocol: 'jt808', sender: '13800138000', kind: 'sanitation-truck' })
  const truck = await Terminal.connect(jt808!.port, '013800138000')
  assert.equal(await truck.signIn(), true)
  const report = locationAt(second(10), { lon: 107.5, lat: 31.2 })
  assert.equal(await truck.acknowledged('location', report), 0)
  assert.equal(await truck.acknowledged('location', report), 0)
  assert.equal(await truck.acknowledged('heartbeat', {}), 0)
  truck.end()
  const taken = await takeOver(yard)
  assert.deepEqual([taken.frames, taken.tracks], [3, 1])
  const points = await rows<{ place: { x: number; y: number }; speed: number; fixed: boolean }>(sql`
    select place, speed, fixed from sense.track_point where district_id = ${yard.districtId} and device_id = ${deviceId}`)
  assert.deepEqual(points, [{ place: { x: 107.5, y: 31.2 }, speed: 30, fixed: true }])
  const values = await rows<{ metric: string; value: number }>(sql`
    select s.metric, t.value from sense.series s join sense.telemetry t using (district_id, series_id)
     where s.district_id = ${yard.districtId} and s.device_id = ${deviceId} order by s.metric`)
  assert.deepEqual(
    values.map(({ metric, value }) => [metric, value]),
    [
      ['alarms', 0],
      ['ignition', 1],
      ['odometer', 12_345.6],
    ],
  )
  assert.deepEqual(await takeOver(yard), { frames: 0, samples: 0, tracks: 0, more: false })
})

test('a stranger’s terminal is told that nobody knows it, and nothing of it is kept', async () => {
  const before = yard.spool.end
  const stranger = await Terminal.connect(jt808!.port, '013900139000')
  assert.equal(await stranger.signIn(), false)
  assert.equal(await stranger.acknowledged('location', locationAt(second(1), { lon: 107.5, lat: 31.2 })), 1)
  assert.equal(await stranger.answer(() => false), undefined)
  assert.equal(yard.spool.end, before)
  assert.ok((counts.refused.get('not registered') ?? 0) > 0)
  assert.equal(counts.strays.get('jt808/13900139000')?.frames, 1)
})

test('a photograph of three parts is acknowledged part by part and kept whole', async () => {
  await addDevice(yard, { protocol: 'jt808', sender: '13800138001', kind: 'sanitation-truck' })
  const truck = await Terminal.connect(jt808!.port, '013800138001')
  assert.equal(await truck.signIn(), true)
  const { items: _, ...location } = locationAt(second(5), { lon: 107.5, lat: 31.2 })
  truck.send('media', { id: 7, kind: 0, format: 0, event: 0, channel: 1, location, data: Buffer.alloc(2_500, 0x7e) })
  const reply = await truck.answer(({ name }) => name === 'mediaReply')
  assert.deepEqual(reply?.body, { id: 7, missing: [] })
  truck.end()
  assert.equal((await takeOver(yard)).frames, 4)
})

test('a dust station’s readings are kept with their quality, and its answer comes after that', async () => {
  const mn = 'A110000FEED0000000000001'
  const deviceId = await addDevice(yard, { protocol: 'hj212', sender: mn, kind: 'dust-station' })
  const at = second(60)
  const qn = digitsOf(at)
  const content = `DataTime=${qn.slice(0, 14)};a34001-Rtd=0.118,a34001-Flag=N;LA-Rtd=58.4,LA-Flag=D`
  const frame = frameOf(`QN=${qn};ST=39;CN=2011;PW=123456;MN=${mn};Flag=5;CP=&&${content}&&`)
  const station = connect({ port: hj212!.port, host: '127.0.0.1' })
  station.write(frame.subarray(0, 50))
  setTimeout(() => station.write(frame.subarray(50)), 20)
  const reader = new SegmentReader()
  const answer = await new Promise<Buffer>((done) =>
    station.on('data', (chunk: Buffer) => {
      const [one] = reader.push(chunk)
      if (one?.kind === 'segment') done(one.segment)
    }),
  )
  const { message } = readMessage(answer)
  assert.deepEqual([message.cn, message.qn], ['9014', qn])
  station.destroy()
  await takeOver(yard)
  const values = await rows(sql`
    select s.metric, s.unit, t.value, t.quality from sense.series s join sense.telemetry t using (district_id, series_id)
     where s.district_id = ${yard.districtId} and s.device_id = ${deviceId} order by s.metric`)
  assert.deepEqual(values, [
    { metric: 'noise', unit: 'dB(A)', value: 58.4, quality: 1 },
    { metric: 'tsp', unit: '', value: 0.118, quality: 0 },
  ])
})

test('two conveyors on one spool never take the same frames', async () => {
  await addDevice(yard, { protocol: 'jt808', sender: '13800138002', kind: 'sanitation-truck' })
  const truck = await Terminal.connect(jt808!.port, '013800138002')
  assert.equal(await truck.signIn(), true)
  const last = second(0).getTime()
  const reports = Array.from({ length: 20 }, (_, i) => locationAt(new Date(last - i * 1000), { lon: 107.5, lat: 31.2 }))
  for (const report of reports) await truck.acknowledged('location', report)
  truck.end()
  const taken = await Promise.all([takeOver(yard), takeOver(yard), takeOver(yard)])
  assert.equal(
    taken.reduce((sum, { frames }) => sum + frames, 0),
    20,
  )
  assert.equal(
    taken.reduce((sum, { tracks }) => sum + tracks, 0),
    20,
  )
})

test('a driver’s card leaves no name on disk, and values that no column holds stop nobody', async () => {
  const mn = 'A110000FEED0000000000009'
  await addDevice(yard, { protocol: 'hj212', sender: mn, kind: 'dust-station' })
  const deviceId = await addDevice(yard, { protocol: 'jt808', sender: '13800138003', kind: 'sanitation-truck' })
  const truck = await Terminal.connect(jt808!.port, '013800138003')
  assert.equal(await truck.signIn(), true)
  const card = {
    state: 1,
    time: '261126120000',
    result: 0,
    name: '张三丰',
    licence: '511702199001011234',
    issuer: '达州',
  }
  assert.equal(await truck.acknowledged('driverCard', { ...card, validUntil: '20300101' }), 0)
  assert.equal(await truck.acknowledged('location', locationAt(second(3), { lon: 107.5, lat: 31.2 })), 0)
  truck.end()
  const qn = digitsOf(second(2))
  const content = `DataTime=${qn.slice(0, 14)};a\u0000b-Rtd=1;a34001-Rtd=1e999;LA-Rtd=50`
  const segment = Buffer.from(`QN=${qn};ST=39;CN=2011;PW=1;MN=${mn};Flag=4;CP=&&${content}&&`)
  await yard.spool.append({ protocol: 'hj212', sender: mn, receivedAt: Date.now(), bytes: segment })
  assert.equal((await takeOver(yard)).frames, 3)
  const [kept] = await rows<{ size: number; found: number }>(sql`
    select max(length(bytes)) filter (where get_byte(bytes, 1) = 2 and get_byte(bytes, 0) = 7) as size,
           count(*) filter (where position('511702'::bytea in bytes) > 0) as found
      from sense.frame where district_id = ${yard.districtId} and device_id = ${deviceId}`)
  assert.deepEqual(kept, { size: 12 + 7, found: 0 })
})

test('a station whose unit is not what it was is told of, and a frame that no reader understands stops nobody', async () => {
  const mn = 'A110000FEED0000000000008'
  const deviceId = await addDevice(yard, { protocol: 'hj212', sender: mn, kind: 'dust-station' })
  const say = async (before: number, content: string): Promise<void> => {
    const qn = digitsOf(second(before))
    const bytes = Buffer.from(
      `QN=${qn};ST=39;CN=2011;PW=1;MN=${mn};Flag=4;CP=&&DataTime=${qn.slice(0, 14)};${content}&&`,
    )
    await yard.spool.append({ protocol: 'hj212', sender: mn, receivedAt: Date.now(), bytes })
  }
  await say(120, 'a34001-Rtd=0.1')
  await takeOver(yard)
  await yard.pool.run(sql`update sense.device set units = '{"a34001": "µg/m³"}' where device_id = ${deviceId}`)
  await yard.directory.refresh(yard.pool)
  await say(60, 'a34001-Rtd=118;__proto__-Rtd=1')
  await yard.spool.append({ protocol: 'unheard', sender: mn, receivedAt: Date.now(), bytes: Buffer.of(1) })
  await takeOver(yard)
  const [state] = await rows<{ deviations: Record<string, number>; frames: number }>(sql`
    select deviations, frames from sense.device_state where district_id = ${yard.districtId} and device_id = ${deviceId}`)
  assert.deepEqual([state?.frames, state?.deviations['unit changed']], [2, 1])
})

test('what comes again after a restart is found to be there, and what is new beside it is written', async () => {
  await addDevice(yard, { protocol: 'hj212', sender: 'A110000FEED0000000000007', kind: 'dust-station' })
  const device = yard.directory.find('hj212', 'A110000FEED0000000000007')!
  const sample = (before: number) => ({ metric: 'tsp', unit: '', at: second(before), value: 1, quality: 'ok' as const })
  const write = (samples: ReturnType<typeof sample>[]) =>
    yard.pool.transaction(async (tx) => {
      const memory = new Memory()
      await writeSeries(tx, [{ device, samples, tracks: [] }], memory)
      return writeSamples(tx, [{ device, samples, tracks: [] }], memory)
    })
  const [a, b, c] = [sample(30), sample(20), sample(10)]
  assert.equal(await write([a, b, b]), 2)
  assert.equal(await write([a, b, c]), 1)
  assert.equal(await write([c, b, a]), 0)
})
