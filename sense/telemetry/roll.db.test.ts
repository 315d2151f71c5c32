import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '#kernel/db/sql.ts'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import type { DeviceNews } from '../conveyor/batch.ts'
import { Memory } from '../conveyor/memory.ts'
import { writeBatch } from '../conveyor/store.ts'
import type { Sample } from '../gateway/interpretation.ts'
import { addDevice, openYard, type Yard } from '../testing/yard.ts'
import { listLatest } from './latest.ts'
import { packDay } from './pack-day.ts'
import { ensureDays } from './partitions.ts'
import { readSeries } from './read.ts'
import { expire } from './retain.ts'
import { rollUp } from './roll.ts'
import { seriesId } from './series.ts'
import { readValues } from './values-store.ts'

const yard: Yard = await openYard(await testUrl())
atEnd(() => yard.drop())
const { pool, districtId } = yard

const start = Date.parse('2026-11-20T16:00:00Z')
const minute = 60_000
const hour = 60 * minute
const clockAt = (at: number) => ({ now: () => new Date(at) })
const after = (ms: number): Date => new Date(start + ms)

const sample = (ms: number, value: number, quality: Sample['quality'] = 'ok'): Sample => ({
  metric: 'tsp',
  unit: 'mg/m³',
  at: after(ms),
  value,
  quality,
})

async function write(deviceId: string, samples: Sample[]): Promise<number> {
  const device = {
    districtId,
    deviceId,
    protocol: 'hj212',
    sender: 'x',
    kind: 'dust-station',
    dictionaries: [],
    units: {},
  }
  const days = new Set(samples.map(({ at }) => at.toISOString().slice(0, 10)))
  await pool.transaction((tx) => ensureDays(tx, 'sense.telemetry', days))
  const news: DeviceNews = {
    device,
    frames: [],
    samples,
    tracks: [],
    facts: {},
    deviations: {},
    heardAt: new Date(),
    refused: 0,
  }
  const written = await pool.transaction((tx) => writeBatch(tx, { devices: [news], strays: [], next: 0 }, new Memory()))
  return written.samples
}

async function rollAll(at: number): Promise<void> {
  while (await rollUp({ pool, clock: clockAt(at) }));
}

const readOf = (deviceId: string, from: number, to: number) =>
  readSeries(pool, districtId, { deviceId, metric: 'tsp', from: after(from), to: after(to) })

const rolled = (table: 'rollup_minute' | 'rollup_hour' | 'rollup_day', deviceId: string) =>
  pool.many<Record<string, unknown>>(sql`
    select at, count, bad, least, most, total, first, last from ${sql.raw(`sense.${table}`)}
     where district_id = ${districtId} and series_id = ${seriesId(deviceId, 'tsp')} order by at`)

const deviceId = await addDevice(yard, { protocol: 'hj212', sender: 'A110000FEED0000000000701', kind: 'dust-station' })
const deleted = () => pool.run(sql`delete from sense.packed where district_id = ${districtId}`)

test('values are rolled up by the minute, the hour and the day of Beijing, bad ones in the counts alone', async () => {
  const samples = [0, 10, 20, 50].map((second, index) => sample(second * 1000, [1, 5, 99, 3][index]!))
  samples[2]!.quality = 'bad'
  await write(deviceId, [...samples, sample(3 * hour, 7, 'bad')])
  await rollAll(start + 30 * hour)
  const [first] = await rolled('rollup_minute', deviceId)
  assert.deepEqual(first, { at: after(0), count: 4, bad: 1, least: 1, most: 5, total: 9, first: 1, last: 3 })
  assert.equal((await rolled('rollup_minute', deviceId)).length, 2)
  assert.deepEqual(
    (await rolled('rollup_hour', deviceId)).map(({ at, count, total }) => [at, count, total]),
    [
      [after(0), 4, 9],
      [after(3 * hour), 1, 7],
    ],
  )
  assert.deepEqual(await rolled('rollup_day', deviceId), [
    { at: after(0), count: 5, bad: 2, least: 1, most: 5, total: 9, first: 1, last: 3 },
  ])
})

test('a value that comes late changes its own minute, hour and day and no other', async () => {
  const before = await rolled('rollup_minute', deviceId)
  await write(deviceId, [sample(30_000, 11), sample(10_000, 5)])
  assert.deepEqual(await pool.many(sql`select at from sense.roll_due where district_id = ${districtId}`), [
    { at: after(0) },
  ])
  await rollAll(start + 30 * hour)
  const minutes = await rolled('rollup_minute', deviceId)
  assert.deepEqual(minutes[0], { at: after(0), count: 5, bad: 1, least: 1, most: 11, total: 20, first: 1, last: 3 })
  assert.deepEqual(minutes.slice(1), before.slice(1))
  assert.equal((await rolled('rollup_hour', deviceId))[0]?.total, 20)
  assert.equal((await rolled('rollup_day', deviceId))[0]?.count, 6)
})

