import { z } from 'zod'
import { LimitShape } from '#city/calendar/contract.ts'
import { Reason } from '#city/case/contract.ts'
import { ComponentCode } from '#city/component/contract.ts'
import { IndustryId } from '#city/industry/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { orderStates } from './event.ts'

const tag = '工单'
const Words = z.object({ zh: z.string(), en: z.string() })
const Note = z.string().trim().max(1_000).default('')
const Files = z.array(Id).max(12).default([])
export const OrderState = z.enum(orderStates)

const Job = z.object({
  industryId: z.string(),
  industry: Words,
  jobId: z.string(),
  title: Words,
  checklist: z.array(Words),
  components: z.array(z.string()),
  limit: LimitShape.nullable(),
  cycleDays: z.int().nullable(),
  takesOver: z.boolean(),
})

export const OrderItem = z.object({
  orderId: Id,
  number: z.string(),
  industryId: z.string(),
  jobId: z.string(),
  title: Words,
  state: OrderState,
  codes: z.array(z.string()),
  /** The first component by name and address. */
  about: z.string().nullable(),
  unitName: z.string().nullable(),
  personName: z.string().nullable(),
  signed: z.int(),
  points: z.int(),
  sentBack: z.int(),
  plannedAt: Instant,
  dueAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  acceptedAt: Instant.nullable(),
  isLate: z.boolean(),
})
export type OrderItem = z.output<typeof OrderItem>

const filters = {
  state: OrderState.optional(),
  industryId: IndustryId.optional(),
  late: z.stringbool().optional(),
  code: ComponentCode.optional(),
  /** The number, or words of the place. */
  q: z.string().trim().max(40).optional(),
}

