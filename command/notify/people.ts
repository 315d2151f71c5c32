import type { Address } from '#city/notice/wanted.ts'
import { policy } from '#city/organisation/policy.ts'
import { type Actor, grantsOf } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** Somebody who may be told, with what they want to be told and how. */
export type Recipient = Actor & {
  readonly muted: readonly string[]
  readonly sms: readonly string[]
  readonly phoneSealed: Buffer | null
  readonly phoneMasked: string
  readonly quietFrom: number
  readonly quietTo: number
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Everybody at these addresses who is in service, with all that their posts grant. */
export async function peopleAt(db: Db, districtId: string, to: readonly Address[]): Promise<Recipient[]> {
  const people = to.flatMap((each) => ('personId' in each && uuid.test(each.personId) ? [each.personId] : []))
  const posts = to.flatMap((each) =>
    'personId' in each ? [] : [{ unitId: 'unitId' in each ? each.unitId : null, post: each.post ?? null }],
  )
  const rows = await db.many<Omit<Recipient, 'districtId' | 'grants'>>(sql`
    select p.person_id as "personId", coalesce(p.account_id, '') as "accountId", p.name,
           coalesce(array_agg(distinct h.post) filter (where h.post is not null), '{}') as posts,
           coalesce(array_agg(distinct h.unit_id) filter (where h.unit_id is not null), '{}') as "unitIds",
           coalesce(f.muted, '{}') as muted, coalesce(f.sms, '{}') as sms, f.phone_sealed as "phoneSealed",
           coalesce(f.phone_masked, '') as "phoneMasked",
           coalesce(f.quiet_from, 1320) as "quietFrom", coalesce(f.quiet_to, 420) as "quietTo"
      from city.person p
      left join city.post_holding h on h.district_id = p.district_id and h.person_id = p.person_id
      left join command.notice_preference f on f.district_id = p.district_id and f.person_id = p.person_id
     where p.district_id = ${districtId} and p.active
       and (p.person_id = any(${people}::uuid[])
            or p.person_id in (
                 select m.person_id from city.post_holding m
                   join unnest(${posts.map((each) => each.unitId)}::text[], ${posts.map((each) => each.post)}::text[])
                        as wanted (unit_id, post)
                     on (wanted.unit_id is null or wanted.unit_id = m.unit_id)
                    and (wanted.post is null or wanted.post = m.post)
                  where m.district_id = ${districtId}))
     group by p.person_id, p.account_id, p.name, f.muted, f.sms, f.phone_sealed, f.phone_masked, f.quiet_from, f.quiet_to
     order by p.person_id`)
  return rows.map((row) => ({ ...row, districtId, grants: grantsOf(policy, row.posts) }))
}
