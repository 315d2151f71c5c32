import { dayMs } from '#city/calendar/zone.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { qualityNumbers, seriesId } from '../telemetry/series.ts'
import { readValues } from '../telemetry/values-store.ts'
import type { Range } from './sight.ts'
import { type SignAt, signOf, type WorkSign } from './work-sign.ts'

export type SignRow = {
  readonly revision: number
  readonly sign: WorkSign | null
  readonly changedAt: Date
  readonly changedBy: string
  readonly reason: string
}

/** What holds of a device; undefined where nobody has ever declared anything. */
export const findSign = (db: Db, districtId: string, deviceId: string): Promise<SignRow | undefined> =>
  db.find<SignRow>(sql`
    select revision, sign, changed_at as "changedAt", changed_by as "changedBy", reason from sense.work_sign
     where district_id = ${districtId} and device_id = ${deviceId} order by revision desc limit 1`)

/** The signs of several devices, of those that have one. */
export const signsOf = async (
  db: Db,
  districtId: string,
  deviceIds: readonly string[],
): Promise<ReadonlyMap<string, WorkSign>> => {
  const rows = await db.many<{ deviceId: string; sign: WorkSign | null }>(sql`
    select distinct on (device_id) device_id as "deviceId", sign from sense.work_sign
     where district_id = ${districtId} and device_id = any(${[...deviceIds]}::uuid[]) order by device_id, revision desc`)
  return new Map(rows.flatMap(({ deviceId, sign }) => (sign ? [[deviceId, sign] as const] : [])))
}

/** Writes the next revision; gives false where somebody else has written one since. */
export const putSign = async (
  tx: Tx,
  districtId: string,
  deviceId: string,
  one: { basedOn: number; sign: WorkSign | null; by: string; reason: string; now: Date },
): Promise<boolean> =>
  (await tx.run(sql`
    insert into sense.work_sign (district_id, device_id, revision, sign, changed_at, changed_by, reason)
    select ${districtId}, ${deviceId}, ${one.basedOn}::int + 1,
           ${one.sign === null ? null : JSON.stringify(one.sign)}::jsonb, ${one.now}, ${one.by}, ${one.reason}
     where ${one.basedOn}::int = coalesce((
       select max(revision) from sense.work_sign where district_id = ${districtId} and device_id = ${deviceId}), 0)
    on conflict do nothing`)) === 1

/** Marks the days of a device of the last month, since they are to be judged by another sign. */
export const markDevice = (tx: Tx, districtId: string, deviceId: string, now: Date): Promise<number> =>
  tx.run(sql`
    insert into sense.track_due (district_id, device_id, day, due_at)
    select district_id, device_id, day, ${now} from sense.track_day
     where district_id = ${districtId} and device_id = ${deviceId}
       and day >= ${new Date(now.getTime() - 31 * dayMs)}::timestamptz::date
     order by day
    on conflict (district_id, device_id, day) do update set due_at = excluded.due_at`)

/** What the sign of a device said over a time, undefined where it has none. */
export async function readSign(
  db: Db,
  districtId: string,
  deviceId: string,
  { from, to }: Range,
): Promise<SignAt | undefined> {
  const sign = (await findSign(db, districtId, deviceId))?.sign
  if (!sign) return undefined
  const range = { from: new Date(from - sign.holdSeconds * 1000), to: new Date(to) }
  const values = await readValues(db, districtId, { seriesId: seriesId(deviceId, sign.metric), ...range })
  const good = values.filter(({ quality }) => quality === qualityNumbers.ok)
  return signOf(
    sign,
    good.map(({ at, value }) => ({ at: at.getTime(), value })),
  )
}