test('a curve is the same whether its values were rolled up, are still to be, or both', async () => {
  const other = await addDevice(yard, { protocol: 'hj212', sender: 'A110000FEED0000000000702', kind: 'dust-station' })
  const base = 31 * hour
  await write(
    other,
    Array.from({ length: 24 * 60 }, (_, index) => sample(base + index * minute, (index * 7) % 31)),
  )
  const fresh = await readOf(other, base, base + 24 * hour)
  assert.equal(fresh.stepSeconds, 300)
  await rollAll(start + base + 10 * hour + 17 * minute)
  assert.deepEqual(await readOf(other, base, base + 24 * hour), fresh)
  await rollAll(start + base + 40 * hour)
  assert.deepEqual(await readOf(other, base, base + 24 * hour), fresh)
  const month = await readOf(other, 0, 60 * 24 * hour)
  assert.equal(month.stepSeconds, 10_800)
  assert.equal(
    month.points.reduce((sum, { count }) => sum + count, 0),
    24 * 60,
  )
  assert.deepEqual(
    (await listLatest(pool, districtId, other)).map(({ at, value, unit }) => [at, value, unit]),
    [[after(base + 1439 * minute), (1439 * 7) % 31, 'mg/m³']],
  )
})

const day = '2026-11-21'
const whole = {
  seriesId: seriesId(deviceId, 'tsp'),
  from: new Date(`${day}T00:00:00Z`),
  to: new Date('2026-11-22T00:00:00Z'),
}

test('a packed day reads as before, and takes in what comes late', async () => {
  await write(
    deviceId,
    Array.from({ length: 500 }, (_, index) => sample(8 * hour + index * 30_000, (index % 17) / 8 + 1 / 3)),
  )
  const before = await readValues(pool, districtId, whole)
  const curve = await readOf(deviceId, 0, 5 * hour)
  assert.ok(before.length > 500 - 1)
  const packed = await packDay(pool, day, new Date())
  assert.equal(packed.state, 'packed')
  assert.deepEqual(await readValues(pool, districtId, whole), before)
  assert.deepEqual(await readOf(deviceId, 0, 5 * hour), curve)
  const known = await pool.many<{ name: string }>(sql`
    select relname as name from pg_class where relname = 'telemetry_20261121'`)
  assert.deepEqual(known, [])

  const late = sample(8 * hour + 15_000, 42)
  await write(deviceId, [late, sample(8 * hour + 30_000, 1 / 8 + 1 / 3)])
  const after2 = await readValues(pool, districtId, whole)
  assert.equal(after2.length, before.length + 1)
  await rollAll(start + 30 * hour)
  const minuteOf = (await rolled('rollup_minute', deviceId)).find(({ at }) => +(at as Date) === start + 8 * hour)
  assert.deepEqual([minuteOf?.count, minuteOf?.most], [3, 42])
  assert.equal((await packDay(pool, day, new Date())).state, 'packed')
  assert.deepEqual(await readValues(pool, districtId, whole), after2)
  const audit = await pool.many<{ rows: number; reason: string }>(sql`
    select rows, reason from sense.dropped where what = 'sense.telemetry' and day = ${day} order by dropped_at`)
  assert.deepEqual(
    audit.map(({ reason }) => reason),
    ['packed', 'packed'],
  )
  assert.equal(audit[1]?.rows, 2)
})

test('a district keeps values as long as it decided, and what went is on record', async () => {
  const at = new Date('2026-12-31T00:00:00Z')
  await pool.run(sql`
    insert into sense.retention (district_id, class, metrics, raw_days, minute_days, hour_days)
    values (${districtId}, 'dust', '{tsp}', 31, 31, 31)`)
  await expire(pool, at)
  assert.deepEqual(await readValues(pool, districtId, whole), [])
  const kept = await pool.one<{ minutes: number; days: number }>(sql`
    select (select count(*) from sense.rollup_minute where district_id = ${districtId} and at < '2026-11-29Z') as minutes,
           (select count(*) from sense.rollup_day where district_id = ${districtId}) as days`)
  assert.equal(kept.minutes, 0)
  assert.ok(kept.days >= 2)
  const gone = await pool.many<{ what: string; rows: number }>(sql`
    select what, rows from sense.dropped where reason = 'expired' and district_id = ${districtId} order by what`)
  assert.ok(gone.some(({ what, rows }) => what === 'sense.packed' && rows > 0))
  await deleted()
})
