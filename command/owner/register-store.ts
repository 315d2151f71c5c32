import { finalStages } from '#city/case/state.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

export type Owner = {
  readonly ownerId: string | null
  readonly name: string
  readonly note: string
  readonly isEnded: boolean
  readonly things: number
  readonly openCases: number
}

/** All owners entered, and those whom the register of components names beside the district's units. */
export const listOwners = (db: Db, districtId: string): Promise<Owner[]> =>
  db.many<Owner>(sql`
    with things as (
      select t.owner_name as name, count(*)::int as things
        from city.component t
       where t.district_id = ${districtId} and t.owner_name is not null and t.owner_name <> '' and t.state <> 'removed'
         and not exists (select 1 from city.unit u
                          where u.district_id = t.district_id and u.name = t.owner_name and u.retired_on is null)
       group by 1),
    open as (
      select t.owner_name as name, count(*)::int as cases
        from city.case c
        join city.component t on t.district_id = c.district_id and t.code = c.component_code
       where c.district_id = ${districtId} and c.stage <> all(${[...finalStages]}::text[])
       group by 1)
    select o.owner_id as "ownerId", coalesce(o.name, things.name) as name, coalesce(o.note, '') as note,
           o.ended_at is not null as "isEnded", coalesce(things.things, 0) as things, coalesce(open.cases, 0) as "openCases"
      from (select * from command.owner where district_id = ${districtId}) o
      full join things on things.name = o.name
      left join open on open.name = coalesce(o.name, things.name)
     order by coalesce(things.things, 0) desc, 2`)

export type Contact = {
  readonly ownerId: string
  readonly contactId: string
  readonly nameMasked: string
  readonly phoneMasked: string
  readonly addedAt: Date
  readonly addedBy: string
}

export const listContacts = (db: Db, districtId: string, ownerId?: string): Promise<Contact[]> =>
  db.many<Contact>(sql`
    select owner_id as "ownerId", contact_id as "contactId", name_masked as "nameMasked", phone_masked as "phoneMasked",
           added_at as "addedAt", added_by as "addedBy"
      from command.owner_contact
     where district_id = ${districtId} and ended_at is null ${ownerId ? sql`and owner_id = ${ownerId}` : sql.empty}
     order by added_at, contact_id`)

export const insertOwner = (
  tx: Tx,
  districtId: string,
  one: {
    readonly ownerId: string
    readonly name: string
    readonly note: string
    readonly now: Date
    readonly by: string
  },
): Promise<number> =>
  tx.run(sql`
    insert into command.owner (district_id, owner_id, name, note, made_at, made_by)
    values (${districtId}, ${one.ownerId}, ${one.name}, ${one.note}, ${one.now}, ${one.by})
    on conflict (district_id, name) do nothing`)

export const updateOwner = (
  tx: Tx,
  districtId: string,
  one: { readonly ownerId: string; readonly note: string; readonly isEnded: boolean; readonly now: Date },
): Promise<number> =>
  tx.run(sql`
    update command.owner
       set note = ${one.note}, ended_at = case when ${one.isEnded} then coalesce(ended_at, ${one.now}::timestamptz) end
     where district_id = ${districtId} and owner_id = ${one.ownerId}`)

/** Held, so that contacts added at once are counted one after the other. */
export const lockOwner = (tx: Tx, districtId: string, ownerId: string): Promise<{ name: string } | undefined> =>
  tx.find(sql`select name from command.owner where district_id = ${districtId} and owner_id = ${ownerId} for update`)

export type SealedContact = {
  readonly nameSealed: Buffer
  readonly nameMasked: string
  readonly phoneSealed: Buffer
  readonly phoneMasked: string
}

export const insertContact = (
  tx: Tx,
  districtId: string,
  one: SealedContact & {
    readonly ownerId: string
    readonly contactId: string
    readonly now: Date
    readonly by: string
  },
): Promise<number> =>
  tx.run(sql`
    insert into command.owner_contact (district_id, owner_id, contact_id, name_sealed, name_masked, phone_sealed, phone_masked,
      added_at, added_by)
    values (${districtId}, ${one.ownerId}, ${one.contactId}, ${one.nameSealed}, ${one.nameMasked}, ${one.phoneSealed},
      ${one.phoneMasked}, ${one.now}, ${one.by})`)

type At = { readonly ownerId: string; readonly contactId: string }

/** Ends a contact: what was sealed is erased, who it was stays masked. */
export const endContact = (
  tx: Tx,
  districtId: string,
  { ownerId, contactId, now, by }: At & { readonly now: Date; readonly by: string },
): Promise<number> =>
  tx.run(sql`
    update command.owner_contact
       set ended_at = ${now}, ended_by = ${by}, name_sealed = ''::bytea, phone_sealed = ''::bytea
     where district_id = ${districtId} and owner_id = ${ownerId} and contact_id = ${contactId} and ended_at is null`)

export const findSealed = (
  db: Db,
  districtId: string,
  { ownerId, contactId }: At,
): Promise<{ nameSealed: Buffer; phoneSealed: Buffer } | undefined> =>
  db.find(sql`
    select name_sealed as "nameSealed", phone_sealed as "phoneSealed" from command.owner_contact
     where district_id = ${districtId} and owner_id = ${ownerId} and contact_id = ${contactId} and ended_at is null`)
