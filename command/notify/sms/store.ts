import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'

export type NewSms = {
  readonly smsId: string
  readonly personId: string | null
  readonly reportId: string | null
  /** A contact of an owner outside, with the letter whose link is sent with the text. */
  readonly contactId?: string
  readonly letterId?: string
  readonly caseId: string | null
  readonly template: string
  readonly phoneMasked: string
  readonly text: string
  readonly segments: number
  readonly notBefore: Date
  readonly madeAt: Date
}

/** Puts messages in; they go out if and only if the transaction commits. */
export const insertSms = (tx: Tx, districtId: string, messages: readonly NewSms[]): Promise<number> =>
  tx.run(sql`
    insert into command.sms (district_id, sms_id, person_id, report_id, contact_id, letter_id, case_id, template, phone_masked, text,
                             segments, next_attempt_at, made_at)
    select ${districtId}, m."smsId", m."personId", m."reportId", m."contactId", m."letterId", m."caseId", m.template, m."phoneMasked", m.text, m.segments,
           m."notBefore", m."madeAt"
      from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as m (
        "smsId" uuid, "personId" uuid, "reportId" uuid, "contactId" uuid, "letterId" uuid, "caseId" uuid, template text, "phoneMasked" text, text text,
        segments int, "notBefore" timestamptz, "madeAt" timestamptz)`)

/** Takes messages about a case back that have not gone out. Gives how many. */
export const withdrawSms = (tx: Tx, districtId: string, caseId: string, template: string): Promise<number> =>
  tx.run(sql`
    delete from command.sms
     where district_id = ${districtId} and case_id = ${caseId} and template = ${template} and state = 'queued'`)

/** A message held under a lease. */
export type HeldSms = {
  readonly districtId: string
  readonly smsId: string
  readonly personId: string | null
  readonly reportId: string | null
  readonly contactId: string | null
  readonly letterId: string | null
  readonly caseId: string | null
  readonly text: string
  readonly attempts: number
  readonly lease: string
}

/** Roll-up over all districts: those that send and have something due, with how many they may still send in this minute. */
export const listDueDistricts = (db: Db, now: Date): Promise<{ districtId: string; allowance: number }[]> =>
  db.many(sql`
    select s.district_id as "districtId",
           s.per_minute - (select count(*) from command.sms m
                            where m.district_id = s.district_id and m.state = 'sent'
                              and m.sent_at > ${now}::timestamptz - interval '1 minute') as allowance
      from command.sms_setting s
     where s.enabled and exists (select 1 from command.sms m
                                  where m.district_id = s.district_id and m.state = 'queued' and m.next_attempt_at <= ${now})`)

export const claimSms = (
  db: Db,
  districtId: string,
  { now, limit, leaseMs }: { now: Date; limit: number; leaseMs: number },
): Promise<HeldSms[]> =>
  db.many<HeldSms>(sql`
    with due as (
      select sms_id from command.sms
       where district_id = ${districtId} and state = 'queued' and next_attempt_at <= ${now}
       order by next_attempt_at, sms_id limit ${limit} for update skip locked)
    update command.sms m
       set attempts = m.attempts + 1, lease = ${newId()},
           next_attempt_at = ${now}::timestamptz + ${leaseMs}::int * interval '1 millisecond'
      from due where m.district_id = ${districtId} and m.sms_id = due.sms_id
    returning m.district_id as "districtId", m.sms_id as "smsId", m.person_id as "personId", m.report_id as "reportId",
              m.contact_id as "contactId", m.letter_id as "letterId", m.case_id as "caseId", m.text, m.attempts, m.lease`)

export type SettledSms = {
  readonly state: 'queued' | 'sent' | 'dead'
  readonly at: Date
  readonly error: string | null
  readonly gatewayId: string | null
}

export const settleSms = (db: Db, held: HeldSms, s: SettledSms): Promise<number> =>
  db.run(sql`
    update command.sms
       set state = ${s.state}, lease = null, next_attempt_at = ${s.at}, last_error = ${s.error}, gateway_id = ${s.gatewayId},
           sent_at = case when ${s.state} = 'sent' then ${s.at}::timestamptz end
     where district_id = ${held.districtId} and sms_id = ${held.smsId} and lease = ${held.lease} and state = 'queued'`)

export type SmsRow = {
  readonly smsId: string
  readonly template: string
  readonly phoneMasked: string
  readonly segments: number
  readonly state: 'queued' | 'sent' | 'dead'
  readonly attempts: number
  readonly lastError: string | null
  readonly madeAt: Date
  readonly nextAttemptAt: Date
  readonly sentAt: Date | null
  readonly cursor: string
}

/** A page of messages, newest first. The text is not shown: whoever administers the system reads no case. */
export function listSms(
  db: Db,
  districtId: string,
  filter: { state?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<SmsRow[]> {
  const [at, id] = filter.cursor?.split('|') ?? []
  return db.many<SmsRow>(sql`
    select m.sms_id as "smsId", m.template, m.phone_masked as "phoneMasked", m.segments, m.state, m.attempts,
           m.last_error as "lastError", m.made_at as "madeAt", m.next_attempt_at as "nextAttemptAt", m.sent_at as "sentAt",
           m.made_at::text || '|' || m.sms_id as cursor
      from command.sms m
     where m.district_id = ${districtId}
       ${filter.state ? sql`and m.state = ${filter.state}` : sql.empty}
       ${at && id ? sql`and (m.made_at, m.sms_id) < (${at}::timestamptz, ${id}::uuid)` : sql.empty}
     order by m.made_at desc, m.sms_id desc limit ${filter.limit + 1}`)
}

/** Gives dead messages another chance. */
export const retrySms = (tx: Tx, districtId: string, ids: readonly string[], now: Date): Promise<number> =>
  tx.run(sql`
    update command.sms set state = 'queued', attempts = 0, next_attempt_at = ${now}
     where district_id = ${districtId} and state = 'dead' and sms_id = any(${ids}::uuid[])`)

/** Roll-up over all districts: forgets messages made before an instant. */
export const purgeSms = (db: Db, before: Date): Promise<number> =>
  db.run(sql`delete from command.sms where made_at < ${before}`)
