import { copyRows, rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { qualityNumbers, seriesId } from '../telemetry/series.ts'
import type { Batch, DeviceNews } from './batch.ts'

/** How far a spool has been taken over. */
export async function positionOf(db: Db, spoolId: string): Promise<number> {
  const row = await db.find<{ position: number }>(sql`
    select position from sense.spool_position where spool_id = ${spoolId}`)
  return row?.position ?? 0
}

/** Moves the position of a spool, if it is still where the batch began. Gives false when somebody else has moved it. */
export async function movePosition(
  tx: Tx,
  spoolId: string,
  { from, to, now }: { from: number; to: number; now: Date },
): Promise<boolean> {
  const moved = await tx.run(sql`
    insert into sense.spool_position as p (spool_id, position, moved_at) values (${spoolId}, ${to}, ${now})
    on conflict (spool_id) do update set position = excluded.position, moved_at = excluded.moved_at
     where p.position = ${from}`)
  return moved === 1
}

/** Writes everything that a batch says. What is there already, since a device sent it twice, stays as it is. */
export async function writeBatch(tx: Tx, { devices, strays }: Batch): Promise<{ samples: number; tracks: number }> {
  await writeFrames(tx, devices)
  await writeSeries(tx, devices)
  const samples = await writeSamples(tx, devices)
  const tracks = await writeTracks(tx, devices)
  await writeStates(tx, devices)
  for (const stray of strays) await writeStray(tx, stray)
  return { samples, tracks }
}

const frameColumns = {
  district_id: 'text',
  device_id: 'uuid',
  received_at: 'timestamptz',
  position: 'bigint',
  protocol: 'text',
  bytes: 'bytea',
  fault: 'text',
}

const writeFrames = (tx: Tx, devices: readonly DeviceNews[]): Promise<number> =>
  copyRows(
    tx,
    'sense.frame',
    frameColumns,
    devices.flatMap(({ device, frames }) =>
      frames.map(({ position, receivedAt, bytes, fault }) => [
        device.districtId,
        device.deviceId,
        receivedAt,
        position,
        device.protocol,
        bytes,
        fault,
      ]),
    ),
  )

// Series that this process has written already need not be asked for again.
const known = new Set<string>()
const mostKnown = 200_000

async function writeSeries(tx: Tx, devices: readonly DeviceNews[]): Promise<void> {
  const rows = new Map<string, readonly unknown[]>()
  for (const { device, samples } of devices) {
    for (const { metric, unit } of samples) {
      const key = `${device.deviceId}/${metric}`
      if (known.has(key) || rows.has(key)) continue
      rows.set(key, [device.districtId, seriesId(device.deviceId, metric), device.deviceId, metric, unit])
    }
  }
  const columns = { district_id: 'text', series_id: 'bigint', device_id: 'uuid', metric: 'text', unit: 'text' }
  await copyRows(tx, 'sense.series', columns, rows.values(), { onConflictDoNothing: true })
}

/** To be told after the commit of a batch: its series need not be written again. */
export function remember(devices: readonly DeviceNews[]): void {
  if (known.size > mostKnown) known.clear()
  for (const { device, samples } of devices) for (const { metric } of samples) known.add(`${device.deviceId}/${metric}`)
}

const sampleColumns = {
  district_id: 'text',
  series_id: 'bigint',
  at: 'timestamptz',
  value: 'float8',
  quality: 'smallint',
}

const ids = new Map<string, bigint>()

// Made once for each series; a digest for each value would cost more than writing it.
function idOf(deviceId: string, metric: string): bigint {
  const key = `${deviceId}/${metric}`
  const found = ids.get(key)
  if (found !== undefined) return found
  if (ids.size > mostKnown) ids.clear()
  const made = seriesId(deviceId, metric)
  ids.set(key, made)
  return made
}

function* sampleRows(devices: readonly DeviceNews[]): Generator<readonly unknown[]> {
  for (const { device, samples } of devices)
    for (const { metric, at, value, quality } of samples)
      yield [device.districtId, idOf(device.deviceId, metric), at, value, qualityNumbers[quality]]
}

const writeSamples = (tx: Tx, devices: readonly DeviceNews[]): Promise<number> =>
  copyRows(tx, 'sense.telemetry', sampleColumns, sampleRows(devices), { onConflictDoNothing: true, batch: 5_000 })

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

const writeTracks = (tx: Tx, devices: readonly DeviceNews[]): Promise<number> =>
  copyRows(
    tx,
    'sense.track_point',
    trackColumns,
    devices.flatMap(({ device, tracks }) =>
      tracks.map(({ at, place, speed, course, altitude, fixed, flags }) => [
        device.districtId,
        device.deviceId,
        at,
        `(${place.lon},${place.lat})`,
        speed,
        course,
        altitude,
        fixed,
        flags,
      ]),
    ),
    { onConflictDoNothing: true },
  )

const stateColumns = {
  district_id: 'text',
  device_id: 'uuid',
  heard_at: 'timestamptz',
  frames: 'bigint',
  refused: 'bigint',
  deviations: 'jsonb',
  facts: 'jsonb',
  place: 'point',
  place_at: 'timestamptz',
  speed: 'real',
  course: 'smallint',
}

// In the order of their keys, so that two gateways that hear the same devices cannot wait for one another in a ring.
const inKeyOrder = (devices: readonly DeviceNews[]): DeviceNews[] =>
  devices.toSorted((a, b) => (a.device.deviceId < b.device.deviceId ? -1 : 1))

async function writeStates(tx: Tx, devices: readonly DeviceNews[]): Promise<void> {
  if (devices.length === 0) return
  const rows = inKeyOrder(devices).map(({ device, heardAt, frames, refused, deviations, facts, tracks }) => {
    const last = tracks.filter(({ fixed }) => fixed).reduce<(typeof tracks)[number] | undefined>(later, undefined)
    return [
      device.districtId,
      device.deviceId,
      heardAt,
      frames.length,
      refused,
      deviations,
      facts,
      last && `(${last.place.lon},${last.place.lat})`,
      last?.at,
      last?.speed,
      last?.course,
    ]
  })
  await tx.run(sql`
    insert into sense.device_state as s (${sql.join(Object.keys(stateColumns).map(sql.ident))})
    ${rowsAsQuery(stateColumns, rows)}
    on conflict (district_id, device_id) do update set
      heard_at = greatest(s.heard_at, excluded.heard_at),
      frames = s.frames + excluded.frames,
      refused = s.refused + excluded.refused,
      deviations = s.deviations || coalesce((
        select jsonb_object_agg(e.key, e.value::bigint + coalesce((s.deviations ->> e.key)::bigint, 0))
          from jsonb_each_text(excluded.deviations) e), '{}'),
      facts = s.facts || excluded.facts,
      place = case when excluded.place_at > coalesce(s.place_at, '-infinity') then excluded.place else s.place end,
      speed = case when excluded.place_at > coalesce(s.place_at, '-infinity') then excluded.speed else s.speed end,
      course = case when excluded.place_at > coalesce(s.place_at, '-infinity') then excluded.course else s.course end,
      place_at = greatest(s.place_at, excluded.place_at)`)
}

const later = <One extends { at: Date }>(a: One | undefined, b: One): One => (a && a.at > b.at ? a : b)

const writeStray = (tx: Tx, { protocol, sender, frames, firstAt, lastAt, sample }: Batch['strays'][number]) =>
  tx.run(sql`
    insert into sense.stray as s (protocol, sender, first_at, last_at, frames, sample)
    values (${protocol}, ${sender}, ${firstAt}, ${lastAt}, ${frames}, ${Buffer.from(sample)})
    on conflict (protocol, sender) do update set
      last_at = greatest(s.last_at, excluded.last_at), frames = s.frames + excluded.frames, sample = excluded.sample`)
