import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { gridProblems } from '../problems.ts'

/** Active collectors, who may answer for a beat. */
export const listFitCollectors = (db: Db, districtId: string): Promise<{ personId: string; name: string }[]> =>
  db.many(sql`
    select p.person_id as "personId", p.name from city.person p
     where p.district_id = ${districtId} and p.active
       and exists (select 1 from city.post_holding h
                    where h.district_id = p.district_id and h.person_id = p.person_id and h.post = 'collector')
     order by p.name, p.person_id`)

/** From `day` on this person, or nobody, answers for a beat. Problem: `beat_person_unfit`. */
export async function setBeatPerson(
  tx: Tx,
  districtId: string,
  { beatId, personId, day }: { beatId: string; personId: string | null; day: string },
): Promise<void> {
  if (personId && !(await listFitCollectors(tx, districtId)).some((one) => one.personId === personId))
    throw gridProblems.beat_person_unfit({}, 'body.personId')
  await tx.run(sql`delete from city.beat_duty where district_id = ${districtId} and beat_id = ${beatId} and valid_from >= ${day}::date
    and person_id is distinct from ${personId}`)
  await tx.run(sql`update city.beat_duty set valid_to = ${day}::date
    where district_id = ${districtId} and beat_id = ${beatId} and (valid_to is null or valid_to > ${day}::date)
      and valid_from < ${day}::date and person_id is distinct from ${personId}`)
  if (!personId) return
  await tx.run(sql`
    insert into city.beat_duty (district_id, beat_id, person_id, valid_from)
    select ${districtId}, ${beatId}, ${personId}::uuid, ${day}::date
     where not exists (select 1 from city.beat_duty where district_id = ${districtId} and beat_id = ${beatId}
       and person_id = ${personId} and (valid_to is null or valid_to > ${day}::date))`)
}