export const listOrders = defineRoute({
  method: 'GET',
  path: '/api/work-orders',
  tag,
  summary: { zh: '工单', en: 'Work orders' },
  access: 'order.read',
  query: z.strictObject({
    ...filters,
    after: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  reply: z.object({ items: z.array(OrderItem), next: z.string().nullable() }),
})

export const countOrders = defineRoute({
  method: 'GET',
  path: '/api/work-orders/counts',
  tag,
  summary: { zh: '各状态的工单数，和可派的作业', en: 'Orders by state, and the kinds of work there are' },
  access: 'order.read',
  reply: z.object({
    counts: z.object({
      planned: z.int(),
      assigned: z.int(),
      begun: z.int(),
      done: z.int(),
      accepted: z.int(),
      cancelled: z.int(),
      late: z.int(),
    }),
    jobs: z.array(Job),
  }),
})

export const exportOrders = defineRoute({
  method: 'GET',
  path: '/api/work-orders/export',
  tag,
  summary: { zh: '导出工单（Excel 或 CSV）', en: 'Export work orders (Excel or CSV)' },
  access: 'order.read',
  query: z.strictObject({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  rawReply: true,
  reply: z.unknown(),
})

const WorkParams = z.strictObject({ workId: Id })

const Signature = z.object({
  result: z.enum(['ok', 'not_needed']),
  words: z.string(),
  files: z.array(Id),
  at: Instant,
  byName: z.string(),
})

const Refusal = z.object({ zh: z.string(), en: z.string() }).nullable()
const stepNames = ['assigned', 'begun', 'signed', 'done', 'accepted', 'sent_back', 'cancelled'] as const

export const getOrder = defineRoute({
  method: 'GET',
  path: '/api/work-orders/:workId',
  tag,
  summary: { zh: '一张工单：清单、经过、可办步骤', en: 'One order: its checklist, its history, what may be done' },
  access: 'order.read',
  params: WorkParams,
  reply: OrderItem.extend({
    words: z.string(),
    version: z.int(),
    takeover: z.object({ ownerName: z.string(), ownerCode: z.string().nullable() }).nullable(),
    unitId: z.string().nullable(),
    inspectionId: Id.nullable(),
    checklist: z.array(Words.extend({ signature: Signature.nullable() })),
    components: z.array(
      z.object({
        code: ComponentCode,
        name: z.string(),
        address: z.string().nullable(),
        state: z.string(),
        ownerName: z.string().nullable(),
      }),
    ),
    /** The steps this person may take at all, each with why it cannot be taken now. */
    steps: z.array(z.object({ step: z.enum(stepNames), refusal: Refusal })),
    history: z.array(
      z.object({
        seq: z.int(),
        kind: z.string(),
        at: Instant,
        byName: z.string(),
        said: z.string(),
        files: z.array(Id),
      }),
    ),
  }),
  problems: ['order_unknown'],
})
export type OrderDetail = z.output<typeof getOrder.reply>

const Assign = z.strictObject({
  unitId: z.string().min(1).max(40),
  personId: Id.nullable().default(null),
  words: Note,
})

export const planOrder = defineRoute({
  method: 'POST',
  path: '/api/work-orders',
  tag,
  summary: { zh: '开工单，可同时派给单位', en: 'Plan an order, and assign it in the same breath where wanted' },
  access: 'order.write',
  body: z.strictObject({
    industryId: IndustryId,
    jobId: IndustryId,
    codes: z.array(ComponentCode).min(1).max(500),
    words: Note,
    /** Where none is given, the one of its kind of work. */
    limit: LimitShape.nullable().default(null),
    takeover: z
      .strictObject({
        ownerName: z.string().trim().min(2).max(100),
        ownerCode: z.string().trim().min(1).max(18).nullable().default(null),
      })
      .nullable()
      .default(null),
    assign: Assign.nullable().default(null),
  }),
  reply: z.object({ orderId: Id, number: z.string() }),
  problems: ['order_job_unknown', 'order_components_unknown', 'order_takeover', 'unknown_unit', 'unknown_person'],
})

const after = { params: WorkParams, reply: z.object({ state: OrderState, version: z.int() }) }
const wrong = ['order_unknown', 'order_out_of_turn', 'order_moved_on'] as const
/** The version somebody looked at; another one by now is a conflict. */
const Seen = { seen: z.int().min(1).optional() }

export const assignOrder = defineRoute({
  method: 'POST',
  path: '/api/work-orders/:workId/assign',
  tag,
  summary: { zh: '派单，或改派', en: 'Assign an order, or to somebody else' },
  access: 'order.write',
  ...after,
  body: Assign.extend(Seen),
  problems: [...wrong, 'unknown_unit', 'unknown_person'],
})

export const beginOrder = defineRoute({
  method: 'POST',
  path: '/api/work-orders/:workId/begin',
  tag,
  summary: { zh: '开工', en: 'Begin the work' },
  access: 'order.do',
  ...after,
  body: z.strictObject(Seen),
  problems: [...wrong],
})

export const signPoint = defineRoute({
  method: 'POST',
  path: '/api/work-orders/:workId/sign',
  tag,
  summary: { zh: '签认一项', en: 'Sign a point of the checklist' },
  access: 'order.do',
  ...after,
  body: z.strictObject({
    ...Seen,
    point: z.int().min(0).max(39),
    result: z.enum(['ok', 'not_needed']),
    words: Note,
    files: Files,
  }),
  problems: [...wrong, 'order_point_unknown', 'unknown_file'],
})

export const finishOrder = defineRoute({
  method: 'POST',
  path: '/api/work-orders/:workId/done',
  tag,
  summary: { zh: '完工报验', en: 'Report the work done' },
  access: 'order.do',
  ...after,
  body: z.strictObject({ ...Seen, words: Note, files: Files }),
  problems: [...wrong, 'order_points_open', 'unknown_file'],
})

export const acceptOrder = defineRoute({
  method: 'POST',
  path: '/api/work-orders/:workId/accept',
  tag,
  summary: { zh: '验收；移交类随之变更权属', en: 'Accept; an order that hands over changes the owner with it' },
  access: 'order.accept',
  ...after,
  body: z.strictObject({ ...Seen, words: Note }),
  problems: [...wrong, 'order_own_work'],
})

export const sendBackOrder = defineRoute({
  method: 'POST',
  path: '/api/work-orders/:workId/send-back',
  tag,
  summary: { zh: '退回整改，指明要重做的项', en: 'Send back, naming the points to do again' },
  access: 'order.accept',
  ...after,
  body: z.strictObject({ ...Seen, reason: Reason, points: z.array(z.int().min(0).max(39)).min(1).max(40) }),
  problems: [...wrong, 'order_own_work', 'order_point_unknown'],
})

export const cancelOrder = defineRoute({
  method: 'POST',
  path: '/api/work-orders/:workId/cancel',
  tag,
  summary: { zh: '取消工单', en: 'Cancel an order' },
  access: 'order.write',
  ...after,
  body: z.strictObject({ ...Seen, reason: Reason }),
  problems: [...wrong],
})

export const listReplacements = defineRoute({
  method: 'GET',
  path: '/api/replacements',
  tag,
  summary: { zh: '到更换周期的部件', en: 'Components whose cycle of replacement ends' },
  access: 'order.read',
  query: z.strictObject({
    industryId: IndustryId,
    jobId: IndustryId,
    withinDays: z.coerce.number().int().min(0).max(730).default(90),
  }),
  reply: z.object({
    everyDays: z.int(),
    total: z.int(),
    /** The first 200, the longest due first. */
    items: z.array(
      z.object({
        code: ComponentCode,
        name: z.string(),
        address: z.string().nullable(),
        since: z.iso.date(),
        dueOn: z.iso.date(),
        orderNumber: z.string().nullable(),
      }),
    ),
  }),
  problems: ['order_job_unknown'],
})
