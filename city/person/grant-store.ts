import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { Given } from './posts.ts'

/** One giving of a post as it was recorded; `validFrom` null: held since before such records were kept. */
export type Grant = {
  readonly grantId: string
  readonly post: string
  readonly unitId: string
  readonly unitName: string
  readonly from: string | null
  readonly to: string | null
  readonly reason: string
  readonly givenBy: string
  readonly givenAt: Date
  readonly started: boolean
  readonly endedAt: Date | null
  readonly endedBy: string | null
  readonly endReason: string | null
}

/** Every giving of a post to a person, the newest first. */
export const listGrants = (db: Db, districtId: string, personId: string): Promise<Grant[]> =>
  db.many<Grant>(sql`
    select g.grant_id as "grantId", g.post, g.unit_id as "unitId", u.name as "unitName", g.valid_from as "from",
           g.valid_to as "to", g.reason, g.given_by as "givenBy", g.given_at as "givenAt",
           g.started_at is not null as started, g.ended_at as "endedAt", g.ended_by as "endedBy",
           g.end_reason as "endReason"
      from city.post_grant g
      join city.unit u on u.district_id = g.district_id and u.unit_id = g.unit_id
     where g.district_id = ${districtId} and g.person_id = ${personId}
     order by g.given_at desc, g.grant_id desc`)

type Doing = { readonly personId: string; readonly by: string; readonly reason: string; readonly now: Date }

/** Records that a post is given; from its first day on it is held. */
export async function givePost(tx: Tx, districtId: string, given: Given & Doing): Promise<void> {
  const { personId, post, unitId, from, to, reason, by, now } = given
  await tx.run(sql`
    insert into city.post_grant (district_id, grant_id, person_id, post, unit_id, valid_from, valid_to, reason, given_by, given_at)
    values (${districtId}, ${newId()}, ${personId}, ${post}, ${unitId}, ${from}::date, ${to}::date, ${reason}, ${by}, ${now})`)
  await startGrants(tx, districtId, now)
}

/** Ends a post on a day: at once where that is today. 0 where it is neither held nor planned. */
export async function endPost(
  tx: Tx,
  districtId: string,
  ended: Doing & { post: string; unitId: string; on: string; today: string },
): Promise<number> {
  const { personId, post, unitId, on, today, by, reason, now } = ended
  await recordUnrecorded(tx, districtId, ended)
  if (on > today)
    return tx.run(sql`
      with planned as (
        update city.post_grant set valid_to = ${on}::date, end_reason = ${reason}
         where district_id = ${districtId} and person_id = ${personId} and post = ${post} and unit_id = ${unitId}
           and ended_at is null and (valid_from is null or valid_from < ${on}::date)
        returning person_id)
      update city.post_holding h set until = ${on}::date::timestamp at time zone d.time_zone
        from city.district d, planned
       where d.district_id = h.district_id and h.district_id = ${districtId} and h.person_id = planned.person_id
         and h.post = ${post} and h.unit_id = ${unitId}`)
  return tx.run(sql`
    with gone as (
      delete from city.post_holding
       where district_id = ${districtId} and person_id = ${personId} and post = ${post} and unit_id = ${unitId})
    update city.post_grant set ended_at = ${now}, ended_by = ${by}, end_reason = ${reason}
     where district_id = ${districtId} and person_id = ${personId} and post = ${post} and unit_id = ${unitId}
       and ended_at is null`)
}

/** A post that was held before such records were kept gets one, so that its end is told like any other. */
const recordUnrecorded = (
  tx: Tx,
  districtId: string,
  { personId, post, unitId, now }: Doing & { post: string; unitId: string },
): Promise<number> =>
  tx.run(sql`
    insert into city.post_grant (district_id, grant_id, person_id, post, unit_id, valid_from, valid_to, reason, given_by, given_at, started_at)
    select h.district_id, ${newId()}, h.person_id, h.post, h.unit_id, null, null, '', '', ${now}, ${now}
      from city.post_holding h
     where h.district_id = ${districtId} and h.person_id = ${personId} and h.post = ${post} and h.unit_id = ${unitId}
    on conflict (district_id, person_id, post, unit_id) where ended_at is null do nothing`)

/** Puts into force what is due to begin by an instant; how many. */
export const startGrants = (tx: Db, districtId: string, now: Date): Promise<number> =>
  tx.run(sql`
    with due as (
      update city.post_grant g set started_at = ${now}
        from city.district d
       where d.district_id = g.district_id and g.district_id = ${districtId} and g.started_at is null and g.ended_at is null
         and g.valid_from <= (${now}::timestamptz at time zone d.time_zone)::date
      returning g.district_id, g.person_id, g.post, g.unit_id, g.valid_to::timestamp at time zone d.time_zone as until)
    insert into city.post_holding (district_id, person_id, post, unit_id, until)
    select district_id, person_id, post, unit_id, until from due
    on conflict (district_id, person_id, post, unit_id) do update set until = excluded.until`)

/** Takes away what is over by an instant; how many. */
export const endGrants = (tx: Db, districtId: string, now: Date): Promise<number> =>
  tx.run(sql`
    with over as (
      delete from city.post_holding
       where district_id = ${districtId} and until <= ${now}
      returning district_id, person_id, post, unit_id)
    update city.post_grant g
       set ended_at = ${now}, ended_by = '', end_reason = coalesce(g.end_reason, '')
      from over o
     where g.district_id = o.district_id and g.district_id = ${districtId} and g.person_id = o.person_id
       and g.post = o.post and g.unit_id = o.unit_id and g.ended_at is null`)
