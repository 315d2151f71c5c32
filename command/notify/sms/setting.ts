import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** Whether a district sends text messages at all, whether also to those who reported, and how many a minute. */
export type SmsSetting = { readonly enabled: boolean; readonly toReporters: boolean; readonly perMinute: number }

const off: SmsSetting = { enabled: false, toReporters: false, perMinute: 60 }

export const findSmsSetting = async (db: Db, districtId: string): Promise<SmsSetting> =>
  (await db.find<SmsSetting>(sql`
    select enabled, to_reporters as "toReporters", per_minute as "perMinute"
      from command.sms_setting where district_id = ${districtId}`)) ?? off

export const putSmsSetting = (tx: Tx, districtId: string, setting: SmsSetting): Promise<number> =>
  tx.run(sql`
    insert into command.sms_setting (district_id, enabled, to_reporters, per_minute)
    values (${districtId}, ${setting.enabled}, ${setting.toReporters}, ${setting.perMinute})
    on conflict (district_id) do update
       set enabled = excluded.enabled, to_reporters = excluded.to_reporters, per_minute = excluded.per_minute`)
