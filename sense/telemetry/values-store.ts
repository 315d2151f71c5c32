import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { unpack } from '#kernel/packed/pack.ts'
import type { Value } from './bucket.ts'
import { dayOf } from './partitions.ts'
import type { Due } from './roll-store.ts'

/** Values of a series in a half-open range, in order, whether they lie as rows or packed. */
export async function readValues(
  db: Db,
  districtId: string,
  { seriesId, from, to }: { seriesId: bigint; from: Date; to: Date },
): Promise<Value[]> {
  if (from >= to) return []
  const rows = await db.many<Value>(sql`
    select at, value, quality from sense.telemetry
     where district_id = ${districtId} and series_id = ${seriesId} and at >= ${from} and at < ${to} order by at`)
  const packed = await db.many<{ bytes: Buffer }>(sql`
    select bytes from sense.packed
     where district_id = ${districtId} and series_id = ${seriesId} and day >= ${dayOf(from)}::date and day <= ${dayOf(to)}::date
     order by day`)
  const within = ({ at }: Value): boolean => at >= from && at < to
  return merged(packed.flatMap(({ bytes }) => unpack(bytes)).filter(within), rows)
}

/** Two lists in the order of their times as one; where both have an instant, the first has it. */
export function merged(a: readonly Value[], b: readonly Value[]): Value[] {
  if (a.length === 0) return [...b]
  const all: Value[] = []
  let [atA, atB] = [0, 0]
  while (atA < a.length || atB < b.length) {
    const [oneA, oneB] = [a[atA], b[atB]]
    const order = oneA && oneB ? +oneA.at - +oneB.at : oneA ? -1 : 1
    all.push(order <= 0 ? oneA! : oneB!)
    if (order <= 0) atA++
    if (order >= 0) atB++
  }
  return all
}

const minuteMs = 60_000

/** The values of some minutes, minute by minute. */
export async function valuesOfMinutes(
  db: Db,
  districtId: string,
  due: readonly Due[],
): Promise<{ seriesId: bigint; values: Value[] }[]> {
  const ids = due.map(({ seriesId }) => `${seriesId}`)
  const times = due.map(({ at }) => at.toISOString())
  const rows = await db.many<Value & { index: number }>(sql`
    select d.index, t.at, t.value, t.quality
      from unnest(${ids}::text[], ${times}::text[]) with ordinality as d(series_id, at, index)
      join sense.telemetry t on t.district_id = ${districtId} and t.series_id = d.series_id::bigint
       and t.at >= d.at::timestamptz and t.at < d.at::timestamptz + interval '1 minute'
     order by d.index, t.at`)
  const packs = await db.many<{ seriesId: string; day: string; bytes: Buffer }>(sql`
    select p.series_id::text as "seriesId", p.day, p.bytes from sense.packed p
     where p.district_id = ${districtId} and (p.series_id, p.day) in (
       select d.series_id::bigint, (d.at::timestamptz at time zone 'UTC')::date
         from unnest(${ids}::text[], ${times}::text[]) as d(series_id, at))`)
  const plain = Map.groupBy(rows, ({ index }) => index - 1)
  const packed = new Map(packs.map(({ seriesId, day, bytes }) => [`${seriesId}/${day}`, unpack(bytes)]))
  return due.map(({ seriesId, at }, index) => {
    const end = at.getTime() + minuteMs
    const kept = packed.get(`${seriesId}/${dayOf(at)}`)?.filter((one) => one.at >= at && +one.at < end) ?? []
    return { seriesId, values: merged(kept, plain.get(index) ?? []) }
  })
}
