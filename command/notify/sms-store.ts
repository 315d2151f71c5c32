import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

export type NewSms = {
  readonly smsId: string
  readonly personId: string | null
  readonly reportId: string | null
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
    insert into command.sms (district_id, sms_id, person_id, report_id, case_id, template, phone_masked, text, segments,
                             next_attempt_at, made_at)
    select ${districtId}, m."smsId", m."personId", m."reportId", m."caseId", m.template, m."phoneMasked", m.text, m.segments,
           m."notBefore", m."madeAt"
      from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as m (
        "smsId" uuid, "personId" uuid, "reportId" uuid, "caseId" uuid, template text, "phoneMasked" text, text text,
        segments int, "notBefore" timestamptz, "madeAt" timestamptz)`)
