import { type Actor, grantsOf } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { policy } from './policy.ts'

export type Unit = { unitId: string; name: string; kind: string; parentId: string | null; areaCode: string | null }
export type Person = {
  personId: string
  name: string
  active: boolean
  posts: { post: string; unitId: string; unitName: string }[]
}

type Held = { accountId: string; name: string; posts: string[]; unitIds: string[] }

/**
 * The actor behind a signed-in account with all that its posts grant; undefined when the person is gone or inactive. With an
 * instant, a post whose time is over by then no longer counts, whether or not it has been swept away yet.
 */
export async function loadActor(
  db: Db,
  districtId: string,
  personId: string,
  at: Date | null = null,
): Promise<Actor | undefined> {
  const held = await db.find<Held>(sql`
    select p.account_id as "accountId", p.name,
           coalesce(array_agg(distinct h.post) filter (where h.post is not null), '{}') as posts,
           coalesce(array_agg(distinct h.unit_id) filter (where h.unit_id is not null), '{}') as "unitIds"
      from city.person p
      left join city.post_holding h on h.district_id = p.district_id and h.person_id = p.person_id
       and (h.until is null or ${at}::timestamptz is null or h.until > ${at}::timestamptz)
     where p.district_id = ${districtId} and p.person_id = ${personId} and p.active
     group by p.account_id, p.name`)
  if (!held) return undefined
  const unitIds = [...held.unitIds, ...(await predecessorsOf(db, districtId, held.unitIds))]
  return { ...held, unitIds, districtId, personId, grants: grantsOf(policy, held.posts) }
}

/** Units that retired into these: whoever succeeds one finishes what it still had in hand, under its name. */
const predecessorsOf = async (db: Db, districtId: string, unitIds: readonly string[]): Promise<string[]> => {
  const rows = await db.many<{ unitId: string }>(sql`
    with recursive before as (
      select unit_id from city.unit where district_id = ${districtId} and successor_id = any(${unitIds}::text[])
      union
      select u.unit_id from city.unit u join before b on u.successor_id = b.unit_id where u.district_id = ${districtId})
    select unit_id as "unitId" from before where unit_id <> all(${unitIds}::text[])`)
  return rows.map(({ unitId }) => unitId)
}

/** The units in service. */
export const listUnits = (db: Db, districtId: string): Promise<Unit[]> =>
  db.many<Unit>(sql`
    select unit_id as "unitId", name, kind, parent_id as "parentId", area_code as "areaCode"
      from city.unit where district_id = ${districtId} and retired_on is null order by unit_id`)

/** A unit in service. */
export const findUnit = (db: Db, districtId: string, unitId: string): Promise<Unit | undefined> =>
  db.find<Unit>(sql`
    select unit_id as "unitId", name, kind, parent_id as "parentId", area_code as "areaCode"
      from city.unit where district_id = ${districtId} and unit_id = ${unitId} and retired_on is null`)

export const listPeople = (db: Db, districtId: string): Promise<Person[]> =>
  db.many<Person>(sql`
    select p.person_id as "personId", p.name, p.active,
           coalesce(jsonb_agg(jsonb_build_object('post', h.post, 'unitId', h.unit_id, 'unitName', u.name))
                    filter (where h.post is not null), '[]') as posts
      from city.person p
      left join city.post_holding h on h.district_id = p.district_id and h.person_id = p.person_id
      left join city.unit u on u.district_id = h.district_id and u.unit_id = h.unit_id
     where p.district_id = ${districtId}
     group by p.person_id, p.name, p.active
     order by p.name`)

export type DutyMatch = { unitId: string; unitName: string; category: string; areaCode: string; basis: string }

/**
 * Units that the duty table names for a category (kind, code) at a place (any division or cell code), best first: the
 * longest area prefix, then the longest category prefix. The second row is the runner-up.
 */
export const matchDuty = (
  db: Db,
  districtId: string,
  input: { kind: 'component' | 'matter'; category: string; areaCode: string; on: Date },
): Promise<DutyMatch[]> =>
  db.many<DutyMatch>(sql`
    select best."unitId", best."unitName", best.category, best."areaCode", best.basis from (
    select distinct on (d.unit_id)
           d.unit_id as "unitId", u.name as "unitName", d.category, d.area_code as "areaCode", d.basis, d.duty_id
      from city.duty_area d
      join city.unit u on u.district_id = d.district_id and u.unit_id = d.unit_id
     where d.district_id = ${districtId}
       and (d.kind is null or d.kind = ${input.kind})
       and starts_with(${input.category}, d.category)
       and starts_with(${input.areaCode}, d.area_code)
       and d.valid_from <= ${input.on}::timestamptz::date
       and (d.valid_to is null or d.valid_to > ${input.on}::timestamptz::date)
     order by d.unit_id, length(d.area_code) desc, length(d.category) desc, d.duty_id) best
     order by length(best."areaCode") desc, length(best.category) desc, best.duty_id
     limit 2`)

/** The collector who answers for the beat of a cell on a day. */
export const findCollector = (
  db: Db,
  districtId: string,
  cellCode: string,
  on: Date,
): Promise<{ personId: string; name: string; beatId: string } | undefined> =>
  db.find(sql`
    select p.person_id as "personId", p.name, b.beat_id as "beatId"
      from city.beat_cell b
      join city.beat_duty d on d.district_id = b.district_id and d.beat_id = b.beat_id
       and d.valid_from <= ${on}::timestamptz::date and (d.valid_to is null or d.valid_to > ${on}::timestamptz::date)
      join city.person p on p.district_id = d.district_id and p.person_id = d.person_id and p.active
     where b.district_id = ${districtId} and b.cell_code = ${cellCode}
       and b.valid_from <= ${on}::timestamptz::date and (b.valid_to is null or b.valid_to > ${on}::timestamptz::date)
     order by d.valid_from desc, p.person_id
     limit 1`)

/** Collectors with the number of tasks they hold, for choosing one where no beat decides. */
export const listCollectors = (
  db: Db,
  districtId: string,
): Promise<{ personId: string; name: string; openTasks: number }[]> =>
  db.many(sql`
    select p.person_id as "personId", p.name,
           (select count(*) from city.case c where c.district_id = p.district_id and c.collector_id = p.person_id) as "openTasks"
      from city.person p
      join city.post_holding h on h.district_id = p.district_id and h.person_id = p.person_id and h.post = 'collector'
     where p.district_id = ${districtId} and p.active
     order by p.name`)
