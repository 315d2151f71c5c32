import { z } from 'zod'
import { stepNames } from '#city/case/contract.ts'
import { defineRoute, Id } from '#kernel/http/contract.ts'

/** How often a page says that it is still there, and how long it is believed after that. */
export const BEAT_MS = 20_000
export const BELIEVED_MS = 45_000

/** Somebody who has a case before their eyes; `act` is the step they are filling in, if they are. */
export const Present = z.object({ personId: z.string(), name: z.string(), act: z.string().nullable() })
export type Present = z.output<typeof Present>

export const PresentAt = z.object({ caseId: Id, people: z.array(Present) })
export type PresentAt = z.output<typeof PresentAt>

export const listAttendance = defineRoute({
  method: 'GET',
  path: '/api/attendance',
  tag: '案件',
  summary: { zh: '此刻谁正在查看或办理哪些案件', en: 'Who has which case open at this moment' },
  access: 'case.read',
  reply: z.object({ cases: z.array(PresentAt) }),
})

const Act = z.enum(Object.keys(stepNames) as [keyof typeof stepNames, ...(keyof typeof stepNames)[]])

/** Says nothing about the case and changes nothing in it, so it leaves no trace in audit or ledger either. */
export const sayAttendance = defineRoute({
  method: 'POST',
  path: '/api/attendance',
  tag: '案件',
  summary: { zh: '声明正在查看或办理某案，或已离开', en: 'Say that one has a case open, or has left it' },
  access: 'case.read',
  outsideLedger: true,
  body: z.strictObject({
    tab: z.string().regex(/^[a-z0-9]{8,40}$/),
    caseId: Id.nullable(),
    act: Act.nullish(),
  }),
  reply: z.null(),
})
