import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { unpack } from '#kernel/packed/pack.ts'
import type { Told } from '../rule/memory.ts'

export type Heard = Exclude<Told, { kind: 'clock' }>

/** A stretch of a device's own time. */
export type Stretch = { readonly deviceId: string; readonly first: Date; readonly last: Date }

const qualities = ['ok', 'bad', 'unknown'] as const

type ValueRow = { deviceId: string; metric: string; unit: string; at: Date; value: number; quality: number }
type FixRow = { deviceId: string; at: Date; lon: number; lat: number; speed: number; fixed: boolean }

const given = (stretches: readonly Stretch[]) => sql`
  unnest(${stretches.map(({ deviceId }) => deviceId)}::uuid[], ${stretches.map(({ first }) => first.toISOString())}::timestamptz[],
         ${stretches.map(({ last }) => last.toISOString())}::timestamptz[]) as g(device_id, first_at, last_at)`

/** What devices said in their stretches, both ends included, device by device and in the order of their own time. */
export async function readHeard(
  db: Db,
  districtId: string,
  stretches: readonly Stretch[],
  { metrics, fixes }: { metrics: readonly string[]; fixes: boolean },
): Promise<Map<string, Heard[]>> {
  if (stretches.length === 0) return new Map()
  const [values, places] = await Promise.all([
    metrics.length === 0
      ? []
      : db.many<ValueRow>(sql`
          select s.device_id as "deviceId", s.metric, s.unit, t.at, t.value, t.quality
            from ${given(stretches)}
            join sense.series s on s.district_id = ${districtId} and s.device_id = g.device_id and s.metric = any(${metrics}::text[])
            join sense.telemetry t on t.district_id = ${districtId} and t.series_id = s.series_id
                                  and t.at >= g.first_at and t.at <= g.last_at`),
    fixes
      ? db.many<FixRow>(sql`
          select p.device_id as "deviceId", p.at, p.place[0] as lon, p.place[1] as lat, p.speed, p.fixed
            from ${given(stretches)}
            join sense.track_point p on p.district_id = ${districtId} and p.device_id = g.device_id
                                    and p.at >= g.first_at and p.at <= g.last_at`)
      : [],
  ])
  return inOrder([...values, ...(await readPacked(db, districtId, stretches, metrics))], places)
}

type PackedRow = Omit<ValueRow, 'at' | 'value' | 'quality'> & { first: Date; last: Date; bytes: Buffer }

/** What of it lies packed, day by day, since it is older than a week. */
async function readPacked(
  db: Db,
  districtId: string,
  stretches: readonly Stretch[],
  metrics: readonly string[],
): Promise<ValueRow[]> {
  if (metrics.length === 0) return []
  const rows = await db.many<PackedRow>(sql`
    select s.device_id as "deviceId", s.metric, s.unit, g.first_at as first, g.last_at as last, p.bytes
      from ${given(stretches)}
      join sense.series s on s.district_id = ${districtId} and s.device_id = g.device_id and s.metric = any(${metrics}::text[])
      join sense.packed p on p.district_id = ${districtId} and p.series_id = s.series_id
                         and p.day >= (g.first_at at time zone 'UTC')::date and p.day <= (g.last_at at time zone 'UTC')::date`)
  return rows.flatMap(({ bytes, first, last, ...of }) =>
    unpack(bytes)
      .filter(({ at }) => at >= first && at <= last)
      .map((one) => ({ ...of, ...one })),
  )
}

/** The last good value of each metric of a device in the days before an instant, and its last position. */
export async function readBefore(
  db: Db,
  districtId: string,
  { deviceId, before, days }: { deviceId: string; before: Date; days: number },
  { metrics, fixes }: { metrics: readonly string[]; fixes: boolean },
): Promise<Heard[]> {
  const since = new Date(before.getTime() - days * 86_400_000)
  const values = await db.many<ValueRow>(sql`
    select s.device_id as "deviceId", s.metric, s.unit, t.at, t.value, t.quality
      from sense.series s
     cross join lateral (
        select t.at, t.value, t.quality from sense.telemetry t
         where t.district_id = s.district_id and t.series_id = s.series_id and t.quality = 0
           and t.at >= ${since} and t.at < ${before}
         order by t.at desc limit 1) t
     where s.district_id = ${districtId} and s.device_id = ${deviceId} and s.metric = any(${metrics}::text[])`)
  const places = fixes
    ? await db.many<FixRow>(sql`
        select device_id as "deviceId", at, place[0] as lon, place[1] as lat, speed, fixed from sense.track_point
         where district_id = ${districtId} and device_id = ${deviceId} and fixed and at >= ${since} and at < ${before}
         order by at desc limit 1`)
    : []
  return (
    inOrder(await orPacked(db, districtId, { deviceId, since, before }, metrics, values), places).get(deviceId) ?? []
  )
}

/** The last good values, of those metrics that have none lying open, from the last packed day that has one. */
async function orPacked(
  db: Db,
  districtId: string,
  { deviceId, since, before }: { deviceId: string; since: Date; before: Date },
  metrics: readonly string[],
  open: readonly ValueRow[],
): Promise<readonly ValueRow[]> {
  const missing = metrics.filter((metric) => !open.some((one) => one.metric === metric))
  if (missing.length === 0) return open
  const packed = await readPacked(db, districtId, [{ deviceId, first: since, last: before }], missing)
  const good = packed.filter(({ at, quality }) => quality === 0 && at < before)
  const last = new Map<string, ValueRow>()
  for (const one of good) if (one.at > (last.get(one.metric)?.at ?? since)) last.set(one.metric, one)
  return [...open, ...last.values()]
}

function inOrder(values: readonly ValueRow[], places: readonly FixRow[]): Map<string, Heard[]> {
  const heard = new Map<string, Heard[]>()
  const add = (deviceId: string, one: Heard) => {
    const list = heard.get(deviceId)
    if (list) list.push(one)
    else heard.set(deviceId, [one])
  }
  for (const { deviceId, metric, unit, at, value, quality } of values)
    add(deviceId, { kind: 'value', at: at.getTime(), metric, unit, value, quality: qualities[quality] ?? 'unknown' })
  for (const { deviceId, at, lon, lat, speed, fixed } of places)
    add(deviceId, { kind: 'fix', at: at.getTime(), lon, lat, speed, fixed })
  for (const list of heard.values()) list.sort((a, b) => a.at - b.at)
  return heard
}
