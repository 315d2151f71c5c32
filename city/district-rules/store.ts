import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { DistrictRules } from './contract.ts'

export type RulesVersion = {
  readonly version: number
  readonly rules: DistrictRules
  readonly byName: string
  readonly at: Date
  readonly reason: string
}

/** Every version, the newest first. */
export const listRules = (db: Db, districtId: string): Promise<RulesVersion[]> =>
  db.many<RulesVersion>(sql`
    select version, rules, by_name as "byName", at, reason
      from city.district_rules where district_id = ${districtId} order by version desc`)

/** Holds the district until the transaction ends, so that of two who publish at once the second sees what the first did. */
export const lockRules = (tx: Tx, districtId: string): Promise<number> =>
  tx.run(sql`select from city.district where district_id = ${districtId} for update`)

/** Adds a version and puts it in force. */
export const writeRules = (
  tx: Tx,
  districtId: string,
  { version, rules, byName, at, reason }: RulesVersion,
  byId: string,
): Promise<number> =>
  tx.run(sql`
    with added as (
      insert into city.district_rules (district_id, version, rules, by_id, by_name, at, reason)
      values (${districtId}, ${version}, ${JSON.stringify(rules)}, ${byId}, ${byName}, ${at}, ${reason}))
    update city.district
       set settings = jsonb_set(settings, '{rules}', ${JSON.stringify(rules)}::jsonb)
     where district_id = ${districtId}`)
