import { z } from 'zod'
import { LimitShape } from '#city/calendar/contract.ts'
import { type ClockName, clockNames } from './entry.ts'

const instant = z.iso.datetime({ offset: true })
const Words = z.object({ zh: z.string(), en: z.string() })

/** Milliseconds for `continuous` and `work_time`, days for `work_day`. */
export const QuantityShape = z.object({ measure: z.enum(['continuous', 'work_time', 'work_day']), amount: z.number() })

export const ClockNameShape = z.enum(Object.keys(clockNames) as [ClockName, ...ClockName[]])

/** A stretch of a clock as a screen draws it. */
export const SegmentView = z.object({
  state: z.enum(['running', 'paused', 'stopped']),
  round: z.int(),
  from: instant,
  to: instant.nullable(),
  seq: z.int(),
  reason: Words,
  consumed: z.array(QuantityShape),
})

/** A clock on the wire, with its explanation in both languages. */
export const ClockView = z.object({
  name: ClockNameShape,
  title: Words,
  party: z.string().nullable(),
  state: z.enum(['none', 'running', 'paused', 'stopped']),
  round: z.int(),
  light: z.enum(['green', 'yellow', 'red']),
  asOf: instant,
  limits: z.array(LimitShape),
  remaining: z.array(QuantityShape),
  share: z.number(),
  dueBy: instant.nullable(),
  metInTime: z.boolean().nullable(),
  lateBy: z.object({ working: QuantityShape, wallMs: z.number() }).nullable(),
  calendar: z.object({ id: z.string(), version: z.int() }),
  segments: z.array(SegmentView),
  explanation: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
})

export type ClockView = z.infer<typeof ClockView>
