import { z } from 'zod'
import { CaseParams, Reason, StageName } from '#city/case/contract.ts'
import { PointReply } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

export const SpotState = z.enum(['open', 'watched', 'cleared'])

export const Spot = z.object({
  spotId: Id,
  number: z.string(),
  version: z.int(),
  category: z.string(),
  categoryName: z.string(),
  state: SpotState,
  point: PointReply,
  radiusMetres: z.int(),
  placeText: z.string(),
  streetCode: z.string().nullable(),
  streetName: z.string().nullable(),
  communityName: z.string().nullable(),
  ownerUnit: z.string().nullable(),
  ownerUnitName: z.string().nullable(),
  ownerPerson: Id.nullable(),
  ownerPersonName: z.string().nullable(),
  targetOn: z.string().nullable(),
  clearedReason: z.string().nullable(),
  clearedAt: Instant.nullable(),
  foundAt: Instant,
  firstCaseAt: Instant,
  lastCaseAt: Instant,
  cases: z.int(),
  reopened: z.int(),
})
export type Spot = z.output<typeof Spot>

export const SpotDetail = Spot.extend({
  /** Days between one occurrence and the next. */
  intervals: z.array(z.number()),
  occurrences: z.array(Instant),
  members: z.array(
    z.object({
      caseId: Id,
      number: z.string(),
      stage: StageName,
      description: z.string(),
      point: PointReply,
      occurredAt: Instant,
      closedAt: Instant.nullable(),
      unitName: z.string().nullable(),
    }),
  ),
  hidden: z.int(),
  entries: z.array(
    z.object({
      seq: z.int(),
      kind: z.enum(['found', 'grew', 'shrank', 'reopened', 'owned', 'watched', 'cleared', 'opened', 'noted']),
      at: Instant,
      byName: z.string(),
      body: z.record(z.string(), z.unknown()),
    }),
  ),
})
export type SpotDetail = z.output<typeof SpotDetail>

const tag = '重复与复发'
const SpotParams = z.strictObject({ spotId: Id })
const Seen = { seen: z.int().positive().optional() }

export const listChronicSpots = defineRoute({
  method: 'GET',
  path: '/api/chronic-spots',
  tag,
  summary: { zh: '顽疾点，最近复发的在前', en: 'Chronic spots, the latest recurrence first' },
  access: 'case.read',
  query: z.strictObject({
    state: z
      .string()
      .max(40)
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(SpotState))
      .optional(),
    street: z
      .string()
      .regex(/^[0-9]{9}$/)
      .optional(),
    unit: z.string().max(40).optional(),
    q: z.string().trim().max(60).optional(),
    cursor: z
      .string()
      .regex(/^[0-9TZ:.-]{20,30}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(Spot), next: z.string().nullable() }),
})

export const getChronicSpot = defineRoute({
  method: 'GET',
  path: '/api/chronic-spots/:spotId',
  tag,
  summary: { zh: '顽疾点全貌：案件、间隔、经过', en: 'A chronic spot whole: cases, intervals, history' },
  access: 'case.read',
  params: SpotParams,
  reply: SpotDetail,
  problems: ['spot_not_found'],
})

export const getCaseSpot = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/chronic-spot',
  tag,
  summary: { zh: '案件所属的顽疾点', en: 'The chronic spot of a case' },
  access: 'case.read',
  params: CaseParams,
  reply: Spot.nullable(),
  problems: ['case_not_found'],
})

export const ownChronicSpot = defineRoute({
  method: 'POST',
  path: '/api/chronic-spots/:spotId/own',
  tag,
  summary: { zh: '指定顽疾点的责任单位、责任人与治理期限', en: 'Say who answers for a chronic spot, and by when' },
  access: 'chronic.write',
  params: SpotParams,
  body: z.strictObject({
    unitId: z.string().min(1).max(40),
    personId: Id.nullish(),
    targetOn: z.iso.date().nullish(),
    note: z.string().trim().max(500).default(''),
    ...Seen,
  }),
  reply: SpotDetail,
  problems: ['spot_not_found', 'spot_moved_on', 'spot_owner_unknown', 'spot_target_past'],
})

export const moveChronicSpot = defineRoute({
  method: 'POST',
  path: '/api/chronic-spots/:spotId/state',
  tag,
  summary: {
    zh: '把顽疾点转为治理、观察或销号，并说明理由',
    en: 'Treat, watch or clear a chronic spot, with the reason',
  },
  access: 'chronic.write',
  params: SpotParams,
  body: z.strictObject({ state: SpotState, reason: Reason, ...Seen }),
  reply: SpotDetail,
  problems: ['spot_not_found', 'spot_moved_on', 'spot_state_same'],
})

export const noteChronicSpot = defineRoute({
  method: 'POST',
  path: '/api/chronic-spots/:spotId/note',
  tag,
  summary: { zh: '顽疾点备注', en: 'Add a note to a chronic spot' },
  access: 'case.note',
  params: SpotParams,
  body: z.strictObject({ text: z.string().trim().min(1).max(2000) }),
  reply: SpotDetail,
  problems: ['spot_not_found'],
})

const Rule = z.object({ times: z.int(), withinDays: z.int(), radiusMetres: z.int() })
export const ChronicRules = z.object({
  usual: Rule,
  items: z.array(Rule.extend({ category: z.string(), basis: z.string(), validFrom: Instant, setBy: z.string() })),
})

export const listChronicRules = defineRoute({
  method: 'GET',
  path: '/api/chronic-rules',
  tag,
  summary: { zh: '多少次复发算顽疾点，按小类', en: 'How often makes a spot chronic, by category' },
  access: 'case.read',
  reply: ChronicRules,
})

export const setChronicRule = defineRoute({
  method: 'POST',
  path: '/api/chronic-rules',
  tag,
  summary: { zh: '设定顽疾点标准，即日生效，旧值留存', en: 'Set how often; from now on, the old value is kept' },
  access: 'chronic.write',
  body: z.strictObject({
    category: z
      .string()
      .regex(/^([0-9]{4}\/(component|matter)\/[0-9]{4,5})?$/)
      .default(''),
    times: z.int().min(2).max(100),
    withinDays: z.int().min(1).max(1100),
    radiusMetres: z.int().min(1).max(2000),
    basis: Reason,
  }),
  reply: ChronicRules,
})
