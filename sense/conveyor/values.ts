import { type BulkRow, copyRows } from '#kernel/db/bulk.ts'
import { BinaryRows, copyBinary, copyIfNew } from '#kernel/db/copy.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Sample, Track } from '../gateway/interpretation.ts'
import { qualityNumbers, seriesId } from '../telemetry/series.ts'
import type { DeviceNews } from './batch.ts'
import type { Memory, SeriesMemory } from './memory.ts'

type Values = Pick<DeviceNews, 'device' | 'samples' | 'tracks'> & Partial<Pick<DeviceNews, 'deviations'>>

const seriesColumns = { district_id: 'text', series_id: 'bigint', device_id: 'uuid', metric: 'text', unit: 'text' }

/** Writes the series that are not known to be there, and learns in which unit each is kept. */
export async function writeSeries(tx: Tx, devices: readonly Values[], memory: Memory): Promise<void> {
  const rows = new Map<SeriesMemory, BulkRow>()
  for (const { device, samples } of devices) {
    const held = memory.of(device.deviceId)
    for (const { metric, unit } of samples) {
      const series = memory.seriesOf(held, device.deviceId, metric)
      if (series.isWritten || rows.has(series)) continue
      rows.set(series, [device.districtId, series.id, device.deviceId, metric, unit])
    }
  }
  if (rows.size === 0) return
  await copyRows(tx, 'sense.series', seriesColumns, rows.values(), { onConflictDoNothing: true })
  const units = await unitsOf(tx, [...rows.keys()], devices)
  for (const series of rows.keys()) series.unit = units.get(`${series.id}`)
}

async function unitsOf(tx: Tx, series: readonly SeriesMemory[], devices: readonly Values[]) {
  const districts = [...new Set(devices.map(({ device }) => device.districtId))]
  const found = await tx.many<{ id: string; unit: string }>(sql`
    select s.series_id::text as id, s.unit from sense.series s
     where s.district_id = any(${districts}) and s.series_id = any(${series.map(({ id }) => `${id}`)}::bigint[])`)
  return new Map(found.map(({ id, unit }) => [id, unit]))
}

/** To be told after the commit of a batch: its series need not be written again. */
export function remember(devices: readonly Values[], memory: Memory): void {
  for (const { device, samples } of devices) {
    const held = memory.of(device.deviceId)
    for (const { metric } of samples) memory.seriesOf(held, device.deviceId, metric).isWritten = true
  }
  memory.trim()
}

const sampleColumns = {
  district_id: 'text',
  series_id: 'bigint',
  at: 'timestamptz',
  value: 'float8',
  quality: 'smallint',
}
const sampleNames = Object.keys(sampleColumns)

/**
 * Writes values, each once. Those later than all before them go by COPY; others may be there already and are asked for one by
 * one. Gives how many were new.
 */
export async function writeSamples(tx: Tx, devices: readonly Values[], memory: Memory): Promise<number> {
  const fresh = new BinaryRows()
  const doubtful: BulkRow[] = []
  for (const { device, samples, deviations } of devices) {
    const held = memory.of(device.deviceId)
    // Values of one series together, as its key has them: neighbours are written and read cheaply.
    for (const [metric, some] of Map.groupBy(samples, (one) => one.metric)) {
      const series = memory.seriesOf(held, device.deviceId, metric)
      if (deviations) noteUnits(deviations, series, some)
      for (const one of some) {
        const at = one.at.getTime()
        if (at > series.reaches) {
          series.beginning ??= BinaryRows.beginning(5, device.districtId, series.high, series.low)
          fresh.measured(series.beginning, one.at, one.value, qualityNumbers[one.quality])
          series.reaches = at
        } else doubtful.push(sampleRow(device, one))
      }
    }
  }
  const lenient = { onConflictDoNothing: true, batch: 5_000 }
  const copied = await copyIfNew(tx, 'sense.telemetry', sampleNames, fresh)
  if (copied === undefined) return copyRows(tx, 'sense.telemetry', sampleColumns, sampleRows(devices), lenient)
  return copied + (await copyRows(tx, 'sense.telemetry', sampleColumns, doubtful, lenient))
}

