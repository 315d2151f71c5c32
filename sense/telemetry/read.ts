import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { seriesId } from './series.ts'

/** So many steps at most stand for a range. */
const mostSteps = 600

const steps = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 43_200, 86_400] as const

/** The least round step that keeps a range within the number of steps, in seconds. */
export function stepFor(from: Date, to: Date): number {
  const seconds = (to.getTime() - from.getTime()) / 1000
  return steps.find((step) => seconds / step <= mostSteps) ?? 86_400
}

export type SeriesPoint = { at: Date; value: number; least: number; most: number; count: number; bad: number }

/** Values of one metric in a half-open range, step by step. Values that the device itself calls bad count, but in no mean. */
export async function readSeries(
  db: Db,
  districtId: string,
  { deviceId, metric, from, to }: { deviceId: string; metric: string; from: Date; to: Date },
): Promise<{ unit: string; stepSeconds: number; points: SeriesPoint[] }> {
  const id = seriesId(deviceId, metric)
  const stepSeconds = stepFor(from, to)
  const known = await db.find<{ unit: string }>(sql`
    select unit from sense.series where district_id = ${districtId} and series_id = ${id}`)
  const points = await db.many<SeriesPoint>(sql`
    select date_bin(${stepSeconds} * interval '1 second', t.at, ${from}::timestamptz) as at,
           coalesce(avg(t.value) filter (where t.quality <> 1), avg(t.value)) as value,
           coalesce(min(t.value) filter (where t.quality <> 1), min(t.value)) as least,
           coalesce(max(t.value) filter (where t.quality <> 1), max(t.value)) as most,
           count(*) as count, count(*) filter (where t.quality = 1) as bad
      from sense.telemetry t
     where t.district_id = ${districtId} and t.series_id = ${id} and t.at >= ${from} and t.at < ${to}
     group by 1 order by 1`)
  return { unit: known?.unit ?? '', stepSeconds, points }
}

export type TrackRow = { at: Date; lon: number; lat: number; speed: number; course: number }

/** Where a device was in a half-open range, oldest first, at most so many points; only with a position of its receiver. */
export const readTrack = (
  db: Db,
  districtId: string,
  { deviceId, from, to, most }: { deviceId: string; from: Date; to: Date; most: number },
): Promise<TrackRow[]> =>
  db.many<TrackRow>(sql`
    select at, place[0] as lon, place[1] as lat, speed, course from sense.track_point
     where district_id = ${districtId} and device_id = ${deviceId} and at >= ${from} and at < ${to} and fixed
     order by at limit ${most}`)

/** Points in stretches: a new one begins where nothing was heard for longer than the gap. */
export function stretchesOf<One extends { at: Date }>(points: readonly One[], gapSeconds: number): One[][] {
  const stretches: One[][] = []
  for (const one of points) {
    const last = stretches.at(-1)?.at(-1)
    if (last && one.at.getTime() - last.at.getTime() <= gapSeconds * 1000) stretches.at(-1)!.push(one)
    else stretches.push([one])
  }
  return stretches
}
