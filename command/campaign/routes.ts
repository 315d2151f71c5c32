import { caseProblems } from '#city/case/problems.ts'
import { listUnits } from '#city/organisation/store.ts'
import { dayOf } from '#city/place/answer.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { changesOf } from './change.ts'
import { change, isNameTaken, listChanges, lock } from './change-store.ts'
import {
  type CampaignBody,
  changeCampaign,
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

/** Special campaigns: opened with a filter and a goal, changed while they last, followed by counts, closed with a summary. */
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
    const [counts, units, byHand, changes] = await Promise.all([
      countMembers(tx, actor, campaign, now),
      countByUnit(tx, actor, campaign, now),
      listChoices(tx, actor, id),
      listChanges(tx, actor.districtId, id),
    ])
    return {
      ...campaign,
      counts,
      units,
      byHand,
      changes: changes.map((each) => ({ ...each, fields: [...each.fields] })),
    }
  }),
  route(openCampaign, async ({ tx, actor, body, now }) => {
    await mustBeSound(tx, actor.districtId, body)
    const campaignId = newId()
    if (!(await insert(tx, actor.districtId, { ...body, campaignId, openedAt: now, openedBy: actor.name })))
      throw campaignProblems.campaign_name_taken({ name: body.name }, 'body.name')
    return { campaignId }
  }),
  route(changeCampaign, async ({ tx, actor, params: { id }, body: { reason, basedOn, ...body }, now }) => {
    const { districtId, personId, name } = actor
    await lock(tx, districtId, id)
    const before = await mustBeOpen(tx, districtId, id)
    if (before.version !== basedOn) {
      const [last] = await listChanges(tx, districtId, id)
      const moved = { by: last?.byName ?? before.openedBy, at: (last?.at ?? before.openedAt).toISOString() }
      throw campaignProblems.campaign_moved_on(moved, 'body.basedOn')
    }
    await mustBeSound(tx, districtId, body)
    const fields = changesOf(before, body)
    if (fields.length === 0) throw campaignProblems.campaign_unchanged()
    if (await isNameTaken(tx, districtId, body.name, id))
      throw campaignProblems.campaign_name_taken({ name: body.name }, 'body.name')
    const version = basedOn + 1
    await change(tx, districtId, {
      campaignId: id,
      body,
      version,
      at: now,
      byId: personId,
      byName: name,
      reason,
      fields,
    })
    return { campaignId: id, version }
  }),
  route(closeCampaign, async ({ tx, actor, params: { id }, body: { summary, earlyReason }, now }) => {
    await lock(tx, actor.districtId, id)
    const { endsOn } = await mustBeOpen(tx, actor.districtId, id)
    const isEarly = (await dayOf(tx, actor.districtId, undefined, now)) <= endsOn
    if (isEarly && !earlyReason) throw campaignProblems.campaign_early_reason({ endsOn }, 'body.earlyReason')
    const closed = { closedAt: now, closedBy: actor.name, summary, earlyReason: isEarly ? (earlyReason ?? null) : null }
    await close(tx, actor.districtId, { campaignId: id, ...closed })
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

async function mustBeOpen(db: Db, districtId: string, id: string): Promise<Campaign> {
  const campaign = await mustFind(db, districtId, id)
  if (campaign.closedAt) throw campaignProblems.campaign_closed()
  return campaign
}

async function mustBeSound(db: Db, districtId: string, { startsOn, endsOn, ownerUnitId }: CampaignBody): Promise<void> {
  if (endsOn < startsOn) throw campaignProblems.campaign_days({}, 'body.endsOn')
  if (ownerUnitId === null) return
  const units = await listUnits(db, districtId)
  if (!units.some(({ unitId }) => unitId === ownerUnitId))
    throw caseProblems.unknown_unit({ unitId: ownerUnitId }, 'body.ownerUnitId')
}

const position = /^(\S+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

function positionOf(after: string | undefined): { at: Date; caseId: string } | undefined {
  const [, at = '', caseId = ''] = position.exec(after ?? '') ?? []
  const instant = new Date(at)
  return Number.isNaN(instant.getTime()) ? undefined : { at: instant, caseId }
}
