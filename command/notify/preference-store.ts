import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { NoticeKind } from './kinds.ts'

export type Preference = {
  readonly muted: readonly NoticeKind[]
  readonly sms: readonly NoticeKind[]
  readonly phoneMasked: string
  readonly quietFrom: number
  readonly quietTo: number
}

/** Everything in the console, nothing by SMS until a telephone is given, nobody woken at night. */
export const usual: Preference = { muted: [], sms: [], phoneMasked: '', quietFrom: 1320, quietTo: 420 }

export const findPreference = async (db: Db, districtId: string, personId: string): Promise<Preference> =>
  (await db.find<Preference>(sql`
    select muted, sms, phone_masked as "phoneMasked", quiet_from as "quietFrom", quiet_to as "quietTo"
      from command.notice_preference where district_id = ${districtId} and person_id = ${personId}`)) ?? usual

/** `phone` is left as it is where it is undefined, and forgotten where it is null. */
export type NewPreference = Omit<Preference, 'phoneMasked'> & {
  readonly phone: { readonly masked: string; readonly sealed: Buffer } | null | undefined
}

export const putPreference = (tx: Tx, districtId: string, personId: string, wanted: NewPreference): Promise<number> => {
  const { muted, sms, quietFrom, quietTo, phone } = wanted
  const kept = phone === undefined
  return tx.run(sql`
    insert into command.notice_preference as f (district_id, person_id, muted, sms, quiet_from, quiet_to, phone_masked,
                                                phone_sealed)
    values (${districtId}, ${personId}, ${muted}, ${sms}, ${quietFrom}, ${quietTo}, ${phone?.masked ?? ''},
            ${phone?.sealed ?? null})
    on conflict (district_id, person_id) do update
       set muted = excluded.muted, sms = excluded.sms, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
           phone_masked = case when ${kept} then f.phone_masked else excluded.phone_masked end,
           phone_sealed = case when ${kept} then f.phone_sealed else excluded.phone_sealed end`)
}
