import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { unpack } from '#kernel/packed/pack.ts'
import type { DeviceNews } from '../conveyor/batch.ts'
import type { KnownDevice } from '../device/directory.ts'
import type { Sample, Track } from '../gateway/interpretation.ts'
import { latestOf } from '../telemetry/latest.ts'
import { dayOf } from '../telemetry/partitions.ts'
import { qualityNumbers, seriesId } from '../telemetry/series.ts'

/** Devices of a district, retired ones too; one of them by its id or by its name on the wire. */
export const listDevicesOf = (db: Db, districtId: string, device: string | undefined): Promise<KnownDevice[]> =>
  db.many<KnownDevice>(sql`
    select d.district_id as "districtId", d.device_id as "deviceId", d.protocol, d.sender, d.kind, d.dictionaries, d.units,
           d.mapping
      from sense.device d
     where d.district_id = ${districtId}
       and (${device ?? null}::text is null or d.device_id::text = ${device ?? null} or d.sender = ${device ?? null})
     order by d.device_id`)

export type FramePlace = { receivedAt: Date; position: number }
export type KeptFrame = FramePlace & { bytes: Buffer; fault: string | null }

/** Frames of a device in the order in which they came, behind one of them. */
export function listFrames(
  db: Db,
  { districtId, deviceId }: KnownDevice,
  { from, to, behind, most }: { from: Date; to: Date; behind: FramePlace | undefined; most: number },
): Promise<KeptFrame[]> {
  const after = behind ? sql`and (f.received_at, f.position) > (${behind.receivedAt}, ${behind.position})` : sql.empty
  return db.many<KeptFrame>(sql`
    select f.received_at as "receivedAt", f.position, f.bytes, f.fault from sense.frame f
     where f.district_id = ${districtId} and f.device_id = ${deviceId} and f.received_at >= ${from} and f.received_at < ${to}
       ${after} order by f.received_at, f.position limit ${most}`)
}

/** The samples that are not packed already. */
export async function withoutPacked(
  db: Db,
  { districtId, deviceId }: KnownDevice,
  samples: readonly Sample[],
): Promise<Sample[]> {
  const series = new Map(samples.map(({ metric }) => [metric, `${seriesId(deviceId, metric)}`]))
  const days = [...new Set(samples.map(({ at }) => dayOf(at)))]
  const rows = await db.many<{ seriesId: string; bytes: Buffer }>(sql`
    select p.series_id::text as "seriesId", p.bytes from sense.packed p
     where p.district_id = ${districtId} and p.series_id = any(${[...series.values()]}::bigint[]) and p.day = any(${days}::date[])`)
  const packed = new Set(rows.flatMap(({ seriesId: id, bytes }) => unpack(bytes).map(({ at }) => `${id}/${+at}`)))
  return samples.filter(({ metric, at }) => !packed.has(`${series.get(metric)}/${+at}`))
}

const sampleColumns = {
  district_id: 'text',
  series_id: 'bigint',
  at: 'timestamptz',
  value: 'float8',
  quality: 'smallint',
}

/** Adds values that are not there; how many, by metric. */
export async function addSamples(
  tx: Tx,
  { districtId, deviceId }: KnownDevice,
  samples: readonly Sample[],
): Promise<Map<string, number>> {
  const metrics = new Map(samples.map(({ metric }) => [`${seriesId(deviceId, metric)}`, metric]))
  const rows = samples.map(({ metric, at, value, quality }) => [
    districtId,
    seriesId(deviceId, metric),
    at,
    value,
    qualityNumbers[quality],
  ])
  const added = await tx.many<{ seriesId: string; count: number }>(sql`
    with added as (
      insert into sense.telemetry (district_id, series_id, at, value, quality) ${rowsAsQuery(sampleColumns, rows)}
      on conflict do nothing returning series_id)
    select series_id::text as "seriesId", count(*) as count from added group by series_id`)
  return new Map(added.map(({ seriesId: id, count }) => [metrics.get(id) ?? id, count]))
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

/** Adds places that are not there; how many. */
export const addTracks = (tx: Tx, { districtId, deviceId }: KnownDevice, tracks: readonly Track[]): Promise<number> =>
  tx.run(sql`
    insert into sense.track_point (district_id, device_id, at, place, speed, course, altitude, fixed, flags)
    ${rowsAsQuery(
      trackColumns,
      tracks.map(({ at, place, speed, course, altitude, fixed, flags }) => [
        districtId,
        deviceId,
        at,
        `(${place.lon},${place.lat})`,
        speed,
        course,
        altitude,
        fixed,
        flags,
      ]),
    )}
    on conflict do nothing`)

const faultColumns = { received_at: 'timestamptz', position: 'bigint', fault: 'text' }

/** Writes down which frames can be read now, or can no longer; gives how many are readable that were not. */
export async function setFaults(
  tx: Tx,
  { districtId, deviceId }: KnownDevice,
  before: readonly KeptFrame[],
  now: DeviceNews['frames'],
): Promise<number> {
  const changed = now.filter(({ fault }, index) => fault !== before[index]!.fault)
  if (changed.length === 0) return 0
  const rows = changed.map(({ receivedAt, position, fault }) => [receivedAt, position, fault])
  await tx.run(sql`
    update sense.frame f set fault = g.fault from (${rowsAsQuery(faultColumns, rows)}) g
     where f.district_id = ${districtId} and f.device_id = ${deviceId} and f.received_at = g.received_at
       and f.position = g.position`)
  return changed.filter(({ fault }) => fault === null).length
}

/** Adds facts that nothing was known of, and last values of metrics that are new or later. */
export const addFacts = (
  tx: Tx,
  { districtId, deviceId }: KnownDevice,
  { facts, samples }: DeviceNews,
): Promise<number> =>
  tx.run(sql`
    update sense.device_state s set
      facts = ${JSON.stringify(facts)}::jsonb || s.facts,
      latest = s.latest || coalesce((
        select jsonb_object_agg(e.key, e.value) from jsonb_each(${JSON.stringify(latestOf(samples))}::jsonb) e
         where coalesce((s.latest -> e.key ->> 0)::bigint, 0) <= (e.value ->> 0)::bigint), '{}')
     where s.district_id = ${districtId} and s.device_id = ${deviceId}`)
