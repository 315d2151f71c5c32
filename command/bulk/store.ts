import { caseScope } from '#city/case/scope.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { BulkActionName, Standing } from './action.ts'

export type Refusal = { readonly code: string; readonly zh: string; readonly en: string }
export type Input = Readonly<Record<string, unknown>>

export type Bulk = {
  readonly districtId: string
  readonly bulkId: string
  readonly action: BulkActionName
  readonly input: Input
  readonly byId: string
  readonly byName: string
  readonly at: Date
  readonly undoOf: string | null
  readonly endedAt: Date | null
}

export type NewItem = {
  readonly caseId: string
  readonly number: string
  readonly seen: number
  readonly body: Input | null
}

export type Item = NewItem & {
  readonly ordinal: number
  readonly outcome: 'waiting' | 'done' | 'refused'
  readonly refusal: Refusal | null
  readonly before: Standing | null
  readonly after: Standing | null
}

export type Counted = Bulk & {
  readonly isOwn: boolean
  readonly cursor: string
  readonly total: number
  readonly waiting: number
  readonly done: number
  readonly refused: number
  readonly undoneBy: string | null
}

/** The numbers of those cases that are in the actor's scope. */
export const listNumbers = (
  db: Db,
  actor: Actor,
  caseIds: readonly string[],
): Promise<{ caseId: string; number: string }[]> =>
  db.many(sql`
    select c.case_id as "caseId", c.number from city.case c
     where ${caseScope(actor, 'case.read')} and c.case_id = any(${caseIds}::uuid[])`)

/** Where a case stands now. */
export const readStanding = (db: Db, districtId: string, caseId: string): Promise<Standing> =>
  db.one<Standing>(sql`
    select c.version, c.stage, c.unit_id as "unitId", u.name as "unitName", c.co_unit_ids as "coUnitIds", c.due_at as "dueAt"
      from city.case c
      left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where c.district_id = ${districtId} and c.case_id = ${caseId}`)

export const insertBulk = async (tx: Tx, bulk: Omit<Bulk, 'endedAt'>, items: readonly NewItem[]): Promise<void> => {
  await tx.run(sql`
    insert into command.bulk (district_id, bulk_id, action, input, by_id, by_name, at, undo_of)
    values (${bulk.districtId}, ${bulk.bulkId}, ${bulk.action}, ${JSON.stringify(bulk.input)}, ${bulk.byId},
            ${bulk.byName}, ${bulk.at}, ${bulk.undoOf})`)
  await tx.run(sql`
    insert into command.bulk_item (district_id, bulk_id, ordinal, case_id, number, seen, body)
    select ${bulk.districtId}, ${bulk.bulkId}, i.ordinal - 1, (i.item ->> 'caseId')::uuid, i.item ->> 'number',
           (i.item ->> 'seen')::int, nullif(i.item -> 'body', 'null')
      from jsonb_array_elements(${JSON.stringify(items)}::jsonb) with ordinality as i (item, ordinal)`)
}

const columns = sql.raw(`
  b.district_id as "districtId", b.bulk_id as "bulkId", b.action, b.input, b.by_id as "byId", b.by_name as "byName", b.at,
  b.undo_of as "undoOf", b.ended_at as "endedAt"`)

const counts = sql.raw(`
  (select count(*) from command.bulk_item i where i.district_id = b.district_id and i.bulk_id = b.bulk_id) as total,
  (select count(*) from command.bulk_item i
    where i.district_id = b.district_id and i.bulk_id = b.bulk_id and i.outcome = 'waiting') as waiting,
  (select count(*) from command.bulk_item i
    where i.district_id = b.district_id and i.bulk_id = b.bulk_id and i.outcome = 'done') as done,
  (select count(*) from command.bulk_item i
    where i.district_id = b.district_id and i.bulk_id = b.bulk_id and i.outcome = 'refused') as refused,
  (select u.bulk_id from command.bulk u where u.district_id = b.district_id and u.undo_of = b.bulk_id) as "undoneBy"`)

export const findBulk = (db: Db, districtId: string, bulkId: string): Promise<Bulk | undefined> =>
  db.find<Bulk>(sql`
    select ${columns} from command.bulk b where b.district_id = ${districtId} and b.bulk_id = ${bulkId}`)

