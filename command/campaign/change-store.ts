import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { FieldChange } from './change.ts'
import type { CampaignBody } from './contract.ts'

/** Holds a campaign until the transaction ends, so that of two who change it at once the second sees what the first did. */
export const lock = (tx: Tx, districtId: string, campaignId: string): Promise<number> =>
  tx.run(sql`
    select from command.campaign where district_id = ${districtId} and campaign_id = ${campaignId} for update`)

export const isNameTaken = async (db: Db, districtId: string, name: string, butFor: string): Promise<boolean> =>
  (await db.find(sql`
    select 1 from command.campaign
     where district_id = ${districtId} and name = ${name} and campaign_id <> ${butFor}`)) !== undefined

export type Change = {
  readonly version: number
  readonly at: Date
  readonly byName: string
  readonly reason: string
  readonly fields: readonly FieldChange[]
}

/** Brings a campaign to its new wording and keeps what was changed. */
export async function change(
  tx: Tx,
  districtId: string,
  { campaignId, body, byId, ...made }: Change & { campaignId: string; body: CampaignBody; byId: string },
): Promise<void> {
  await tx.run(sql`
    update command.campaign
       set name = ${body.name}, goal = ${body.goal}, target = ${body.target}, starts_on = ${body.startsOn}::date,
           ends_on = ${body.endsOn}::date + 1, owner_unit_id = ${body.ownerUnitId}, filter = ${JSON.stringify(body.filter)},
           version = ${made.version}
     where district_id = ${districtId} and campaign_id = ${campaignId}`)
  await tx.run(sql`
    insert into command.campaign_change (district_id, campaign_id, version, at, by_id, by_name, reason, fields)
    values (${districtId}, ${campaignId}, ${made.version}, ${made.at}, ${byId}, ${made.byName}, ${made.reason},
            ${JSON.stringify(made.fields)})`)
}

/** Every change of a campaign, the latest first. */
export const listChanges = (db: Db, districtId: string, campaignId: string): Promise<Change[]> =>
  db.many<Change>(sql`
    select version, at, by_name as "byName", reason, fields from command.campaign_change
     where district_id = ${districtId} and campaign_id = ${campaignId} order by version desc`)
