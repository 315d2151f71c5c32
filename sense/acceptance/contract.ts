import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const tag = '设备'
const whole = z.int().min(0)
const params = z.object({ deviceId: Id })
const both = z.object({ deviceId: Id, acceptanceId: Id })
const Grade = z.enum(['A', 'B', 'C', 'D'])
const words = { zh: z.string(), en: z.string() }

/** One thing that was looked at, with the first frames that broke it. */
const Checked = z.object({
  id: z.string(),
  ...words,
  clause: z.string(),
  weight: z.enum(['must', 'should']),
  outcome: z.enum(['passed', 'failed', 'not seen']),
  seen: whole,
  failed: whole,
  evidence: z.array(z.object({ ...words, at: Instant.nullable(), hex: z.string() })),
})
export type Checked = z.output<typeof Checked>

const Made = z.object({
  acceptanceId: Id,
  madeAt: Instant,
  madeBy: z.string(),
  fromAt: Instant,
  frames: whole,
  grade: Grade.nullable(),
})
export type Made = z.output<typeof Made>

/** What a device is worth by its protocol, clause by clause. */
export const AcceptanceReport = Made.extend({
  protocol: z.string(),
  sender: z.string(),
  edition: z.string(),
  isWhole: z.boolean(),
  checks: z.array(Checked),
  unknown: z.array(z.object({ name: z.string(), count: whole })),
})
export type AcceptanceReport = z.output<typeof AcceptanceReport>

export const listAcceptances = defineRoute({
  method: 'GET',
  path: '/api/devices/:deviceId/acceptances',
  tag,
  summary: { zh: '设备验收报告', en: 'Acceptance reports of a device' },
  access: 'device.read',
  params,
  reply: z.object({ items: z.array(Made) }),
  problems: ['device_not_found'],
})

/** Looks strictly at the frames that were kept of a device in the last minutes, and keeps what was found. */
export const makeAcceptance = defineRoute({
  method: 'POST',
  path: '/api/devices/:deviceId/acceptances',
  tag,
  summary: { zh: '验收设备', en: 'Examine a device' },
  access: 'device.write',
  params,
  body: z.strictObject({ minutes: z.int().min(1).max(44_640) }),
  reply: z.object({ acceptanceId: Id, grade: Grade.nullable() }),
  problems: ['device_not_found', 'acceptance_protocol', 'acceptance_nothing'],
})

export const getAcceptance = defineRoute({
  method: 'GET',
  path: '/api/devices/:deviceId/acceptances/:acceptanceId',
  tag,
  summary: { zh: '一份验收报告', en: 'An acceptance report' },
  access: 'device.read',
  params: both,
  reply: AcceptanceReport,
  problems: ['device_not_found', 'acceptance_not_found'],
})

export const printAcceptance = defineRoute({
  method: 'GET',
  path: '/api/devices/:deviceId/acceptances/:acceptanceId/print',
  tag,
  summary: { zh: '验收报告的 PDF', en: 'An acceptance report as PDF' },
  access: 'device.read',
  params: both,
  rawReply: true,
  reply: z.unknown(),
  problems: ['device_not_found', 'acceptance_not_found'],
})
