import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Sample } from '../gateway/interpretation.ts'
import { type Quality, qualityNumbers, qualityOf } from './series.ts'

/** Last values as they are kept with a device: when (milliseconds since 1970), how much, how good, by metric. */
export type Kept = Record<string, [at: number, value: number, quality: number]>

/** The latest of some values of one device. */
export function latestOf(samples: readonly Sample[]): Kept {
  const kept = new Map<string, Kept[string]>()
  for (const { metric, at, value, quality } of samples) {
    const before = kept.get(metric)
    if (!before || before[0] <= at.getTime()) kept.set(metric, [at.getTime(), value, qualityNumbers[quality]])
  }
  return Object.fromEntries(kept)
}

export type Latest = { metric: string; unit: string; at: Date; value: number; quality: Quality }

/** The last value of each metric of a device, from the device's own row: no day is looked through. */
export async function listLatest(db: Db, districtId: string, deviceId: string): Promise<Latest[]> {
  const row = await db.find<{ latest: Kept; units: Record<string, string> | null }>(sql`
    select d.latest, (
      select jsonb_object_agg(s.metric, s.unit) from sense.series s
       where s.district_id = d.district_id and s.device_id = d.device_id) as units
      from sense.device_state d where d.district_id = ${districtId} and d.device_id = ${deviceId}`)
  return Object.entries(row?.latest ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([metric, [at, value, quality]]) => ({
      metric,
      unit: row?.units?.[metric] ?? '',
      at: new Date(at),
      value,
      quality: qualityOf(quality),
    }))
}
