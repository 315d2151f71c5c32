import { caseScope } from '#city/case/scope.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { CampaignFilter } from './contract.ts'

/** A special campaign; `endsOn` is its last day. */
export type Campaign = {
  readonly campaignId: string
  readonly name: string
  readonly goal: string
  readonly target: number
  readonly startsOn: string
  readonly endsOn: string
  readonly filter: CampaignFilter
  readonly ownerUnitId: string | null
  readonly ownerUnitName: string | null
  readonly version: number
  readonly openedAt: Date
  readonly openedBy: string
  readonly closedAt: Date | null
  readonly closedBy: string | null
  readonly summary: string | null
  readonly earlyReason: string | null
}

/** A campaign as it is opened. */
export type NewCampaign = Omit<
  Campaign,
  'version' | 'ownerUnitName' | 'closedAt' | 'closedBy' | 'summary' | 'earlyReason'
>

const columns = sql.raw(`
  campaign_id as "campaignId", name, goal, target, to_char(starts_on, 'YYYY-MM-DD') as "startsOn",
  to_char(ends_on - 1, 'YYYY-MM-DD') as "endsOn", filter, opened_at as "openedAt", opened_by as "openedBy",
  closed_at as "closedAt", closed_by as "closedBy", summary, early_reason as "earlyReason", version,
  owner_unit_id as "ownerUnitId",
  (select u.name from city.unit u
    where u.district_id = campaign.district_id and u.unit_id = campaign.owner_unit_id) as "ownerUnitName"`)

export const listAll = (db: Db, districtId: string): Promise<Campaign[]> =>
  db.many<Campaign>(sql`
    select ${columns} from command.campaign where district_id = ${districtId}
     order by closed_at desc nulls first, starts_on desc, name`)

export const find = (db: Db, districtId: string, campaignId: string): Promise<Campaign | undefined> =>
  db.find<Campaign>(sql`
    select ${columns} from command.campaign where district_id = ${districtId} and campaign_id = ${campaignId}`)

/** Enters a campaign; false where its name is taken. */
export const insert = async (tx: Tx, districtId: string, given: NewCampaign): Promise<boolean> =>
  (await tx.run(sql`
    insert into command.campaign (district_id, campaign_id, name, goal, target, starts_on, ends_on, filter, owner_unit_id,
           opened_at, opened_by)
    values (${districtId}, ${given.campaignId}, ${given.name}, ${given.goal}, ${given.target}, ${given.startsOn}::date,
            ${given.endsOn}::date + 1, ${JSON.stringify(given.filter)}, ${given.ownerUnitId}, ${given.openedAt}, ${given.openedBy})
    on conflict (district_id, name) do nothing`)) === 1

export const close = (
  tx: Tx,
  districtId: string,
  closed: { campaignId: string; closedAt: Date; closedBy: string; summary: string; earlyReason: string | null },
): Promise<number> =>
  tx.run(sql`
    update command.campaign
       set closed_at = ${closed.closedAt}, closed_by = ${closed.closedBy}, summary = ${closed.summary},
           early_reason = ${closed.earlyReason}
     where district_id = ${districtId} and campaign_id = ${closed.campaignId} and closed_at is null`)

const like = (text: string): string => text.replaceAll(/[\\%_]/g, (found) => `\\${found}`)

/**
 * Whether the filter alone takes a case `c` in: reported on one of its days by the clock of the district, before it was closed,
 * and of its kind.
 */
const matches = ({ startsOn, endsOn, closedAt, filter }: Campaign): Sql => {
  const parts = [
    sql`c.reported_at >= (${startsOn}::date)::timestamp at time zone d.time_zone`,
    sql`c.reported_at < (${endsOn}::date + 1)::timestamp at time zone d.time_zone`,
  ]
  if (closedAt) parts.push(sql`c.reported_at < ${closedAt}`)
  if (filter.kind) parts.push(sql`c.kind = ${filter.kind}`)
  if (filter.category) parts.push(sql`c.category like ${`${filter.category}%`}`)
  if (filter.areaCode)
    parts.push(sql`coalesce(c.cell_code, c.community_code, c.street_code, '') like ${`${filter.areaCode}%`}`)
  if (filter.source) parts.push(sql`c.source = ${filter.source}`)
  if (filter.text) parts.push(sql`c.description like ${`%${like(filter.text)}%`}`)
  return sql.join(parts, ' and ')
}

