import type { z } from 'zod'
import type { PlanBody } from '#command/inspection/contract.ts'
import type { Draft } from '#web/kit/form/use-draft.ts'

type Fields = Pick<
  z.input<typeof PlanBody>,
  'scope' | 'everyDays' | 'onWorkdays' | 'unitId' | 'personId' | 'window' | 'endsOn'
>

/** The part of a form that a new plan and a change of one have in common. */
export type PlanFields = Draft<Fields>

export const fieldsOfPlan = <V extends Fields>(form: Draft<V>): PlanFields => form as unknown as PlanFields
