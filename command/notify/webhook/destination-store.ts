import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { sealedAt } from '#kernel/sealed.ts'

export type Destination = {
  readonly districtId: string
  readonly destinationId: string
  readonly name: string
  readonly url: string
  readonly topics: readonly string[]
  readonly kinds: readonly string[]
  readonly enabled: boolean
  readonly disabledWhy: string | null
  readonly secretSealed: Buffer | null
  readonly formerSealed: Buffer | null
  readonly formerUntil: Date | null
  readonly madeAt: Date
}

/** What the secrets of a destination are sealed with. */
export const secretContext = (districtId: string, destinationId: string): string =>
  sealedAt('command.destination', districtId, destinationId, 'secret')

const columns = sql.raw(`
  d.district_id as "districtId", d.destination_id as "destinationId", d.name, d.url, d.topics, d.kinds, d.enabled,
  d.disabled_why as "disabledWhy", d.secret_sealed as "secretSealed", d.former_sealed as "formerSealed",
  d.former_until as "formerUntil", d.made_at as "madeAt"`)

export type Counted = Destination & { readonly pending: number; readonly dead: number; readonly lastAt: Date | null }

/** The destinations of a district with what waits for each. */
export const listDestinations = (db: Db, districtId: string): Promise<Counted[]> =>
  db.many<Counted>(sql`
    select ${columns},
           (select count(*) from command.delivery v where v.district_id = d.district_id
               and v.destination_id = d.destination_id and v.state = 'pending') as pending,
           (select count(*) from command.delivery v where v.district_id = d.district_id
               and v.destination_id = d.destination_id and v.state = 'dead') as dead,
           (select max(v.delivered_at) from command.delivery v where v.district_id = d.district_id
               and v.destination_id = d.destination_id and v.state = 'delivered') as "lastAt"
      from command.destination d
     where d.district_id = ${districtId} and d.removed_at is null order by d.made_at, d.destination_id`)

export const findDestination = (db: Db, districtId: string, destinationId: string): Promise<Destination | undefined> =>
  db.find<Destination>(sql`
    select ${columns} from command.destination d
     where d.district_id = ${districtId} and d.destination_id = ${destinationId} and d.removed_at is null`)

/** Roll-up over all districts: those that are sent to and have something due. */
export const listDue = (db: Db, now: Date): Promise<Destination[]> =>
  db.many<Destination>(sql`
    select ${columns} from command.destination d
     where d.enabled and d.removed_at is null and d.secret_sealed is not null
       and exists (select 1 from command.delivery v
                    where v.district_id = d.district_id and v.destination_id = d.destination_id and v.state = 'pending'
                      and v.next_attempt_at <= ${now})`)

export type NewDestination = Pick<Destination, 'destinationId' | 'name' | 'url' | 'topics' | 'kinds'>

export const insertDestination = (
  tx: Tx,
  districtId: string,
  made: NewDestination,
  by: { id: string; now: Date },
): Promise<number> =>
  tx.run(sql`
    insert into command.destination (district_id, destination_id, name, url, topics, kinds, enabled, made_by, made_at,
                                     changed_at)
    values (${districtId}, ${made.destinationId}, ${made.name}, ${made.url}, ${made.topics}, ${made.kinds}, false, ${by.id},
            ${by.now}, ${by.now})`)

/** A destination whose address or subscription has changed; switching it on forgets why it was off. */
export const updateDestination = (
  tx: Tx,
  districtId: string,
  changed: NewDestination & { readonly enabled: boolean },
  now: Date,
): Promise<number> =>
  tx.run(sql`
    update command.destination
       set name = ${changed.name}, url = ${changed.url}, topics = ${changed.topics}, kinds = ${changed.kinds},
           enabled = ${changed.enabled}, disabled_why = case when ${changed.enabled} then null else disabled_why end,
           changed_at = ${now}
     where district_id = ${districtId} and destination_id = ${changed.destinationId} and removed_at is null`)

/** A new secret; the one before it goes on signing beside it until `formerUntil`. */
export const putSecret = (
  db: Db,
  districtId: string,
  destinationId: string,
  sealed: Buffer,
  formerUntil: Date,
): Promise<number> =>
  db.run(sql`
    update command.destination
       set former_sealed = secret_sealed,
           former_until = case when secret_sealed is null then null else ${formerUntil}::timestamptz end,
           secret_sealed = ${sealed}
     where district_id = ${districtId} and destination_id = ${destinationId} and removed_at is null`)

export const switchOff = (tx: Tx, districtId: string, destinationId: string, why: string): Promise<number> =>
  tx.run(sql`
    update command.destination set enabled = false, disabled_why = ${why}
     where district_id = ${districtId} and destination_id = ${destinationId}`)

export const removeDestination = (tx: Tx, districtId: string, destinationId: string, now: Date): Promise<number> =>
  tx.run(sql`
    update command.destination set enabled = false, removed_at = ${now}
     where district_id = ${districtId} and destination_id = ${destinationId} and removed_at is null`)
