import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Collector, Pool } from './candidates.ts'

/** A draw as it happened; a named one has no rank. */
export type DrawRow = {
  readonly purpose: 'verify' | 'sample'
  readonly subject: string
  readonly seq: number
  readonly day: string
  readonly pool: Pool | 'named'
  readonly candidates: readonly string[]
  readonly rank: number | null
  readonly chosen: string
  readonly reason: string
  readonly drawnBy: string
  readonly drawnAt: Date
}

export const insertDraw = (tx: Tx, districtId: string, row: DrawRow): Promise<number> =>
  tx.run(sql`
    insert into supervise.draw (district_id, purpose, subject, seq, day, pool, candidates, rank, chosen, reason, drawn_by,
           drawn_at)
    values (${districtId}, ${row.purpose}, ${row.subject}, ${row.seq}, ${row.day}::date, ${row.pool},
            ${row.candidates}::uuid[], ${row.rank}, ${row.chosen}, ${row.reason}, ${row.drawnBy}, ${row.drawnAt})`)

export type PublishedDraw = DrawRow & {
  /** Whether the one who was drawn is still on the way, so that publishing would tell the unit. */
  readonly isOpen: boolean
  readonly number: string | null
  readonly chosenName: string
}

/** The draws of a day in the order they were made. */
export const listDraws = (db: Db, districtId: string, day: string): Promise<PublishedDraw[]> =>
  db.many<PublishedDraw>(sql`
    select d.purpose, d.subject, d.seq, to_char(d.day, 'YYYY-MM-DD') as day, d.pool, d.candidates, d.rank, d.chosen,
           d.reason, d.drawn_by as "drawnBy", d.drawn_at as "drawnAt", c.number, p.name as "chosenName",
           coalesce(c.stage = 'verifying', false) as "isOpen"
      from supervise.draw d
      join city.person p on p.district_id = d.district_id and p.person_id = d.chosen
      left join city.case c on c.district_id = d.district_id and c.case_id = d.subject and d.purpose = 'verify'
     where d.district_id = ${districtId} and d.day = ${day}::date
     order by d.drawn_at, d.subject, d.seq`)

/** All active collectors, with whether the cell is on a beat of theirs that day and whether they are on shift now. */
export const listDrawable = (
  db: Db,
  districtId: string,
  at: { cellCode: string | null; day: string; now: Date },
): Promise<(Collector & { openTasks: number })[]> =>
  db.many(sql`
    select p.person_id as "personId", p.name, array_agg(distinct every_post.unit_id) as "unitIds",
           exists (select 1 from city.beat_duty bd
                     join city.beat_cell bc on bc.district_id = bd.district_id and bc.beat_id = bd.beat_id
                      and bc.cell_code = ${at.cellCode} and bc.valid_from <= ${at.day}::date
                      and (bc.valid_to is null or bc.valid_to > ${at.day}::date)
                    where bd.district_id = p.district_id and bd.person_id = p.person_id
                      and bd.valid_from <= ${at.day}::date and (bd.valid_to is null or bd.valid_to > ${at.day}::date)
                  ) as "isOfBeat",
           exists (select 1 from city.shift s
                    where s.district_id = p.district_id and s.person_id = p.person_id
                      and s.starts_at <= ${at.now} and s.ends_at > ${at.now}) as "isOnShift",
           (select count(*) from city.case c
             where c.district_id = p.district_id and c.collector_id = p.person_id) as "openTasks"
      from city.person p
      join city.post_holding h on h.district_id = p.district_id and h.person_id = p.person_id and h.post = 'collector'
      join city.post_holding every_post on every_post.district_id = p.district_id and every_post.person_id = p.person_id
     where p.district_id = ${districtId} and p.active
     group by p.district_id, p.person_id, p.name
     order by p.name, p.person_id`)
