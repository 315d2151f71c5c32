import { z } from 'zod'
import { ComponentCode } from '#city/component/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

export const entryKinds = ['change', 'inspection', 'alarm', 'case', 'order'] as const

/** The newest entries of each kind that are shown. */
export const mostEntries = 200

export const RecordEntry = z.object({
  kind: z.enum(entryKinds),
  at: Instant,
  /** Its number where it has one, or the kind of change or of inspection. */
  title: z.string(),
  /** How it stands or came out, as its own folder names it. */
  state: z.string(),
  said: z.string(),
  by: z.string(),
  /** What to open: a case, an alarm, an order. */
  id: z.string().nullable(),
  files: z.array(Id),
})
export type RecordEntry = z.output<typeof RecordEntry>

export const getRecord = defineRoute({
  method: 'GET',
  path: '/api/components/:code/record',
  tag: '部件',
  summary: {
    zh: '一物一档：变更、巡检、报警、案件、工单在一条时间线上',
    en: 'The record of one thing: changes, inspections, alarms, cases and orders on one line of time',
  },
  access: 'component.read',
  params: z.strictObject({ code: ComponentCode }),
  reply: z.object({
    entries: z.array(RecordEntry),
    /** Devices on it, where whoever asks may see devices. */
    devices: z.array(z.object({ deviceId: Id, name: z.string(), kind: z.string(), heardAt: Instant.nullable() })),
    open: z.object({ cases: z.int(), orders: z.int(), alarms: z.int() }),
    /** The unit that owns it, where the register's words name one of the district's. */
    ownerUnit: z.object({ unitId: z.string(), name: z.string() }).nullable(),
  }),
  problems: ['component_not_found'],
})
