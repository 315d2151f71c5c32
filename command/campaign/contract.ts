import { z } from 'zod'
import { Reason } from '#city/case/contract.ts'
import { sources } from '#city/case/event.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const tag = '专项整治'

/** Which cases belong to a campaign: all that is given must hold. */
export const CampaignFilter = z.strictObject({
  kind: z.enum(['component', 'matter']).nullish(),
  /** The first digits of the category. */
  category: z
    .string()
    .regex(/^\d{0,5}$/)
    .default(''),
  /** The first digits of the cell, community or street. */
  areaCode: z
    .string()
    .regex(/^\d{0,15}$/)
    .default(''),
  source: z.enum(Object.keys(sources) as [keyof typeof sources]).nullish(),
  /** Words of the description. */
  text: z.string().trim().max(40).default(''),
})
export type CampaignFilter = z.output<typeof CampaignFilter>

const Counts = z.object({
  total: z.int(),
  open: z.int(),
  closed: z.int(),
  late: z.int(),
  added: z.int(),
  removed: z.int(),
})

const CampaignItem = z.object({
  campaignId: Id,
  name: z.string(),
  goal: z.string(),
  /** The share of its cases to be closed, in percent. */
  target: z.int(),
  startsOn: z.string(),
  /** The last day. */
  endsOn: z.string(),
  filter: CampaignFilter,
  /** The unit that leads it. */
  ownerUnitId: z.string().nullable(),
  ownerUnitName: z.string().nullable(),
  version: z.int(),
  openedAt: Instant,
  openedBy: z.string(),
  closedAt: Instant.nullable(),
  closedBy: z.string().nullable(),
  summary: z.string().nullable(),
  /** Why it was closed before its last day; from then on no case comes in. */
  earlyReason: z.string().nullable(),
  counts: Counts,
})

export const listCampaigns = defineRoute({
  method: 'GET',
  path: '/api/campaigns',
  tag,
  summary: { zh: '专项整治与各自的进度', en: 'Special campaigns with their progress' },
  access: 'campaign.read',
  reply: z.object({ items: z.array(CampaignItem) }),
})

export const getCampaign = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:id',
  tag,
  summary: { zh: '一项专项整治的进度，按单位', en: 'The progress of one campaign, by unit' },
  access: 'campaign.read',
  params: z.strictObject({ id: Id }),
  reply: CampaignItem.extend({
    units: z.array(z.object({ unit: z.string().nullable(), total: z.int(), closed: z.int(), late: z.int() })),
    changes: z.array(
      z.object({
        version: z.int(),
        at: Instant,
        byName: z.string(),
        reason: z.string(),
        fields: z.array(
          z.object({
            field: z.enum(['name', 'goal', 'target', 'startsOn', 'endsOn', 'ownerUnitId', 'filter']),
            before: z.unknown(),
            after: z.unknown(),
          }),
        ),
      }),
    ),
    byHand: z.array(
      z.object({
        caseId: Id,
        number: z.string(),
        included: z.boolean(),
        reason: z.string(),
        byName: z.string(),
        at: Instant,
      }),
    ),
  }),
  problems: ['campaign_not_found'],
})

export const CampaignBody = z.strictObject({
  name: z.string().trim().min(2).max(60),
  goal: z.string().trim().max(500).default(''),
  target: z.int().min(1).max(100).default(100),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  filter: CampaignFilter,
  ownerUnitId: z.string().min(1).max(40).nullable().default(null),
})
export type CampaignBody = z.output<typeof CampaignBody>
/** What a form of one holds. */
export type CampaignInput = z.input<typeof CampaignBody>

export const openCampaign = defineRoute({
  method: 'POST',
  path: '/api/campaigns',
  tag,
  summary: { zh: '组织一项专项整治', en: 'Open a campaign' },
  access: 'campaign.write',
  body: CampaignBody,
  reply: z.object({ campaignId: Id }),
  problems: ['campaign_name_taken', 'campaign_days', 'unknown_unit'],
})

export const changeCampaign = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:id',
  tag,
  summary: {
    zh: '修改专项整治：名称、目标、起止、范围、牵头单位',
    en: 'Change a campaign: name, goal, days, scope, owner',
  },
  access: 'campaign.write',
  params: z.strictObject({ id: Id }),
  body: CampaignBody.extend({
    reason: Reason,
    /** The version the change was made on. */
    basedOn: z.int().min(1),
  }),
  reply: z.object({ campaignId: Id, version: z.int() }),
  problems: [
    'campaign_not_found',
    'campaign_closed',
    'campaign_moved_on',
    'campaign_unchanged',
    'campaign_name_taken',
    'campaign_days',
    'unknown_unit',
  ],
})

export const closeCampaign = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:id/close',
  tag,
  summary: { zh: '收官并写总结', en: 'Close a campaign with a summary' },
  access: 'campaign.write',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({
    summary: z.string().trim().min(2).max(2000),
    /** Needed up to its last day. */
    earlyReason: Reason.optional(),
  }),
  reply: z.object({ campaignId: Id }),
  problems: ['campaign_not_found', 'campaign_closed', 'campaign_early_reason'],
})

export const CampaignCasesQuery = z.object({ after: z.string().max(80).optional() })

export const listCampaignCases = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:id/cases',
  tag,
  summary: { zh: '专项整治的案件', en: 'The cases of a campaign' },
  access: 'campaign.read',
  params: z.strictObject({ id: Id }),
  query: CampaignCasesQuery,
  reply: z.object({
    items: z.array(
      z.object({
        caseId: Id,
        number: z.string(),
        stage: z.string(),
        category: z.string().nullable(),
        unit: z.string().nullable(),
        place: z.string(),
        reportedAt: Instant,
        dueAt: Instant.nullable(),
        byHand: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  }),
  problems: ['campaign_not_found'],
})

export const chooseCampaignCase = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:id/cases',
  tag,
  summary: { zh: '手工列入或移出一件案件', en: 'Put a case in or take it out by hand' },
  access: 'campaign.write',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ number: z.string().trim().min(1).max(40), included: z.boolean(), reason: Reason }),
  reply: z.object({ caseId: Id }),
  problems: ['campaign_not_found', 'campaign_closed', 'campaign_case_unknown'],
})

export const exportCampaign = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:id/export',
  tag,
  summary: { zh: '导出专项整治案件（Excel）', en: 'Export the cases of a campaign (Excel)' },
  access: 'campaign.read',
  params: z.strictObject({ id: Id }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['campaign_not_found'],
})