const counted = (actor: Actor): Sql => sql`
  select ${columns}, ${counts}, b.by_id = ${actor.personId} as "isOwn", b.at::text || '|' || b.bulk_id as cursor
    from command.bulk b`

/** Which bulks somebody may look into: their own, and everybody's where they oversee them. */
const readable = (actor: Actor): Sql =>
  may(actor, 'case.bulk.read')
    ? sql`b.district_id = ${actor.districtId}`
    : sql`b.district_id = ${actor.districtId} and b.by_id = ${actor.personId}`

/** A bulk the actor may look into, with how far it is. */
export const findReadableBulk = (db: Db, actor: Actor, bulkId: string): Promise<Counted | undefined> =>
  db.find<Counted>(sql`${counted(actor)} where ${readable(actor)} and b.bulk_id = ${bulkId}`)

export type BulkFilter = {
  readonly action?: BulkActionName | undefined
  readonly mine?: '1' | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export const listBulks = (db: Db, actor: Actor, { action, mine, cursor, limit }: BulkFilter): Promise<Counted[]> => {
  const [at, id] = cursor?.split('|') ?? []
  return db.many<Counted>(sql`${counted(actor)}
     where ${readable(actor)} and (${action ?? null}::text is null or b.action = ${action ?? null})
       and (${mine === undefined} or b.by_id = ${actor.personId})
       and (${at ?? null}::text is null or (b.at, b.bulk_id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid))
     order by b.at desc, b.bulk_id desc limit ${limit}`)
}

/** Notes that nothing waits any more; undefined where something does, or it was noted before. */
export const endBulk = (
  tx: Tx,
  { districtId, bulkId }: Pick<Bulk, 'districtId' | 'bulkId'>,
  at: Date,
): Promise<{ total: number; done: number; refused: number } | undefined> =>
  tx.find(sql`
    with ended as (
      update command.bulk b set ended_at = ${at}
       where b.district_id = ${districtId} and b.bulk_id = ${bulkId} and b.ended_at is null
         and not exists (select 1 from command.bulk_item i
                          where i.district_id = b.district_id and i.bulk_id = b.bulk_id and i.outcome = 'waiting')
      returning b.district_id, b.bulk_id)
    select count(*) as total, count(*) filter (where i.outcome = 'done') as done,
           count(*) filter (where i.outcome = 'refused') as refused
      from ended e join command.bulk_item i on i.district_id = e.district_id and i.bulk_id = e.bulk_id
     having count(*) > 0`)

const itemColumns = sql.raw(`
  ordinal, case_id as "caseId", number, seen, body, outcome, refusal, before, after`)

export const listItems = (db: Db, districtId: string, bulkId: string): Promise<Item[]> =>
  db.many<Item>(sql`
    select ${itemColumns} from command.bulk_item
     where district_id = ${districtId} and bulk_id = ${bulkId} order by ordinal`)

/** The next case that waits, in order. */
export const findWaiting = (db: Db, districtId: string, bulkId: string): Promise<Item | undefined> =>
  db.find<Item>(sql`
    select ${itemColumns} from command.bulk_item
     where district_id = ${districtId} and bulk_id = ${bulkId} and outcome = 'waiting' order by ordinal limit 1`)

/** Holds a waiting case until the transaction ends; false when somebody has settled it meanwhile. */
export const claimItem = async (tx: Tx, districtId: string, bulkId: string, ordinal: number): Promise<boolean> =>
  (await tx.find(sql`
    select 1 from command.bulk_item
     where district_id = ${districtId} and bulk_id = ${bulkId} and ordinal = ${ordinal} and outcome = 'waiting'
       for update`)) !== undefined

type Settled = { readonly refusal: Refusal | null; readonly before: Standing | null; readonly after: Standing | null }

export const settleItem = (
  db: Db,
  { districtId, bulkId }: Pick<Bulk, 'districtId' | 'bulkId'>,
  ordinal: number,
  { refusal, before, after }: Settled,
  at: Date,
): Promise<number> =>
  db.run(sql`
    update command.bulk_item
       set outcome = ${refusal ? 'refused' : 'done'}, refusal = ${refusal && JSON.stringify(refusal)},
           before = ${before && JSON.stringify(before)}, after = ${after && JSON.stringify(after)}, settled_at = ${at}
     where district_id = ${districtId} and bulk_id = ${bulkId} and ordinal = ${ordinal} and outcome = 'waiting'`)