/** The cases of a campaign that the actor may see: what the filter takes in and nobody took out, and what somebody put in. */
const members = (actor: Actor, campaign: Campaign): Sql => sql`
    city.case c
    join city.district d on d.district_id = c.district_id
    left join command.campaign_case h on h.district_id = c.district_id and h.campaign_id = ${campaign.campaignId}
                                     and h.case_id = c.case_id
    left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
   where c.district_id = ${actor.districtId} and ${caseScope(actor, 'case.read')}
     and coalesce(h.included, (${matches(campaign)}))`

const isOver = sql.raw(`c.stage in ('closed', 'refused', 'void', 'merged')`)

export type Counts = {
  readonly total: number
  readonly open: number
  readonly closed: number
  readonly late: number
  readonly added: number
  readonly removed: number
}

export const countMembers = (db: Db, actor: Actor, campaign: Campaign, now: Date): Promise<Counts> =>
  db.one<Counts>(sql`
    select count(*) as total, count(*) filter (where not ${isOver}) as open, count(*) filter (where ${isOver}) as closed,
           count(*) filter (where (not ${isOver} and c.due_at < ${now}) or c.handled_in_time = false) as late,
           count(*) filter (where h.included) as added,
           (select count(*) from command.campaign_case x
             where x.district_id = ${actor.districtId} and x.campaign_id = ${campaign.campaignId} and not x.included) as removed
      from ${members(actor, campaign)}`)

export type UnitCount = {
  readonly unit: string | null
  readonly total: number
  readonly closed: number
  readonly late: number
}

export const countByUnit = (db: Db, actor: Actor, campaign: Campaign, now: Date): Promise<UnitCount[]> =>
  db.many<UnitCount>(sql`
    select u.name as unit, count(*) as total, count(*) filter (where ${isOver}) as closed,
           count(*) filter (where (not ${isOver} and c.due_at < ${now}) or c.handled_in_time = false) as late
      from ${members(actor, campaign)}
     group by u.name order by total desc, u.name nulls last`)

export type Member = {
  readonly caseId: string
  readonly number: string
  readonly stage: string
  readonly category: string | null
  readonly unit: string | null
  readonly place: string
  readonly reportedAt: Date
  readonly dueAt: Date | null
  readonly byHand: boolean
}

const nothing = '00000000-0000-0000-0000-000000000000'

/** Members by the time of report, the newest first, after the one named. */
export const listMembers = (
  db: Db,
  actor: Actor,
  campaign: Campaign,
  after: { readonly at: Date; readonly caseId: string } | undefined,
  limit: number,
): Promise<Member[]> =>
  db.many<Member>(sql`
    select c.case_id as "caseId", c.number, c.stage, c.category_name as category, u.name as unit, c.place_text as place,
           c.reported_at as "reportedAt", c.due_at as "dueAt", coalesce(h.included, false) as "byHand"
      from ${members(actor, campaign)}
       and (${after?.at ?? null}::timestamptz is null
            or (c.reported_at, c.case_id) < (${after?.at ?? null}::timestamptz, ${after?.caseId ?? nothing}::uuid))
     order by c.reported_at desc, c.case_id desc limit ${limit}`)

export const findByNumber = (db: Db, actor: Actor, number: string): Promise<{ caseId: string } | undefined> =>
  db.find(sql`
    select c.case_id as "caseId" from city.case c where c.number = ${number} and ${caseScope(actor, 'case.read')}`)

export const putChoice = (
  tx: Tx,
  districtId: string,
  choice: { campaignId: string; caseId: string; included: boolean; reason: string; byName: string; at: Date },
): Promise<number> =>
  tx.run(sql`
    insert into command.campaign_case (district_id, campaign_id, case_id, included, reason, by_name, at)
    values (${districtId}, ${choice.campaignId}, ${choice.caseId}, ${choice.included}, ${choice.reason}, ${choice.byName},
            ${choice.at})
    on conflict (district_id, campaign_id, case_id) do update
       set included = excluded.included, reason = excluded.reason, by_name = excluded.by_name, at = excluded.at`)

export type Choice = {
  readonly caseId: string
  readonly number: string
  readonly included: boolean
  readonly reason: string
  readonly byName: string
  readonly at: Date
}

/** What was put in or taken out by hand, the latest first. */
export const listChoices = (db: Db, actor: Actor, campaignId: string): Promise<Choice[]> =>
  db.many<Choice>(sql`
    select h.case_id as "caseId", c.number, h.included, h.reason, h.by_name as "byName", h.at
      from command.campaign_case h
      join city.case c on c.district_id = h.district_id and c.case_id = h.case_id
     where h.district_id = ${actor.districtId} and h.campaign_id = ${campaignId} and ${caseScope(actor, 'case.read')}
     order by h.at desc limit 200`)
