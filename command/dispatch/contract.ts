import { z } from 'zod'
import { LimitShape } from '#city/calendar/contract.ts'
import { CaseParams, defineStep, Note, Reason, Seen } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

export const proposeUnit = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/dispatch-proposal',
  tag: '派遣',
  summary: {
    zh: '按派遣规则与职责表推荐责任单位和人员，附理由、次选与在办量',
    en: 'The unit and person that rules and duty table name, with reason, runner-up and load',
  },
  access: 'case.dispatch',
  params: CaseParams,
  reply: z.object({
    proposals: z.array(
      z.object({
        unitId: z.string(),
        unitName: z.string(),
        openCases: z.int(),
        reason: Words,
        /** Why it only comes second. */
        whyNot: Words.nullable(),
        coUnitIds: z.array(z.string()),
        /** Whom the unit would send, by the rule's policy. */
        person: z
          .object({
            personId: Id,
            name: z.string(),
            onShiftUntil: Instant.nullable(),
            openCases: z.int(),
            onBeat: z.boolean(),
            reason: Words,
          })
          .nullable(),
        rule: z.object({ version: z.int(), ruleId: z.string() }).nullable(),
      }),
    ),
    dueIfNow: z.iso.datetime().nullable(),
  }),
})

export const nearDeadlines = defineRoute({
  method: 'GET',
  path: '/api/dispatch/near',
  tag: '派遣',
  summary: {
    zh: '临近时限的在办案件：按剩余工作分钟排列',
    en: 'Open cases near their deadline, by working minutes left',
  },
  access: 'case.dispatch',
  query: z.strictObject({
    /** Working minutes. */
    minutes: z.coerce.number().int().min(1).max(2_880).default(120),
    limit: z.coerce.number().int().min(1).max(200).default(30),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        caseId: Id,
        number: z.string(),
        stage: z.string(),
        categoryName: z.string().nullable(),
        dueAt: Instant,
        /** Until then, in working time of the district's calendar. */
        minutesLeft: z.int(),
      }),
    ),
    /** All of them, those not listed included. */
    total: z.int(),
    until: Instant,
  }),
})

export const dispatchCase = defineStep({
  action: 'dispatch',
  access: 'case.dispatch',
  summary: { zh: '派遣责任单位', en: 'Dispatch to a unit' },
  body: z.strictObject({
    unitId: z.string().min(1).max(40),
    coUnitIds: z.array(z.string().max(40)).max(8).default([]),
    personId: Id.optional(),
    note: Note,
    ...Seen,
  }),
  problems: ['unknown_unit', 'unknown_person', 'lead_is_helper', 'helper_twice'],
})

export const sendBackCase = defineStep({
  action: 'send-back',
  access: 'case.sendback',
  summary: { zh: '退回受理', en: 'Send back to the desk' },
  body: z.strictObject({ reason: Reason, ...Seen }),
})

export const decideExtension = defineStep({
  action: 'decide-extension',
  access: 'case.extend.decide',
  summary: { zh: '审批延期', en: 'Decide on an extension' },
  body: z.strictObject({ approve: z.boolean(), limit: LimitShape.optional(), note: Note, ...Seen }),
  problems: ['nothing_asked'],
})

export const decideSuspension = defineStep({
  action: 'decide-suspension',
  access: 'case.suspend.decide',
  summary: { zh: '审批挂账', en: 'Decide on a suspension' },
  body: z.strictObject({ approve: z.boolean(), note: Note, ...Seen }),
  problems: ['nothing_asked'],
})

export const resumeCase = defineStep({
  action: 'resume',
  access: 'case.resume',
  summary: { zh: '恢复处置', en: 'Resume' },
  body: z.strictObject({ reason: Reason, ...Seen }),
})
