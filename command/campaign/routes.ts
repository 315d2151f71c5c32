import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import {
  chooseCampaignCase,
  closeCampaign,
  exportCampaign,
  getCampaign,
  listCampaignCases,
  listCampaigns,
  openCampaign,
} from './contract.ts'
import { workbookOf } from './export.ts'
import { campaignProblems } from './problems.ts'
import {
  type Campaign,
  close,
  countByUnit,
  countMembers,
  find,
  findByNumber,
  insert,
  listAll,
  listChoices,
  listMembers,
  putChoice,
} from './store.ts'

const PAGE = 100

/** Special campaigns: opened with a filter and a goal, followed by counts, corrected by hand, closed with a summary. */
export const campaignRoutes: readonly Route[] = [
  route(listCampaigns, async ({ tx, actor, now }) => {
    const all = await listAll(tx, actor.districtId)
    return {
      items: await Promise.all(
        all.map(async (campaign) => ({ ...campaign, counts: await countMembers(tx, actor, campaign, now) })),
      ),
    }
  }),
  route(getCampaign, async ({ tx, actor, params: { id }, now }) => {
    const campaign = await mustFind(tx, actor.districtId, id)
    const [counts, units, byHand] = await Promise.all([
      countMembers(tx, actor, campaign, now),
      countByUnit(tx, actor, campaign, now),
      listChoices(tx, actor, id),
    ])
    return { ...campaign, counts, units, byHand }
  }),
  route(openCampaign, async ({ tx, actor, body, now }) => {
    if (body.endsOn < body.startsOn) throw campaignProblems.campaign_days({}, 'body.endsOn')
    const campaignId = newId()
    const opened = { openedAt: now, openedBy: actor.name, closedAt: null, closedBy: null, summary: null }
    if (!(await insert(tx, actor.districtId, { ...body, ...opened, campaignId })))
      throw campaignProblems.campaign_name_taken({ name: body.name }, 'body.name')
    return { campaignId }
  }),
  route(closeCampaign, async ({ tx, actor, params: { id }, body: { summary }, now }) => {
    await mustBeOpen(tx, actor.districtId, id)
    await close(tx, actor.districtId, { campaignId: id, closedAt: now, closedBy: actor.name, summary })
    return { campaignId: id }
  }),
  route(listCampaignCases, async ({ tx, actor, params: { id }, query: { after } }) => {
    const campaign = await mustFind(tx, actor.districtId, id)
    const items = await listMembers(tx, actor, campaign, positionOf(after), PAGE)
    const last = items.length === PAGE ? items.at(-1) : undefined
    return { items, next: last ? `${last.reportedAt.toISOString()} ${last.caseId}` : null }
  }),
  route(chooseCampaignCase, async ({ tx, actor, params: { id }, body: { number, included, reason }, now }) => {
    await mustBeOpen(tx, actor.districtId, id)
    const found = await findByNumber(tx, actor, number)
    if (!found) throw campaignProblems.campaign_case_unknown({ number }, 'body.number')
    const choice = { campaignId: id, caseId: found.caseId, included, reason, byName: actor.name, at: now }
    await putChoice(tx, actor.districtId, choice)
    return found
  }),
  route(exportCampaign, async ({ tx, actor, params: { id }, response }) => {
    const campaign = await mustFind(tx, actor.districtId, id)
    response.header('content-disposition', 'attachment; filename="campaign.xlsx"')
    response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return response.send(Buffer.from(await workbookOf(tx, actor, campaign)))
  }),
]

async function mustFind(db: Db, districtId: string, id: string): Promise<Campaign> {
  const campaign = await find(db, districtId, id)
  if (!campaign) throw campaignProblems.campaign_not_found()
  return campaign
}

async function mustBeOpen(db: Db, districtId: string, id: string): Promise<void> {
  if ((await mustFind(db, districtId, id)).closedAt) throw campaignProblems.campaign_closed()
}

const position = /^(\S+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

function positionOf(after: string | undefined): { at: Date; caseId: string } | undefined {
  const [, at = '', caseId = ''] = position.exec(after ?? '') ?? []
  const instant = new Date(at)
  return Number.isNaN(instant.getTime()) ? undefined : { at: instant, caseId }
}