// A curve of two units tells nothing; whoever registers the device is to see it.
function noteUnits(deviations: Record<string, number>, { unit }: SeriesMemory, samples: readonly Sample[]): void {
  const other = unit === undefined ? 0 : samples.filter((one) => one.unit !== unit).length
  if (other > 0) deviations['unit changed'] = (deviations['unit changed'] ?? 0) + other
}

const sampleRow = ({ districtId, deviceId }: Values['device'], { metric, at, value, quality }: Sample): BulkRow => [
  districtId,
  seriesId(deviceId, metric),
  at,
  value,
  qualityNumbers[quality],
]

function* sampleRows(devices: readonly Values[]): Generator<BulkRow> {
  for (const { device, samples } of devices) for (const one of samples) yield sampleRow(device, one)
}

const trackColumns = {
  district_id: 'text',
  device_id: 'uuid',
  at: 'timestamptz',
  place: 'point',
  speed: 'real',
  course: 'smallint',
  altitude: 'smallint',
  fixed: 'boolean',
  flags: 'bigint',
}
const trackNames = Object.keys(trackColumns)

/** Writes where devices were, in the same way as values. Gives how many places were new. */
export async function writeTracks(tx: Tx, devices: readonly Values[], memory: Memory): Promise<number> {
  const fresh = new BinaryRows()
  const doubtful: BulkRow[] = []
  for (const { device, tracks } of devices) {
    const held = memory.of(device.deviceId)
    for (const one of tracks) {
      const at = one.at.getTime()
      if (at > held.tracksReach) {
        addTrack(fresh, device, one)
        held.tracksReach = at
      } else doubtful.push(trackRow(device, one))
    }
  }
  const lenient = { onConflictDoNothing: true }
  const copied = await copyIfNew(tx, 'sense.track_point', trackNames, fresh)
  if (copied === undefined) return copyRows(tx, 'sense.track_point', trackColumns, trackRows(devices), lenient)
  return copied + (await copyRows(tx, 'sense.track_point', trackColumns, doubtful, lenient))
}

function addTrack(to: BinaryRows, { districtId, deviceId }: Values['device'], one: Track): void {
  to.row(9)
  to.text(districtId)
  to.uuid(deviceId)
  to.instant(one.at)
  to.point(one.place.lon, one.place.lat)
  to.real(one.speed)
  to.smallint(one.course)
  to.smallint(one.altitude)
  to.boolean(one.fixed)
  to.bigint(one.flags)
}

const trackRow = ({ districtId, deviceId }: Values['device'], one: Track): BulkRow => [
  districtId,
  deviceId,
  one.at,
  `(${one.place.lon},${one.place.lat})`,
  one.speed,
  one.course,
  one.altitude,
  one.fixed,
  one.flags,
]

function* trackRows(devices: readonly Values[]): Generator<BulkRow> {
  for (const { device, tracks } of devices) for (const one of tracks) yield trackRow(device, one)
}

const frameColumns = ['district_id', 'device_id', 'received_at', 'position', 'protocol', 'bytes', 'fault']

/** Writes frames as they came. A position of a spool comes once only. */
export async function writeFrames(tx: Tx, devices: readonly DeviceNews[]): Promise<void> {
  const rows = new BinaryRows()
  for (const { device, frames } of devices) {
    for (const { position, receivedAt, bytes, fault } of frames) {
      rows.row(7)
      rows.text(device.districtId)
      rows.uuid(device.deviceId)
      rows.instant(receivedAt)
      rows.bigint(position)
      rows.text(device.protocol)
      rows.raw(bytes)
      if (fault === null) rows.missing()
      else rows.text(fault)
    }
  }
  await copyBinary(tx, 'sense.frame', frameColumns, rows)
}
