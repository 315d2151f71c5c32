import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { markLate } from '../telemetry/late.ts'
import { latestOf } from '../telemetry/latest.ts'
import type { Batch, DeviceNews } from './batch.ts'
import { Memory } from './memory.ts'
import { writeFrames, writeSamples, writeSeries, writeTracks } from './values.ts'

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
export async function writeBatch(
  tx: Tx,
  { devices, strays }: Batch,
  memory = new Memory(),
): Promise<{ samples: number; tracks: number }> {
  await writeFrames(tx, devices)
  await writeSeries(tx, devices, memory)
  await markLate(tx, devices)
  const samples = await writeSamples(tx, devices, memory)
  const tracks = await writeTracks(tx, devices, memory)
  await writeStates(tx, devices)
  for (const stray of strays) await writeStray(tx, stray)
  return { samples, tracks }
}

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
  latest: 'jsonb',
}

// In the order of their keys, so that two gateways that hear the same devices cannot wait for one another in a ring.
const inKeyOrder = (devices: readonly DeviceNews[]): DeviceNews[] =>
  devices.toSorted((a, b) => (a.device.deviceId < b.device.deviceId ? -1 : 1))

async function writeStates(tx: Tx, devices: readonly DeviceNews[]): Promise<void> {
  if (devices.length === 0) return
  const rows = inKeyOrder(devices).map(({ device, heardAt, frames, refused, deviations, facts, tracks, samples }) => {
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
      latestOf(samples),
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
      latest = s.latest || coalesce((
        select jsonb_object_agg(e.key, e.value) from jsonb_each(excluded.latest) e
         where coalesce((s.latest -> e.key ->> 0)::bigint, 0) <= (e.value ->> 0)::bigint), '{}'),
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
