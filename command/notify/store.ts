import { caseScope } from '#city/case/scope.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { NoticeKind } from './kinds.ts'

export type NoticeRow = {
  readonly personId: string
  readonly noticeId: string
  readonly template: string
  readonly version: number
  readonly kind: NoticeKind
  readonly caseId: string | null
  readonly titleZh: string
  readonly titleEn: string
  readonly textZh: string
  readonly textEn: string
  readonly reason: string
  readonly origin: string
  readonly at: Date
}

/** Writes notices; who was told of the same event by the same template before is left out. Gives the people told. */
export const insertNotices = async (tx: Tx, districtId: string, rows: readonly NoticeRow[]): Promise<string[]> =>
  (
    await tx.many<{ personId: string }>(sql`
      insert into command.notice (district_id, person_id, notice_id, template, version, kind, case_id, title_zh, title_en,
                                  text_zh, text_en, reason, origin, at)
      select ${districtId}, r."personId", r."noticeId", r.template, r.version, r.kind, r."caseId", r."titleZh", r."titleEn",
             r."textZh", r."textEn", r.reason, r.origin, r.at
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
          "personId" uuid, "noticeId" uuid, template text, version int, kind text, "caseId" uuid, "titleZh" text,
          "titleEn" text, "textZh" text, "textEn" text, reason text, origin uuid, at timestamptz)
      on conflict do nothing
      returning person_id as "personId"`)
  ).map((row) => row.personId)

/** What this person was told and may still see: a case that has left their scope takes its notices with it. */
const own = (actor: Actor): Sql => sql`
  n.district_id = ${actor.districtId} and n.person_id = ${actor.personId} and (n.case_id is null or ${seen(actor)})`

const seen = (actor: Actor): Sql =>
  may(actor, 'case.read')
    ? sql`exists (select 1 from city.case c where ${caseScope(actor, 'case.read')} and c.case_id = n.case_id)`
    : sql`false`

/** Counting stops here: nobody reads a number beyond it. */
export const COUNTED = 100

export const countUnread = async (db: Db, actor: Actor): Promise<number> =>
  (
    await db.one<{ unread: number }>(sql`
      select count(*) as unread from (
        select 1 from command.notice n where ${own(actor)} and n.read_at is null limit ${COUNTED}) as counted`)
  ).unread

export type NoticeFilter = {
  readonly kind?: string | undefined
  readonly unread?: '1' | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export type Notice = Omit<NoticeRow, 'personId' | 'origin' | 'version'> & {
  readonly readAt: Date | null
  readonly caseNumber: string | null
  readonly cursor: string
}

/** A page of a person's notices, newest first. */
export const listNotices = (db: Db, actor: Actor, filter: NoticeFilter): Promise<Notice[]> => {
  const [at, id] = filter.cursor?.split('|') ?? []
  return db.many<Notice>(sql`
    select n.notice_id as "noticeId", n.template, n.kind, n.case_id as "caseId", n.title_zh as "titleZh",
           n.title_en as "titleEn", n.text_zh as "textZh", n.text_en as "textEn", n.reason, n.at, n.read_at as "readAt",
           k.number as "caseNumber", n.at::text || '|' || n.notice_id as cursor
      from command.notice n
      left join city.case k on k.district_id = n.district_id and k.case_id = n.case_id
     where ${own(actor)}
       ${filter.kind ? sql`and n.kind = ${filter.kind}` : sql.empty}
       ${filter.unread ? sql`and n.read_at is null` : sql.empty}
       ${at && id ? sql`and (n.at, n.notice_id) < (${at}::timestamptz, ${id}::uuid)` : sql.empty}
     order by n.at desc, n.notice_id desc limit ${filter.limit + 1}`)
}

/** Marks some notices as read or as not read; the number that changed. */
export const markNotices = (tx: Tx, actor: Actor, ids: readonly string[], readAt: Date | null): Promise<number> =>
  tx.run(sql`
    update command.notice set read_at = ${readAt}
     where district_id = ${actor.districtId} and person_id = ${actor.personId} and notice_id = any(${ids}::uuid[])
       and (read_at is null) = ${readAt !== null}`)

/** Marks all unread notices told until now; by the instant they can be found again to undo it. */
export const markAll = (tx: Tx, actor: Actor, readAt: Date): Promise<number> =>
  tx.run(sql`
    update command.notice set read_at = ${readAt}
     where district_id = ${actor.districtId} and person_id = ${actor.personId} and read_at is null`)

export const unmarkAll = (tx: Tx, actor: Actor, readAt: Date): Promise<number> =>
  tx.run(sql`
    update command.notice set read_at = null
     where district_id = ${actor.districtId} and person_id = ${actor.personId} and read_at = ${readAt}`)

/** Roll-up over all districts: forgets notices told before an instant. */
export const purgeNotices = (db: Db, before: Date): Promise<number> =>
  db.run(sql`delete from command.notice where at < ${before}`)
