import { z } from 'zod'
import type { Tx } from '#kernel/db/db.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import { LimitShape } from './contract.ts'

/** Handling limits by the condition of the standard under which cases were filed; its category and text tell it in other versions. */
export const ConditionLimits = z.array(
  z.object({
    conditionId: z.string(),
    areaClass: z.string(),
    limit: LimitShape,
    condition: z.string().optional(),
    kind: z.enum(['component', 'matter']).optional(),
    code: z.string().optional(),
  }),
)

/** Told in the transaction that publishes a calendar: every deadline counted by the one before may have moved. */
export const calendarPublished = 'calendar.published'

export const CalendarPublished = z.object({
  calendarId: z.string(),
  version: z.int(),
  reason: z.string(),
  publishedBy: z.string(),
})

/** Told in the transaction that publishes limits: clocks that run by another are to get the new ones. */
export const limitsPublished = 'limits.published'

export const LimitsPublished = z.object({
  version: z.int(),
  reason: z.string(),
  publishedBy: z.string(),
  /** Clocks of the stages whose limit is another one now. */
  stages: z.record(z.string(), LimitShape).default({}),
  /** Handling limits that are others now. */
  conditions: ConditionLimits.default([]),
  /** When they take effect, where that is not at once. */
  beginsAt: z.iso.datetime().optional(),
})

export const tellCalendarPublished = (
  tx: Tx,
  districtId: string,
  published: z.input<typeof CalendarPublished>,
): Promise<string> =>
  outbox.add(tx, { districtId, topic: calendarPublished, key: published.calendarId, payload: published })

export const tellLimitsPublished = (
  tx: Tx,
  districtId: string,
  published: z.input<typeof LimitsPublished>,
): Promise<string> => outbox.add(tx, { districtId, topic: limitsPublished, key: 'limits', payload: published })
