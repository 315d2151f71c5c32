import { z } from 'zod'
import { CalendarDraft, LimitShape } from '#city/calendar/contract.ts'
import { stageClocks } from '#city/case/event.ts'
import { RuleShape } from '../rule/contract.ts'

/** The limit of one filing condition, for one class of area. Cases of earlier versions are known by its category and text. */
export const ConditionLimit = z.strictObject({
  conditionId: z.uuid(),
  kind: z.enum(['component', 'matter']),
  code: z.string(),
  condition: z.string(),
  areaClass: z.string().min(1).max(20),
  limit: LimitShape,
})

/** A draft that can be tried on past cases before it is published, whole in itself. */
export const SubjectShape = z.discriminatedUnion('subject', [
  z.strictObject({ subject: z.literal('rules'), rules: z.array(RuleShape) }),
  z.strictObject({ subject: z.literal('calendar'), calendar: CalendarDraft }),
  z.strictObject({
    subject: z.literal('limits'),
    stages: z.partialRecord(z.enum(stageClocks), LimitShape),
    conditions: z.array(ConditionLimit).max(2000),
  }),
])

export type Subject = z.infer<typeof SubjectShape>
export type LimitTable = Omit<Extract<Subject, { subject: 'limits' }>, 'subject'>
