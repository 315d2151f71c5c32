import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

export type HeldPost = {
  readonly post: string
  readonly unitId: string
  readonly unitName: string
  /** The first day on which it no longer counts. */
  readonly to: string | null
}

/** A person as whoever administers people sees them: account and posts, and no number that is not masked. */
export type PersonRow = {
  readonly personId: string
  readonly name: string
  readonly active: boolean
  readonly unitId: string | null
  readonly unitName: string | null
  readonly phoneMasked: string
  readonly username: string | null
  readonly accountId: string | null
  readonly disabledAt: Date | null
  readonly lockedUntil: Date | null
  readonly passwordDue: boolean
  readonly lastSignInAt: Date | null
  readonly sessions: number
  readonly posts: readonly HeldPost[]
}

const rows = (districtId: string, personId: string | null) => sql`
  select p.person_id as "personId", p.name, p.active, p.unit_id as "unitId", home.name as "unitName",
         p.phone_masked as "phoneMasked", p.account_id as "accountId", a."username", a."disabledAt",
         f.locked_until as "lockedUntil", coalesce(a."passwordDue", false) as "passwordDue", a."lastSignInAt",
         (select count(*)::int from auth."session" s
           where s."userId" = p.account_id and s."expiresAt" > current_timestamp) as sessions,
         coalesce((select jsonb_agg(jsonb_build_object('post', h.post, 'unitId', h.unit_id, 'unitName', u.name,
                                    'to', (h.until at time zone d.time_zone)::date) order by h.post, h.unit_id)
                     from city.post_holding h
                     join city.unit u on u.district_id = h.district_id and u.unit_id = h.unit_id
                    where h.district_id = p.district_id and h.person_id = p.person_id), '[]') as posts
    from city.person p
    join city.district d on d.district_id = p.district_id
    left join city.unit home on home.district_id = p.district_id and home.unit_id = p.unit_id
    left join auth."user" a on a."id" = p.account_id
    left join auth.sign_in_failure f on f.username = a."username"
   where p.district_id = ${districtId} and (${personId}::uuid is null or p.person_id = ${personId}::uuid)
   order by p.name, p.person_id`

/** Everybody of a district, by name. */
export const listPersons = (db: Db, districtId: string): Promise<PersonRow[]> =>
  db.many<PersonRow>(rows(districtId, null))

export const findPerson = (db: Db, districtId: string, personId: string): Promise<PersonRow | undefined> =>
  db.find<PersonRow>(rows(districtId, personId))

export type NewPerson = {
  readonly personId: string
  readonly accountId: string
  readonly name: string
  readonly unitId: string
  readonly phone: Phone | null
}

/** A number as it is kept: sealed, and masked for reading. */
export type Phone = { readonly sealed: Buffer; readonly masked: string }

export const insertPerson = (tx: Tx, districtId: string, person: NewPerson): Promise<number> =>
  tx.run(sql`
    insert into city.person (district_id, person_id, account_id, name, unit_id, phone_sealed, phone_masked)
    values (${districtId}, ${person.personId}, ${person.accountId}, ${person.name}, ${person.unitId},
            ${person.phone?.sealed ?? null}, ${person.phone?.masked ?? ''})`)

/** Corrects name and department; the number only where one is given, none where it is emptied. */
export const updatePerson = (
  tx: Tx,
  districtId: string,
  person: { personId: string; name: string; unitId: string; phone: Phone | null | undefined },
): Promise<number> =>
  tx.run(sql`
    update city.person set name = ${person.name}, unit_id = ${person.unitId},
           phone_sealed = case when ${person.phone !== undefined} then ${person.phone?.sealed ?? null}::bytea else phone_sealed end,
           phone_masked = case when ${person.phone !== undefined} then ${person.phone?.masked ?? ''} else phone_masked end
     where district_id = ${districtId} and person_id = ${person.personId}`)

export const setActive = (tx: Tx, districtId: string, personId: string, active: boolean): Promise<number> =>
  tx.run(sql`update city.person set active = ${active} where district_id = ${districtId} and person_id = ${personId}`)

export const findPhone = (db: Db, districtId: string, personId: string): Promise<Buffer | undefined> =>
  db
    .find<{ sealed: Buffer | null }>(sql`
      select phone_sealed as sealed from city.person where district_id = ${districtId} and person_id = ${personId}`)
    .then((row) => row?.sealed ?? undefined)

/** What waits for a person: tasks in hand and beats answered for. */
export const countInHand = (
  db: Db,
  districtId: string,
  personId: string,
  on: string,
): Promise<{ tasks: number; beats: number }> =>
  db.one(sql`
    select (select count(*)::int from city.case c
             where c.district_id = ${districtId} and c.collector_id = ${personId}) as tasks,
           (select count(*)::int from city.beat_duty b
             where b.district_id = ${districtId} and b.person_id = ${personId} and b.valid_from <= ${on}::date
               and (b.valid_to is null or b.valid_to > ${on}::date)) as beats`)
