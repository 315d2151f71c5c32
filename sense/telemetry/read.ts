import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Bucket, bucketsOf, meanOf, widen } from './bucket.ts'
import { findRolledTo, readRollUp } from './roll-store.ts'
import { seriesId } from './series.ts'
import { readValues } from './values-store.ts'

/** So many steps at most stand for a range. */
const mostSteps = 600

const steps = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 43_200, 86_400] as const

/** The least round step that keeps a range within the number of steps, in seconds. */
export function stepFor(from: Date, to: Date): number {
  const seconds = (to.getTime() - from.getTime()) / 1000
  return steps.find((step) => seconds / step <= mostSteps) ?? 86_400
}

export type SeriesPoint = { at: Date; value: number; least: number; most: number; count: number; bad: number }

/** What stands for values: themselves, or a row for each minute, hour or day. */
type Level = 'value' | 'minute' | 'hour' | 'day'

const spanOf = { value: 1, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const
const finer = { minute: 'value', hour: 'minute', day: 'hour' } as const

// Days begin at midnight in Beijing, and so do the steps of a curve.
const origin = -8 * 3_600_000

/** The coarsest level that a step can be made of. */
export const levelFor = (stepSeconds: number): Level =>
  stepSeconds < 60 ? 'value' : stepSeconds < 3_600 ? 'minute' : stepSeconds < 86_400 ? 'hour' : 'day'

/**
 * Values of one metric in a half-open range, step by step, from what was rolled up as far as it goes. Values that the device itself
 * calls bad count, but in no mean.
 */
export async function readSeries(
  db: Db,
  districtId: string,
  { deviceId, metric, from, to }: { deviceId: string; metric: string; from: Date; to: Date },
): Promise<{ unit: string; stepSeconds: number; points: SeriesPoint[] }> {
  const id = seriesId(deviceId, metric)
  const stepSeconds = stepFor(from, to)
  const known = await db.find<{ unit: string }>(sql`
    select unit from sense.series where district_id = ${districtId} and series_id = ${id}`)
  const rolledTo = await findRolledTo(db, districtId)
  const series = { db, districtId, seriesId: id, rolledTo }
  const buckets = widen(await readLevel(series, levelFor(stepSeconds), { from, to }), stepSeconds * 1000, origin)
  const points = buckets.map((one) => ({
    at: one.at,
    value: meanOf(one),
    least: one.least,
    most: one.most,
    count: one.count,
    bad: one.bad,
  }))
  return { unit: known?.unit ?? '', stepSeconds, points }
}

type Series = { db: Db; districtId: string; seriesId: bigint; rolledTo: Date }

/** The buckets of a range: rows of the level as far as there are any, the rest from finer ones. */
async function readLevel(series: Series, level: Level, { from, to }: { from: Date; to: Date }): Promise<Bucket[]> {
  if (from >= to) return []
  const { db, districtId, seriesId } = series
  if (level === 'value') return bucketsOf(await readValues(db, districtId, { seriesId, from, to }), spanOf.value)
  const span = spanOf[level]
  const first = new Date(floorTo(from, span))
  const edge = new Date(Math.min(floorTo(series.rolledTo, span), +to))
  const rows = await readRollUp(db, districtId, { level, seriesId, from: first, to: edge })
  return [...rows, ...(await readLevel(series, finer[level], { from: edge > from ? edge : from, to }))]
}

const floorTo = (at: Date, span: number): number => Math.floor((+at - origin) / span) * span + origin

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
