import type { Point } from '#city/place/frame.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { writeArrival } from '../conveyor/arrival.ts'
import { type DeviceNews, daysOf } from '../conveyor/batch.ts'
import { writeBatch } from '../conveyor/store.ts'
import { insertDevice, takeSender } from '../device/store.ts'
import { type DailyTable, ensureDays } from '../telemetry/partitions.ts'

type Given = {
  districtId: string
  kind: string
  name: string
  place?: Point
  upstreamId?: string
  componentCode?: string
  silentAfter?: number
}

/** Registers a device for a story or the demo and gives its id. */
export async function placeDevice(tx: Tx, given: Given, now: Date): Promise<string> {
  const deviceId = newId()
  const { districtId, kind, name, place = null, upstreamId = null, componentCode = null, silentAfter = 900 } = given
  const sender = deviceId.replaceAll('-', '').slice(-24).toUpperCase()
  const of = { protocol: 'hj212', sender, kind, name, maker: '', model: '', dictionaries: [], units: {} }
  const at = { componentCode, unitId: null, place, upstreamId, silentAfter, deviceId, by: '样例', now }
  await insertDevice(tx, districtId, { ...of, ...at })
  await takeSender(tx, { protocol: 'hj212', sender, districtId, deviceId })
  return deviceId
}

export type Said = Pick<DeviceNews, 'samples'> & { deviceId: string; tracks?: DeviceNews['tracks'] }

const spoolId = '01890000-0000-7000-8000-00000000feed'

/** Lets devices say something that arrives now, as the conveyor takes it over; the position counts up with each call. */
export async function arrives(
  tx: Tx,
  { districtId, position, now }: { districtId: string; position: number; now: Date },
  said: readonly Said[],
): Promise<void> {
  const devices = said.map(({ deviceId, samples, tracks = [] }): DeviceNews => {
    const device = { districtId, deviceId, protocol: 'hj212', sender: deviceId, kind: '', dictionaries: [], units: {} }
    const frames = [{ position, receivedAt: now, bytes: new Uint8Array([1]), fault: null }]
    return { device, frames, samples, tracks, facts: {}, deviations: {}, heardAt: now, refused: 0 }
  })
  const batch = { devices, strays: [], next: position }
  const { telemetry, tracks, frames } = daysOf(batch)
  const days: [DailyTable, Set<string>][] = [
    ['sense.telemetry', telemetry],
    ['sense.track_point', tracks],
    ['sense.frame', frames],
  ]
  for (const [table, of] of days) await ensureDays(tx, table, of)
  await writeArrival(tx, { spoolId, position, now }, devices)
  await writeBatch(tx, batch)
}

/** As `arrives`, after whatever has been said before. */
export async function speaks(
  tx: Tx,
  { districtId, now }: { districtId: string; now: Date },
  said: readonly Said[],
): Promise<void> {
  const { last } = await tx.one<{ last: number }>(sql`
    select coalesce(max(position), 0)::int as last from sense.arrival
     where district_id = ${districtId} and spool_id = ${spoolId}`)
  await arrives(tx, { districtId, position: last + 1, now }, said)
}

export type LastSaid = { deviceId: string; kind: string; metric: string; unit: string; value: number }

/** The last value of every metric of the devices of some kinds. */
export const lastSaid = (tx: Tx, districtId: string, kinds: readonly string[]): Promise<LastSaid[]> =>
  tx.many<LastSaid>(sql`
    select d.device_id as "deviceId", d.kind, s.metric, s.unit, t.value
      from sense.device d
      join sense.series s on s.district_id = d.district_id and s.device_id = d.device_id
      cross join lateral (
        select value from sense.telemetry t
         where t.district_id = s.district_id and t.series_id = s.series_id order by at desc limit 1) t
     where d.district_id = ${districtId} and d.kind = any(${[...kinds]}::text[]) and d.retired_at is null
     order by d.device_id, s.metric`)
