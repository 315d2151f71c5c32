import { z } from 'zod'
import { defineRoute, Instant } from '#kernel/http/contract.ts'
import { unitKinds } from '../unit.ts'

export { unitKinds } from '../unit.ts'

const UnitId = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,40}$/)
const Kind = z.enum(Object.keys(unitKinds) as [keyof typeof unitKinds, ...(keyof typeof unitKinds)[]])
const Reason = z.string().trim().min(2).max(300)
const Day = z.iso.date()
const AreaCode = z
  .string()
  .trim()
  .regex(/^[0-9]{6,15}$/)
  .nullable()
/** 统一社会信用代码. */
const CreditCode = z
  .string()
  .trim()
  .regex(/^[0-9A-Z]{18}$/)
  .nullable()

const facts = { name: z.string().trim().min(1).max(60), kind: Kind, areaCode: AreaCode, creditCode: CreditCode }

export const UnitNode = z.object({
  unitId: z.string(),
  name: z.string(),
  kind: z.string(),
  parentId: z.string().nullable(),
  areaCode: z.string().nullable(),
  creditCode: z.string().nullable(),
  retiredOn: Day.nullable(),
  successorId: z.string().nullable(),
  people: z.int(),
  openCases: z.int(),
  duties: z.int(),
})
export type UnitNode = z.output<typeof UnitNode>

const tag = '机构'
const params = z.strictObject({ unitId: z.string().min(1).max(40) })
const Done = z.object({ unitId: z.string() })

export const listUnitTree = defineRoute({
  method: 'GET',
  path: '/api/units/all',
  tag,
  summary: { zh: '全部单位，含已撤销的，及各自的人员、案件、职责数', en: 'All units with their people, cases, duties' },
  access: 'organisation.read',
  reply: z.object({ items: z.array(UnitNode) }),
})

export const getUnit = defineRoute({
  method: 'GET',
  path: '/api/units/:unitId',
  tag,
  summary: { zh: '一个单位及其上所挂的一切、历次变更', en: 'One unit, what hangs on it, and its history' },
  access: 'organisation.read',
  params,
  reply: UnitNode.omit({ people: true, openCases: true, duties: true }).extend({
    hanging: z.object({
      posts: z.int(),
      home: z.int(),
      openCases: z.int(),
      duties: z.int(),
      children: z.int(),
      rules: z.int(),
    }),
    history: z.array(
      z.object({
        changeId: z.uuid(),
        kind: z.enum(['created', 'amended', 'moved', 'retired']),
        before: z.record(z.string(), z.unknown()),
        after: z.record(z.string(), z.unknown()),
        reason: z.string(),
        byName: z.string(),
        at: Instant,
      }),
    ),
  }),
  problems: ['unit_not_found'],
})

export const createUnit = defineRoute({
  method: 'POST',
  path: '/api/units',
  tag,
  summary: { zh: '新设单位', en: 'A new unit' },
  access: 'organisation.write',
  body: z.strictObject({ unitId: UnitId, ...facts, parentId: UnitId.nullable(), reason: Reason }),
  reply: Done,
  problems: ['unit_id_taken', 'unit_parent_unknown'],
})

export const amendUnit = defineRoute({
  method: 'POST',
  path: '/api/units/:unitId/amend',
  tag,
  summary: { zh: '改名称、类型、辖区', en: 'Change name, kind, area' },
  access: 'organisation.write',
  params,
  body: z.strictObject({ ...facts, reason: Reason }),
  reply: Done,
  problems: ['unit_not_found', 'unit_retired', 'unit_unchanged'],
})

export const moveUnit = defineRoute({
  method: 'POST',
  path: '/api/units/:unitId/move',
  tag,
  summary: { zh: '改隶属', en: 'Put it below another unit' },
  access: 'organisation.write',
  params,
  body: z.strictObject({ parentId: UnitId.nullable(), reason: Reason }),
  reply: Done,
  problems: ['unit_not_found', 'unit_retired', 'unit_unchanged', 'unit_parent_unknown'],
})

export const retireUnit = defineRoute({
  method: 'POST',
  path: '/api/units/:unitId/retire',
  tag,
  summary: { zh: '撤销单位，在办案件和职责由承接单位接手', en: 'Retire a unit; a successor takes what it has' },
  access: 'organisation.write',
  params,
  body: z.strictObject({ successorId: UnitId.nullable(), reason: Reason }),
  reply: Done,
  problems: [
    'unit_not_found',
    'unit_retired',
    'unit_has_posts',
    'unit_has_children',
    'unit_needs_successor',
    'unit_successor_unknown',
  ],
})
