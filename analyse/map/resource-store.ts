import { finalStages } from '#city/case/contract.ts'
import { type Point, point } from '#city/place/frame.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { metresFrom } from './inside.ts'

/** How long a report says where somebody is, in words of hours. */
const SEEN_HOURS = 12

export type Collector = {
  readonly personId: string
  readonly name: string
  readonly onDutyUntil: Date | null
  readonly nextShiftAt: Date | null
  readonly beat: {
    readonly name: string
    readonly holdsPoint: boolean
    readonly metres: number
    /** The middle of its nearest cell. */
    readonly point: Point
  } | null
  readonly lastSeen: { readonly point: Point; readonly at: Date; readonly metres: number } | null
  readonly openTasks: number
}

type Row = Pick<Collector, 'personId' | 'name' | 'onDutyUntil' | 'nextShiftAt' | 'openTasks'> & {
  beatName: string | null
  holdsPoint: boolean | null
  beatMetres: number | null
  beatLon: number | null
  beatLat: number | null
  seenLon: number | null
  seenLat: number | null
  seenAt: Date | null
  seenMetres: number | null
}

/** The collectors of a district with what is known of them: shift, beat, tasks in hand, the place of their latest report. */
export async function listCollectors(
  db: Db,
  districtId: string,
  at: Point,
  cellCode: string | null,
  now: Date,
): Promise<Collector[]> {
  const rows = await db.many<Row>(sql`
    select p.person_id as "personId", p.name, duty.until as "onDutyUntil", coming.starts as "nextShiftAt",
           beat.name as "beatName", beat.holds as "holdsPoint", beat.metres as "beatMetres",
           beat.at[0] as "beatLon", beat.at[1] as "beatLat",
           seen.lon as "seenLon", seen.lat as "seenLat", seen.at as "seenAt", seen.metres as "seenMetres",
           (select count(*)::int from city.case t where t.district_id = p.district_id and t.collector_id = p.person_id) as "openTasks"
      from city.person p
      left join lateral (select max(ends_at) as until from city.shift s
            where s.district_id = p.district_id and s.person_id = p.person_id and s.starts_at <= ${now} and s.ends_at > ${now}) duty on true
      left join lateral (select min(starts_at) as starts from city.shift s
            where s.district_id = p.district_id and s.person_id = p.person_id and s.starts_at > ${now}) coming on true
      left join lateral (
           select b.name, coalesce(bool_or(c.code = ${cellCode}::text), false) as holds, min(${metresFrom(at, sql.raw('c.label'))}) as metres,
                  (array_agg(c.label order by ${metresFrom(at, sql.raw('c.label'))}))[1] as at
             from city.beat_duty d
             join city.beat b on b.district_id = d.district_id and b.beat_id = d.beat_id
             join city.beat_cell m on m.district_id = d.district_id and m.beat_id = d.beat_id and m.valid_from <= ${now}::timestamptz::date
                  and (m.valid_to is null or m.valid_to > ${now}::timestamptz::date)
             join city.cell c on c.district_id = m.district_id and c.code = m.cell_code
                  and c.valid_from <= ${now}::timestamptz::date and (c.valid_to is null or c.valid_to > ${now}::timestamptz::date)
            where d.district_id = p.district_id and d.person_id = p.person_id and d.valid_from <= ${now}::timestamptz::date
              and (d.valid_to is null or d.valid_to > ${now}::timestamptz::date)
            group by b.name order by 2 desc, 3 limit 1) beat on true
      left join lateral (
           select r.place[0] as lon, r.place[1] as lat, r.reported_at as at, ${metresFrom(at, sql.raw('r.place'))} as metres
             from city.case r
            where r.district_id = p.district_id and r.reported_by = p.person_id::text and r.reported_by <> 'citizen'
              and r.source = 'collector' and r.place is not null
              and r.reported_at > ${now}::timestamptz - make_interval(hours => ${SEEN_HOURS}) and r.reported_at <= ${now}
            order by r.reported_at desc limit 1) seen on true
     where p.district_id = ${districtId} and p.active
       and exists (select 1 from city.post_holding h
                    where h.district_id = p.district_id and h.person_id = p.person_id and h.post = 'collector')
     order by p.name`)
  return rows.map(asCollector)
}

const asCollector = ({ personId, name, onDutyUntil, nextShiftAt, openTasks, ...row }: Row): Collector => ({
  ...{ personId, name, onDutyUntil, nextShiftAt, openTasks },
  beat:
    row.beatName === null || row.beatLon === null || row.beatLat === null
      ? null
      : {
          name: row.beatName,
          holdsPoint: row.holdsPoint ?? false,
          metres: row.beatMetres ?? 0,
          point: point(row.beatLon, row.beatLat),
        },
  lastSeen:
    row.seenLon === null || row.seenLat === null || row.seenAt === null
      ? null
      : { point: point(row.seenLon, row.seenLat), at: row.seenAt, metres: row.seenMetres ?? 0 },
})

/** The units that the duty table names for a cell, with what they have in hand; those with most duties here first. */
export const listUnitsOf = (
  db: Db,
  districtId: string,
  cellCode: string | null,
  now: Date,
): Promise<{ unitId: string; name: string; duties: number; open: number; late: number }[]> =>
  db.many(sql`
    select u.unit_id as "unitId", u.name, here.duties, load.open, load.late
      from (select unit_id, count(*)::int as duties from city.duty_area
             where district_id = ${districtId} and starts_with(${cellCode ?? ''}::text, area_code)
               and valid_from <= ${now}::timestamptz::date and (valid_to is null or valid_to > ${now}::timestamptz::date)
             group by unit_id) here
      join city.unit u on u.district_id = ${districtId} and u.unit_id = here.unit_id
      cross join lateral (select count(*)::int as open, (count(*) filter (where c.due_at < ${now}))::int as late
             from city.case c where c.district_id = ${districtId} and c.unit_id = here.unit_id and c.stage <> all(${finalStages})) load
     order by here.duties desc, load.open, u.unit_id limit 12`)
