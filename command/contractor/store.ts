import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { type Link, LOCK_MINUTES, TRIES } from './link.ts'

const columns = sql.raw(`
  district_id as "districtId", link_id as "linkId", case_id as "caseId", dispatch_seq as "dispatchSeq", unit_id as "unitId",
  contractor, phone_sealed as "phoneSealed", phone_masked as "phoneMasked", valid_to as "validTo",
  issued_by_name as "issuedByName", issued_at as "issuedAt", opened_at as "openedAt", locked_until as "lockedUntil",
  code_hash as "codeHash", code_until as "codeUntil", codes_sent as "codesSent", code_sent_at as "codeSentAt",
  session_until as "sessionUntil", ended_at as "endedAt", ended_why as "endedWhy"`)

export type NewLink = Pick<
  Link,
  | 'districtId'
  | 'linkId'
  | 'caseId'
  | 'dispatchSeq'
  | 'unitId'
  | 'contractor'
  | 'phoneSealed'
  | 'phoneMasked'
  | 'validTo'
  | 'issuedByName'
  | 'issuedAt'
> & { readonly phonePrint: string; readonly tokenHash: string; readonly issuedBy: string }

export const insertLink = (db: Db, link: NewLink): Promise<number> =>
  db.run(sql`
    insert into command.contractor_link (district_id, link_id, case_id, dispatch_seq, unit_id, contractor, phone_sealed,
           phone_print, phone_masked, token_hash, valid_to, issued_by, issued_by_name, issued_at)
    values (${link.districtId}, ${link.linkId}, ${link.caseId}, ${link.dispatchSeq}, ${link.unitId}, ${link.contractor},
            ${link.phoneSealed}, ${link.phonePrint}, ${link.phoneMasked}, ${link.tokenHash}, ${link.validTo},
            ${link.issuedBy}, ${link.issuedByName}, ${link.issuedAt})`)

export const listLinksOf = (db: Db, districtId: string, caseId: string): Promise<Link[]> =>
  db.many<Link>(sql`
    select ${columns} from command.contractor_link
     where district_id = ${districtId} and case_id = ${caseId} order by issued_at desc, link_id`)

export const findByToken = (db: Db, districtId: string, tokenHash: string): Promise<Link | undefined> =>
  db.find<Link>(sql`
    select ${columns} from command.contractor_link where district_id = ${districtId} and token_hash = ${tokenHash}`)

export const findBySession = (db: Db, districtId: string, sessionHash: string, now: Date): Promise<Link | undefined> =>
  db.find<Link>(sql`
    select ${columns} from command.contractor_link
     where district_id = ${districtId} and session_hash = ${sessionHash} and session_until > ${now}`)

const isOne = ({ districtId, linkId }: Pick<Link, 'districtId' | 'linkId'>): Sql =>
  sql`district_id = ${districtId} and link_id = ${linkId}`

/**
 * Counts a try before it is judged, so that guesses sent together are counted one by one. False while the link is locked; the
 * last try that is allowed locks it, and the code with it.
 */
export const countTry = async (db: Db, link: Link, now: Date): Promise<boolean> =>
  (await db.run(sql`
    update command.contractor_link
       set tries = case when locked_until is null then tries + 1 else 1 end,
           locked_until = case when locked_until is null and tries + 1 >= ${TRIES}
                               then ${now}::timestamptz + ${LOCK_MINUTES} * interval '1 minute' end
     where ${isOne(link)} and (locked_until is null or locked_until <= ${now})`)) > 0

/** A right answer takes the tries back. */
export const forgetTries = (db: Db, link: Link): Promise<number> =>
  db.run(sql`update command.contractor_link set tries = 0, locked_until = null where ${isOne(link)}`)

export const putCode = (db: Db, link: Link, code: { hash: string; until: Date; at: Date }): Promise<number> =>
  db.run(sql`
    update command.contractor_link
       set code_hash = ${code.hash}, code_until = ${code.until}, code_sent_at = ${code.at}, codes_sent = codes_sent + 1
     where ${isOne(link)} and codes_sent = ${link.codesSent}`)

/** Spends the code on a session; of two who come with the same code only one gets in. */
export const openSession = (
  db: Db,
  link: Link,
  session: { codeHash: string; hash: string; until: Date; at: Date },
): Promise<number> =>
  db.run(sql`
    update command.contractor_link
       set session_hash = ${session.hash}, session_until = ${session.until}, code_hash = null, code_until = null, tries = 0,
           locked_until = null, opened_at = coalesce(opened_at, ${session.at})
     where ${isOne(link)} and code_hash = ${session.codeHash} and code_until > ${session.at}`)

export const endLink = (db: Db, districtId: string, linkId: string, why: string, at: Date): Promise<number> =>
  db.run(sql`
    update command.contractor_link
       set ended_at = ${at}, ended_why = ${why}, code_hash = null, session_hash = null
     where district_id = ${districtId} and link_id = ${linkId} and ended_at is null`)

/** Ends every link of a case that does not belong to the dispatch in force; with none in force, all. */
export const endLinksOf = (
  db: Db,
  at: { districtId: string; caseId: string; dispatchSeq: number | null; why: string; now: Date },
): Promise<number> =>
  db.run(sql`
    update command.contractor_link
       set ended_at = ${at.now}, ended_why = ${at.why}, code_hash = null, session_hash = null
     where district_id = ${at.districtId} and case_id = ${at.caseId} and ended_at is null
       and dispatch_seq is distinct from ${at.dispatchSeq}`)
