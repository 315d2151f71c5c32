import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { trialNames } from './trials.ts'

export { type TrialName, trialNames } from './trials.ts'

const tag = '设备'
const whole = z.int().min(0)
const params = z.object({ deviceId: Id })
const both = z.object({ deviceId: Id, acceptanceId: Id })
const Grade = z.enum(['A', 'B', 'C', 'D'])
const TrialName = z.enum(trialNames)
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
  /** What was done to the device meanwhile; null where kept frames were looked at. */
  trials: z.array(TrialName).nullable(),
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

const TrialState = z.enum(['waiting', 'running', 'over', 'withdrawn', 'missed', 'lost'])

/** A live trial: who wished for it, how far it has come, and the report that it ended with. */
export const LiveTrial = z.object({
  trialId: Id,
  trials: z.array(TrialName),
  minutes: whole,
  askedAt: Instant,
  askedBy: z.string(),
  state: TrialState,
  /** Until when the device is waited for. */
  waitUntil: Instant,
  startedAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  isStopping: z.boolean(),
  progress: z
    .object({
      stage: z.enum(['listening', 'withholding', 'asking', 'cut', 'after', 'done']),
      isThere: z.boolean(),
      frames: whole,
      checks: z.array(Checked.omit({ evidence: true })),
    })
    .nullable(),
  acceptanceId: Id.nullable(),
})
export type LiveTrial = z.output<typeof LiveTrial>

export const listTrials = defineRoute({
  method: 'GET',
  path: '/api/devices/:deviceId/trials',
  tag,
  summary: { zh: '设备现场验收', en: 'Live trials of a device' },
  access: 'device.read',
  params,
  reply: z.object({ items: z.array(LiveTrial) }),
  problems: ['device_not_found'],
})

/**
 * Tries a device over the connection that it has: it is heard for so many minutes, and meanwhile one report is not acknowledged,
 * questions are asked, the connection is cut, as is wished. A device that is away is waited for.
 */
export const startTrial = defineRoute({
  method: 'POST',
  path: '/api/devices/:deviceId/trials',
  tag,
  summary: { zh: '开始现场验收', en: 'Try a device live' },
  access: 'device.write',
  params,
  body: z.strictObject({
    minutes: z.int().min(1).max(1_440),
    trials: z.array(TrialName).max(trialNames.length),
  }),
  reply: z.object({ trialId: Id }),
  problems: ['device_not_found', 'device_retired', 'trial_protocol', 'trial_open', 'trial_too_many'],
})

/** Ends a trial early: with a report of what was seen so far, or without one where it has not begun. */
export const stopTrial = defineRoute({
  method: 'POST',
  path: '/api/devices/:deviceId/trials/:trialId/stop',
  tag,
  summary: { zh: '结束现场验收', en: 'End a live trial' },
  access: 'device.write',
  params: z.object({ deviceId: Id, trialId: Id }),
  body: z.strictObject({}),
  reply: z.object({ state: TrialState }),
  problems: ['device_not_found', 'trial_over'],
})
