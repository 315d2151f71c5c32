import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'

type Span = { readonly personId: string; readonly startsAt: Date; readonly endsAt: Date }

/** Shifts that touch the seven days from a local day on. */
export const listWeek = (
  db: Db,
  districtId: string,
  from: string,
): Promise<(Span & { shiftId: string; name: string; posts: string[] })[]> =>
  db.many(sql`
    select s.shift_id as "shiftId", s.person_id as "personId", p.name, s.starts_at as "startsAt", s.ends_at as "endsAt",
           coalesce((select array_agg(distinct h.post order by h.post) from city.post_holding h
                      where h.district_id = s.district_id and h.person_id = s.person_id), '{}') as posts
      from city.shift s
      join city.district d on d.district_id = s.district_id
      join city.person p on p.district_id = s.district_id and p.person_id = s.person_id
     where s.district_id = ${districtId}
       and s.starts_at < (${from}::date + 7)::timestamp at time zone d.time_zone
       and s.ends_at > ${from}::date::timestamp at time zone d.time_zone
     order by s.starts_at, p.name, s.shift_id`)

export const findShift = (
  db: Db,
  districtId: string,
  shiftId: string,
): Promise<(Span & { name: string }) | undefined> =>
  db.find(sql`
    select s.person_id as "personId", s.starts_at as "startsAt", s.ends_at as "endsAt", p.name
      from city.shift s join city.person p on p.district_id = s.district_id and p.person_id = s.person_id
     where s.district_id = ${districtId} and s.shift_id = ${shiftId}`)

/** Whether somebody is on duty in a span already. */
export const isBusy = async (db: Db, districtId: string, { personId, startsAt, endsAt }: Span): Promise<boolean> =>
  (await db.find(sql`
    select 1 from city.shift where district_id = ${districtId} and person_id = ${personId}
       and starts_at < ${endsAt} and ends_at > ${startsAt} limit 1`)) !== undefined

/** The name of somebody in service; the lock makes two who put the same person on duty wait for each other. */
export const nameIfActive = async (tx: Tx, districtId: string, personId: string): Promise<string | undefined> =>
  (
    await tx.find<{ name: string }>(sql`
      select name from city.person where district_id = ${districtId} and person_id = ${personId} and active for update`)
  )?.name

export async function insertShift(tx: Tx, districtId: string, { personId, startsAt, endsAt }: Span): Promise<string> {
  const shiftId = newId()
  await tx.run(sql`
    insert into city.shift (district_id, shift_id, person_id, starts_at, ends_at)
    values (${districtId}, ${shiftId}, ${personId}, ${startsAt}, ${endsAt})`)
  return shiftId
}

export const deleteShift = (tx: Tx, districtId: string, shiftId: string): Promise<number> =>
  tx.run(sql`delete from city.shift where district_id = ${districtId} and shift_id = ${shiftId}`)
