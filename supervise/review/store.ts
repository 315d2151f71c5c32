import { caseScope } from '#city/case/scope.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

export type ClosingKind = 'closed' | 'force_closed' | 'voided'
export type Closing = {
  readonly caseId: string
  readonly seq: number
  readonly kind: ClosingKind
  readonly byId: string
}

/** Every closing and voiding of a district on one of its days; history never changes, so neither does this. */
export const listClosings = (db: Db, districtId: string, day: string, zone: string): Promise<Closing[]> =>
  db.many<Closing>(sql`
    select case_id as "caseId", seq, kind, by_id as "byId" from city.case_event
     where district_id = ${districtId} and kind in ('closed', 'force_closed', 'voided')
       and at >= ${day}::date::timestamp at time zone ${zone}
       and at < (${day}::date + 1)::timestamp at time zone ${zone}
     order by case_id, seq`)

export const hasReview = async (db: Db, districtId: string, day: string): Promise<boolean> =>
  (await db.find(sql`select 1 from supervise.review where district_id = ${districtId} and day = ${day}::date`)) !==
  undefined

export type NewReview = {
  readonly day: string
  readonly population: readonly string[]
  readonly seedDay: string
  readonly seedDigest: string
  readonly madeAt: Date
  readonly drawn: readonly Closing[]
}

export async function insertReview(tx: Tx, districtId: string, r: NewReview): Promise<void> {
  await tx.run(sql`
    insert into supervise.review (district_id, day, population, size, seed_day, seed_digest, made_at)
    values (${districtId}, ${r.day}::date, ${r.population}::text[], ${r.drawn.length}, ${r.seedDay}::date,
            ${r.seedDigest}, ${r.madeAt})`)
  const lines = r.drawn.map((each, at) => ({ ...each, line: at + 1 }))
  await tx.run(sql`
    insert into supervise.review_item (district_id, day, line, case_id, seq, kind, done_by)
    select ${districtId}, ${r.day}::date, i.line, i."caseId", i.seq, i.kind, i."byId"
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
           as i(line int, "caseId" uuid, seq int, kind text, "byId" text)`)
}

export type ReviewRow = {
  readonly day: string
  readonly population: readonly string[]
  readonly size: number
  readonly seedDay: string
  readonly seedDigest: string
  readonly madeAt: Date
  readonly judged: number
  readonly wrong: number
}

/** The latest days that were drawn, with how far they have been judged. */
export const listReviews = (db: Db, districtId: string, limit: number): Promise<ReviewRow[]> =>
  db.many<ReviewRow>(sql`
    select to_char(r.day, 'YYYY-MM-DD') as day, r.population, r.size, to_char(r.seed_day, 'YYYY-MM-DD') as "seedDay",
           r.seed_digest as "seedDigest", r.made_at as "madeAt",
           (select count(*) from supervise.review_item i
             where i.district_id = r.district_id and i.day = r.day and i.verdict is not null) as judged,
           (select count(*) from supervise.review_item i
             where i.district_id = r.district_id and i.day = r.day and i.verdict = 'wrong') as wrong
      from supervise.review r where r.district_id = ${districtId} order by r.day desc limit ${limit}`)

export type ItemRow = {
  readonly line: number
  readonly caseId: string
  readonly seq: number
  readonly kind: ClosingKind
  readonly doneBy: string
  readonly doneByName: string
  readonly at: Date
  readonly said: string
  readonly number: string
  readonly stage: string
  readonly category: string | null
  readonly description: string
  readonly placeText: string
  readonly unit: string | null
  readonly verdict: 'right' | 'wrong' | null
  readonly reason: string
  readonly followed: 'reopened' | 'noted' | null
  readonly judgedByName: string | null
  readonly judgedAt: Date | null
}

/** The drawn closings of a day in cases that the actor may see. */
export const listItems = (db: Db, actor: Actor, day: string): Promise<ItemRow[]> =>
  db.many<ItemRow>(sql`
    select i.line, i.case_id as "caseId", i.seq, i.kind, i.done_by as "doneBy", e.by_name as "doneByName", e.at,
           coalesce(nullif(e.body ->> 'reason', ''), e.body ->> 'note', '') as said, c.number, c.stage,
           c.category_name as category, c.description, c.place_text as "placeText", u.name as unit, i.verdict, i.reason,
           i.followed, i.judged_by_name as "judgedByName", i.judged_at as "judgedAt"
      from supervise.review_item i
      join city.case c on c.district_id = i.district_id and c.case_id = i.case_id
      join city.case_event e on e.district_id = i.district_id and e.case_id = i.case_id and e.seq = i.seq
      left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where i.district_id = ${actor.districtId} and i.day = ${day}::date and ${caseScope(actor, 'case.read')}
     order by i.line`)

export type LockedItem = Pick<ItemRow, 'caseId' | 'seq' | 'kind' | 'doneBy' | 'verdict'>

export const lockItem = (tx: Tx, districtId: string, day: string, line: number): Promise<LockedItem | undefined> =>
  tx.find<LockedItem>(sql`
    select case_id as "caseId", seq, kind, done_by as "doneBy", verdict from supervise.review_item
     where district_id = ${districtId} and day = ${day}::date and line = ${line} for update`)

export const judgeItem = (
  tx: Tx,
  districtId: string,
  at: { day: string; line: number },
  v: { verdict: string; reason: string; followed: string | null; by: Pick<Actor, 'personId' | 'name'>; now: Date },
): Promise<number> =>
  tx.run(sql`
    update supervise.review_item
       set verdict = ${v.verdict}, reason = ${v.reason}, followed = ${v.followed}, judged_by = ${v.by.personId},
           judged_by_name = ${v.by.name}, judged_at = ${v.now}
     where district_id = ${districtId} and day = ${at.day}::date and line = ${at.line}`)
