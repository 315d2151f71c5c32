import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Candidate } from './person.ts'

/**
 * The people of a unit who handle cases, with their shift now, their beat and what they have in hand: open cases of the unit that
 * were last dispatched to them by name, or that they accepted.
 */
export const listCandidates = (
  db: Db,
  districtId: string,
  { unitId, cellCode, now }: { unitId: string; cellCode: string; now: Date },
): Promise<Candidate[]> =>
  db.many(sql`
    with in_hand as (
      select coalesce(accepted.by_id, sent.person_id) as person_id, count(*) as open
        from city.case c
        left join lateral (
             select e.by_id from city.case_event e
              where e.district_id = c.district_id and e.case_id = c.case_id and e.kind = 'accepted'
              order by e.seq desc limit 1) accepted on c.stage = 'handling'
        left join lateral (
             select e.body ->> 'personId' as person_id from city.case_event e
              where e.district_id = c.district_id and e.case_id = c.case_id and e.kind = 'dispatched'
              order by e.seq desc limit 1) sent on true
       where c.district_id = ${districtId} and c.unit_id = ${unitId} and c.stage in ('dispatched', 'handling')
       group by 1)
    select p.person_id as "personId", p.name, coalesce(h.open, 0) as "openCases",
           (select max(s.ends_at) from city.shift s
             where s.district_id = p.district_id and s.person_id = p.person_id
               and s.starts_at <= ${now} and s.ends_at > ${now}) as "onShiftUntil",
           exists (select 1 from city.beat_duty d
                     join city.beat_cell b on b.district_id = d.district_id and b.beat_id = d.beat_id
                    where d.district_id = p.district_id and d.person_id = p.person_id and b.cell_code = ${cellCode}
                      and d.valid_from <= ${now}::timestamptz::date
                      and (d.valid_to is null or d.valid_to > ${now}::timestamptz::date)) as "onBeat"
      from city.person p
      left join in_hand h on h.person_id = p.person_id::text
     where p.district_id = ${districtId} and p.active
       and exists (select 1 from city.post_holding o
                    where o.district_id = p.district_id and o.person_id = p.person_id and o.unit_id = ${unitId}
                      and o.post in ('unit_handler', 'officer'))
     order by p.name, p.person_id`)
