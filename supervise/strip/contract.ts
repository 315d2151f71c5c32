import { z } from 'zod'
import { StageName } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

export const StripCase = z.object({
  caseId: Id,
  number: z.string(),
  stage: StageName,
  category: z.string().nullable(),
  description: z.string(),
  unit: z.string().nullable(),
  dueAt: Instant.nullable(),
  /** A kind of finding of the nightly proof, or `soon` for a deadline that comes next. */
  why: z.string(),
  name: Words,
  detail: Words,
})
export type StripCase = z.output<typeof StripCase>

export const Anomaly = z.object({
  kind: z.enum(['place', 'category']),
  name: z.string(),
  category: z.string(),
  count: z.int(),
  /** What is usual in the same span of time; absent for a place. */
  usual: z.number().nullable(),
  /** The latest case among them. */
  caseId: Id,
  /** Finds them in the list of cases. */
  search: z.string(),
})
export type Anomaly = z.output<typeof Anomaly>

export const getStrip = defineRoute({
  method: 'GET',
  path: '/api/strip',
  tag: '时限',
  summary: {
    zh: '值班长首页：卡住、即将超时的案件与异常聚集',
    en: 'For the duty chief’s home: what is stuck, what will be late next, and what gathers unusually',
  },
  access: 'stuck.read',
  reply: z.object({
    /** When the last proof ran; null where none has. */
    provenAt: Instant.nullable(),
    /** How many wait in all; the list shows the first of each. */
    stuck: z.int(),
    soon: z.int(),
    items: z.array(StripCase),
    anomalies: z.array(Anomaly),
  }),
})
