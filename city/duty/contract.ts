import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const Day = z.iso.date()
const Kind = z.enum(['component', 'matter'])
/** A category code or its beginning; empty is every category. */
const CategoryPrefix = z
  .string()
  .trim()
  .regex(/^[0-9]{0,5}$/)
/** A code of street, community or cell, or its beginning; empty is the whole district. */
const AreaPrefix = z
  .string()
  .trim()
  .regex(/^[0-9]{0,15}$/)
const Reason = z.string().trim().min(2).max(300)

export const DutyItem = z.object({
  dutyId: Id,
  kind: Kind.nullable(),
  category: z.string(),
  categoryName: z.string(),
  areaCode: z.string(),
  areaName: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  from: Day,
  to: Day.nullable(),
  basis: z.string(),
})
export type DutyItem = z.output<typeof DutyItem>

const CategoryOf = { kind: Kind, code: z.string(), name: z.string() }

const tag = '责任田'

export const listDuties = defineRoute({
  method: 'GET',
  path: '/api/duties',
  tag,
  summary: { zh: '责任田：哪个单位管哪类、哪片，及缺口与重叠', en: 'The duty table with its gaps and overlaps' },
  access: 'organisation.read',
  reply: z.object({
    items: z.array(DutyItem),
    gaps: z.array(z.object({ ...CategoryOf, areas: z.array(z.string()) })),
    overlaps: z.array(z.object({ ...CategoryOf, area: z.string(), units: z.array(z.string()) })),
    categories: z.array(z.object(CategoryOf)),
    areas: z.array(z.object({ code: z.string(), name: z.string(), level: z.enum(['street', 'community']) })),
  }),
})

export const addDuty = defineRoute({
  method: 'POST',
  path: '/api/duties',
  tag,
  summary: { zh: '增加一条职责', en: 'Add a duty' },
  access: 'organisation.write',
  body: z.strictObject({
    kind: Kind.nullable(),
    category: CategoryPrefix,
    areaCode: AreaPrefix,
    unitId: z.string().trim().min(1).max(40),
    from: Day,
    to: Day.nullable().default(null),
    basis: Reason,
  }),
  reply: z.object({ dutyId: Id }),
  problems: ['duty_unit_unknown', 'duty_category_unknown', 'duty_area_unknown', 'duty_dates', 'duty_exists'],
})

export const endDuty = defineRoute({
  method: 'POST',
  path: '/api/duties/:dutyId/end',
  tag,
  summary: { zh: '终止一条职责', en: 'End a duty' },
  access: 'organisation.write',
  params: z.strictObject({ dutyId: Id }),
  body: z.strictObject({ on: Day, reason: Reason }),
  reply: z.object({ dutyId: Id }),
  problems: ['duty_not_found', 'duty_dates', 'duty_ended'],
})

export const importDuties = defineRoute({
  method: 'POST',
  path: '/api/duties/import',
  tag,
  summary: { zh: '导入责任田，先试后入，逐行报错', en: 'Import duties; dry run first, faults row by row' },
  access: 'organisation.write',
  query: z.strictObject({ commit: z.enum(['yes', 'no']).default('no') }),
  bytes: true,
  reply: z.object({
    committed: z.boolean(),
    lines: z.array(
      z.object({
        row: z.int(),
        name: z.string(),
        outcome: z.enum(['added', 'same', 'refused']),
        faults: z.array(z.object({ zh: z.string(), en: z.string() })),
      }),
    ),
  }),
  problems: ['duty_column_missing'],
})

export const exportDuties = defineRoute({
  method: 'GET',
  path: '/api/duties/export',
  tag,
  summary: { zh: '导出责任田，可改后再导入', en: 'Export the duties; they import again' },
  access: 'organisation.read',
  query: z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  rawReply: true,
  reply: z.unknown(),
})

const ShiftItem = z.object({
  shiftId: Id,
  personId: Id,
  name: z.string(),
  posts: z.array(z.string()),
  startsAt: Instant,
  endsAt: Instant,
})
export type ShiftItem = z.output<typeof ShiftItem>

export const listShifts = defineRoute({
  method: 'GET',
  path: '/api/shifts',
  tag,
  summary: { zh: '一周班次', en: 'The shifts of a week' },
  access: 'organisation.read',
  /** The first day of the seven. */
  query: z.strictObject({ from: Day }),
  reply: z.object({ items: z.array(ShiftItem) }),
})

export const addShift = defineRoute({
  method: 'POST',
  path: '/api/shifts',
  tag,
  summary: { zh: '排一个班', en: 'Put somebody on duty' },
  access: 'shift.write',
  body: z.strictObject({ personId: Id, startsAt: Instant, endsAt: Instant }),
  reply: z.object({ shiftId: Id }),
  problems: ['shift_person_unknown', 'shift_times', 'shift_overlaps'],
})

export const cancelShift = defineRoute({
  method: 'POST',
  path: '/api/shifts/:shiftId/cancel',
  tag,
  summary: { zh: '取消还没开始的班', en: 'Cancel a shift that has not begun' },
  access: 'shift.write',
  params: z.strictObject({ shiftId: Id }),
  reply: z.object({ shiftId: Id }),
  problems: ['shift_not_found', 'shift_over'],
})
