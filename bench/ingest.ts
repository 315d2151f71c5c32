import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#kernel/clock.ts'
import { BinaryRows, copyBinary } from '#kernel/db/copy.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import type { DeviceNews } from '#sense/conveyor/batch.ts'
import { takeOver } from '#sense/conveyor/conveyor.ts'
import { Memory } from '#sense/conveyor/memory.ts'
import { writeBatch } from '#sense/conveyor/store.ts'
import { remember } from '#sense/conveyor/values.ts'
import { type KnownDevice, SenderDirectory } from '#sense/device/directory.ts'
import { digitsOf } from '#sense/gateway/hj212/readings.ts'
import { Spool } from '#sense/gateway/spool/spool.ts'
import { dropDays, ensureDays } from '#sense/telemetry/partitions.ts'
import { qualityNumbers, seriesId } from '#sense/telemetry/series.ts'
import { pinServer, settle, withDatabase } from './database.ts'
import { addStations, busySeconds, district } from './devices.ts'
import { type BenchResult, inPairs, short } from './result.ts'

const ratioBar = 0.7
const perCoreBar = 60_000
const pairs = 3
const stations = 500
const factors = ['a34001', 'a34002', 'a34004', 'LA', 'a01001', 'a01002', 'a01006', 'a01007']
const metrics = ['tsp', 'pm10', 'pm25', 'noise', 'temperature', 'humidity', 'pressure', 'windSpeed']
const rounds = 25
const minutesPerRound = 8
const day = new Date().toISOString().slice(0, 10)

/**
 * Values of 500 stations as the conveyor writes them — judged, each once whatever was there before, with the device's state and its
 * latest values, a commit for each batch — against one COPY of the same rows, made beforehand, into the same table with its
 * key. Then the whole way from kept frames to committed values, in values for each second that a core was busy with it.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(6, async (db) => {
    const devices = await addStations(db.pool, stations)
    console.log(`ingest: ${stations} stations, ${stations * metrics.length} series, ${await pinServer(db.pool)}`)
    const rows = stations * metrics.length * rounds * minutesPerRound
    const ours = async () => {
      await begin(db.pool)
      return timed(rows, () => writeAll(db.pool, devices))
    }
    const peer = async () => {
      await begin(db.pool)
      const copied = rowsOf(devices)
      return timed(rows, () => db.pool.transaction((tx) => copyBinary(tx, 'sense.telemetry', columns, copied)))
    }
    await ours()
    const { ours: perSecond, peers, ratio } = await inPairs('ingest', pairs, ours, peer)
    const perCore = await wholeWay(db.pool, devices)
    return {
      name: 'ingest',
      figure: `${ratio.toFixed(2)} of COPY (${short(perSecond)} rows/s of ${short(peers)}/s); ${short(perCore)} points/s a busy core`,
      bar: `≥ ${ratioBar.toFixed(2)}; ≥ ${short(perCoreBar)}`,
      pass: ratio >= ratioBar && perCore >= perCoreBar,
    }
  })
}

const columns = ['district_id', 'series_id', 'at', 'value', 'quality']

async function begin(pool: Pool): Promise<void> {
  await pool.transaction((tx) => dropDays(tx, 'sense.telemetry', [day]))
  await pool.transaction((tx) => ensureDays(tx, 'sense.telemetry', [day]))
  await settle(pool)
}

async function timed(rows: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (rows / (performance.now() - started)) * 1000
}

const start = Date.parse(`${day}T00:00:00Z`)
const instant = (round: number, minute: number): Date => new Date(start + (round * minutesPerRound + minute) * 60_000)
const measured = (minute: number, metric: number): number => ((minute * 31 + metric * 17) % 997) / 10

async function writeAll(pool: Pool, devices: readonly KnownDevice[]): Promise<void> {
  const memory = new Memory()
  for (let round = 0; round < rounds; round++) {
    const news = devices.map((device) => newsOf(device, round))
    await pool.transaction((tx) => writeBatch(tx, { devices: news, strays: [], next: 0 }, memory))
    remember(news, memory)
  }
}

function newsOf(device: KnownDevice, round: number): DeviceNews {
  const samples: DeviceNews['samples'] = []
  for (let minute = 0; minute < minutesPerRound; minute++) {
    const at = instant(round, minute)
    for (const [index, metric] of metrics.entries())
      samples.push({ metric, unit: '', at, value: measured(minute, index), quality: 'ok' })
  }
  return { device, frames: [], samples, tracks: [], facts: {}, deviations: {}, heardAt: new Date(), refused: 0 }
}

function rowsOf(devices: readonly KnownDevice[]): BinaryRows {
  const rows = new BinaryRows()
  const ids = devices.map(({ deviceId }) => metrics.map((metric) => seriesId(deviceId, metric)))
  for (let round = 0; round < rounds; round++)
    for (const one of ids)
      for (let minute = 0; minute < minutesPerRound; minute++)
        for (const [index, id] of one.entries()) {
          rows.row(5)
          rows.text(district)
          rows.halves(Number(id >> 32n), Number(id & 0xffff_ffffn))
          rows.instant(instant(round, minute))
          rows.double(measured(minute, index))
          rows.smallint(qualityNumbers.ok)
        }
  return rows
}

/** From frames in a spool to committed values, in values for each busy second of this process and the database together. */
async function wholeWay(pool: Pool, devices: readonly KnownDevice[]): Promise<number> {
  await begin(pool)
  const spoolFolder = mkdtempSync(join(tmpdir(), 'yiwang-ingest-'))
  const spool = await Spool.open(spoolFolder)
  const directory = new SenderDirectory()
  await directory.refresh(pool)
  const frames = 40_000
  const receivedAt = Date.now()
  const perStation = frames / stations
  for (let index = 0; index < perStation; index++)
    await Promise.all(
      devices.map(({ sender }) => {
        const bytes = segmentOf(sender, new Date(receivedAt - (perStation - index) * 60_000), index)
        return spool.append({ protocol: 'hj212', sender, receivedAt, bytes })
      }),
    )
  const deps = { pool, spool, directory, clock: systemClock, log: silentLog }
  const [busy, started] = [await busySeconds(pool), performance.now()]
  let samples = 0
  for (let more = true; more; ) {
    const taken = await takeOver(deps)
    samples += taken.samples
    more = taken.more
  }
  const seconds = (await busySeconds(pool)) - busy
  const wall = (performance.now() - started) / 1000
  console.log(`ingest: ${samples} values of ${frames} frames in ${wall.toFixed(1)} s, ${seconds.toFixed(1)} s of cores`)
  const [stored] = await pool.many<{ rows: number }>(sql`
    select count(*) as rows from sense.telemetry where district_id = ${district}`)
  if (stored?.rows !== samples) throw new Error(`${samples} values written, ${stored?.rows} stored`)
  await spool.close()
  rmSync(spoolFolder, { recursive: true, force: true })
  return samples / seconds
}

function segmentOf(mn: string, at: Date, index: number): Buffer {
  const qn = digitsOf(at)
  const values = factors.map((factor, metric) => `${factor}-Rtd=${measured(index, metric)},${factor}-Flag=N`)
  const content = [`DataTime=${qn.slice(0, 14)}`, ...values].join(';')
  return Buffer.from(`QN=${qn};ST=39;CN=2011;PW=123456;MN=${mn};Flag=5;CP=&&${content}&&`)
}
