import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { DeviceNews } from './batch.ts'

/** For so many days it is known in which order values came. */
const keptDays = 3

/** Tells in which order values came, for whoever reads on from a position; one row for each district of a batch. */
export async function writeArrival(
  tx: Tx,
  { spoolId, position, now }: { spoolId: string; position: number; now: Date },
  devices: readonly DeviceNews[],
): Promise<void> {
  const stretches = devices.flatMap(({ device, samples, tracks }) => {
    const instants = [...samples, ...tracks].map(({ at }) => at.getTime())
    if (instants.length === 0) return []
    const [first, last] = [instants.reduce((a, b) => Math.min(a, b)), instants.reduce((a, b) => Math.max(a, b))]
    return [{ districtId: device.districtId, deviceId: device.deviceId, first: new Date(first), last: new Date(last) }]
  })
  for (const [districtId, of] of Map.groupBy(stretches, (one) => one.districtId))
    await tx.run(sql`
      insert into sense.arrival (district_id, spool_id, position, arrived_at, device_ids, first_at, last_at)
      values (${districtId}, ${spoolId}, ${position}, ${now}, ${of.map(({ deviceId }) => deviceId)}::uuid[],
              ${of.map(({ first }) => first.toISOString())}::timestamptz[],
              ${of.map(({ last }) => last.toISOString())}::timestamptz[])`)
}

/** Forgets what everybody has had days to read. */
export const sweepArrivals = (db: Db, districtId: string, now: Date): Promise<number> =>
  db.run(sql`
    delete from sense.arrival
     where district_id = ${districtId} and arrived_at < ${now}::timestamptz - ${keptDays} * interval '1 day'`)
