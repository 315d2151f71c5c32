import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Addressee, postOf } from './plan.ts'
import type { Listed } from './roster.ts'

export type Owner = { readonly unitId: string; readonly name: string }

/** The unit that owns what a device is mounted on, else the unit the device was registered for. */
export const findOwner = (db: Db, districtId: string, deviceId: string): Promise<Owner | undefined> =>
  db.find<Owner>(sql`
    select u.unit_id as "unitId", u.name
      from sense.device d
      left join city.component c on c.district_id = d.district_id and c.code = d.component_code
      join city.unit u on u.district_id = d.district_id and u.retired_on is null
                      and (u.name = c.owner_name or u.unit_id = d.unit_id)
     where d.district_id = ${districtId} and d.device_id = ${deviceId}
     order by u.name = c.owner_name desc nulls last limit 1`)

/** Everybody in service whom these may mean at an instant. */
export async function listRoster(
  db: Db,
  districtId: string,
  { to, at, ownerUnit }: { to: readonly Addressee[]; at: Date; ownerUnit: string | null },
): Promise<Listed[]> {
  const posts = [...new Set(to.flatMap((one) => postOf(one) ?? []))]
  const owner = to.includes('owner') ? ownerUnit : null
  return db.many<Listed>(sql`
    select p.person_id as "personId", p.name, u.name as "unitName", coalesce(h.posts, '{}') as posts,
           s.on_shift as "isOnShift", coalesce(${owner}::text = any(h.units), false) as "isOwner",
           array(select k from unnest(array['emergency', 'task']) k where k = any(f.muted)) as muted,
           f.phone_sealed is not null as "hasPhone"
      from city.person p
      left join city.unit u on u.district_id = p.district_id and u.unit_id = p.unit_id
      left join lateral (
        select array_agg(distinct m.post) as posts, array_agg(distinct m.unit_id) as units from city.post_holding m
         where m.district_id = p.district_id and m.person_id = p.person_id) h on true
      cross join lateral (
        select exists (select 1 from city.shift w
                        where w.district_id = p.district_id and w.person_id = p.person_id
                          and w.starts_at <= ${at} and w.ends_at > ${at}) as on_shift) s
      left join command.notice_preference f on f.district_id = p.district_id and f.person_id = p.person_id
     where p.district_id = ${districtId} and p.active
       and (h.posts && ${posts}::text[] or (${to.includes('shift')} and s.on_shift) or ${owner}::text = any(h.units))
     order by p.name, p.person_id`)
}
