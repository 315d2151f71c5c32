import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

export type Switch = {
  readonly industryId: string
  readonly seq: number
  readonly isOn: boolean
  readonly reason: string
  readonly at: Date
  readonly by: string
}

const columns = sql.raw(`industry_id as "industryId", seq, is_on as "isOn", reason, at, by_name as "by"`)

/** Every turn of every industry of a district, the newest first. */
export const listSwitches = (db: Db, districtId: string): Promise<Switch[]> =>
  db.many<Switch>(sql`
    select ${columns} from city.industry_switch where district_id = ${districtId} order by industry_id, seq desc`)

/** How an industry stands in a district; undefined where nobody has ever turned it on. */
export const findSwitch = (db: Db, districtId: string, industryId: string): Promise<Switch | undefined> =>
  db.find<Switch>(sql`
    select ${columns} from city.industry_switch
     where district_id = ${districtId} and industry_id = ${industryId} order by seq desc limit 1`)

/** The industries that are on, by district: a roll-up for whoever starts or goes round. */
export const listEnabled = (db: Db): Promise<{ districtId: string; industryId: string }[]> =>
  db.many(sql`
    select district_id as "districtId", industry_id as "industryId" from (
      select distinct on (district_id, industry_id) district_id, industry_id, is_on
        from city.industry_switch order by district_id, industry_id, seq desc) s
     where is_on order by 1, 2`)

/** Puts down a turn after the `seq` somebody looked at; the key refuses a second one. */
export const insertSwitch = (
  tx: Tx,
  districtId: string,
  { industryId, seq, isOn, reason, at, by }: Switch,
): Promise<number> =>
  tx.run(sql`
    insert into city.industry_switch (district_id, industry_id, seq, is_on, reason, at, by_name)
    values (${districtId}, ${industryId}, ${seq}, ${isOn}, ${reason}, ${at}, ${by}) on conflict do nothing`)
