import { z } from 'zod'
import { StageName } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import type { Brief } from './brief.ts'
import { type BriefId, briefNumbers } from './brief-numbers.ts'
import type { Figures } from './figures.ts'
import { type Grouping, groupings, type Measure, measureIds } from './measure.ts'
import { type PeriodKind, periodKinds } from './period.ts'

export type { Brief, Sentence } from './brief.ts'
export { type BriefId, briefNumbers, type PlainId, plainIds } from './brief-numbers.ts'
export { changeOf, changeText, countText, hoursText, shareChangeText, shareOf, shareText } from './compare.ts'
export type { CaseLine, Compared, Figures, GroupRow, Ratio, Spread } from './figures.ts'
export {
  columnsOf,
  type Grouping,
  groupingIds,
  groupings,
  type Measure,
  measureIds,
  type Rate,
  rateIds,
  type TimeName,
  timeIds,
} from './measure.ts'
export { type PeriodKind, periodKinds, periodName } from './period.ts'
export { summaryOf } from './summary.ts'

const tag = '报表'
const ids = <T extends string>(record: Readonly<Record<T, unknown>>) => Object.keys(record) as [T, ...T[]]

export const PeriodKindName = z.enum(ids<PeriodKind>(periodKinds))

export const ReportHead = z.object({
  reportId: Id,
  kind: PeriodKindName,
  starts: z.iso.date(),
  ends: z.iso.date(),
  askedAt: Instant,
  askedBy: z.string(),
  progress: z.int(),
  failedAt: Instant.nullable(),
  madeAt: Instant.nullable(),
  cutOff: Instant.nullable(),
  rule: z.string().nullable(),
  sha256: z.string().nullable(),
})
export type ReportHead = z.output<typeof ReportHead>

const ReportParams = z.strictObject({ reportId: Id })

export const listReports = defineRoute({
  method: 'GET',
  path: '/api/reports',
  tag,
  summary: { zh: '日报、周报、月报清单', en: 'Daily, weekly and monthly reports' },
  access: 'report.read',
  query: z.strictObject({
    kind: PeriodKindName.optional(),
    limit: z.coerce.number().int().min(1).max(400).default(120),
  }),
  reply: z.object({ items: z.array(ReportHead) }),
})

/** Which period a report is wanted of. */
export const ReportWish = z.strictObject({ kind: PeriodKindName, starts: z.iso.date() })

export const askReport = defineRoute({
  method: 'POST',
  path: '/api/reports',
  tag,
  summary: { zh: '生成一个已结束周期的报表', en: 'Make the report of a period that is over' },
  access: 'report.make',
  body: ReportWish,
  reply: z.object({ reportId: Id }),
  problems: ['period_starts_elsewhere', 'period_not_over'],
})

export const getReport = defineRoute({
  method: 'GET',
  path: '/api/reports/:reportId',
  tag,
  summary: { zh: '一份报表；生成中的给出进度', en: 'One report, or how far its making has come' },
  access: 'report.read',
  params: ReportParams,
  reply: z.object({ head: ReportHead, figures: z.custom<Figures>().nullable() }),
  problems: ['period_report_not_found'],
})

export const checkReport = defineRoute({
  method: 'GET',
  path: '/api/reports/:reportId/check',
  tag,
  summary: { zh: '按案件历程重算并比对摘要', en: 'Count the histories again and compare the hash' },
  access: 'report.read',
  params: ReportParams,
  reply: z.object({ same: z.boolean(), sha256: z.string(), again: z.string() }),
  problems: ['period_report_not_found', 'period_report_not_made'],
})

export const printReport = defineRoute({
  method: 'GET',
  path: '/api/reports/:reportId/print/:form',
  tag,
  summary: { zh: '报表的 PDF、Excel 或冻结原文', en: 'A report as PDF, as a workbook, or its frozen text' },
  access: 'report.read',
  params: z.strictObject({ reportId: Id, form: z.enum(['pdf', 'xlsx', 'json']) }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['period_report_not_found', 'period_report_not_made'],
})

/** Which number of a report is asked for: a measure, within a row of a table or a part of the period. */
export const CasesQuery = z.strictObject({
  measure: z.enum(measureIds as [Measure, ...Measure[]]).optional(),
  by: z.enum([...ids<Grouping>(groupings), 'cell', 'returned']).optional(),
  key: z.string().max(60).optional(),
  /** A part of the period by its place in the series, from 0. */
  step: z.coerce.number().int().min(0).max(31).optional(),
  cursor: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const CountedCase = z.object({
  caseId: Id,
  number: z.string(),
  stageThen: StageName,
  stage: StageName,
  categoryName: z.string().nullable(),
  placeText: z.string(),
  unitName: z.string().nullable(),
  reportedAt: Instant,
  dueAt: Instant.nullable(),
  marks: z.array(z.string()),
})
export type CountedCase = z.output<typeof CountedCase>

export const listReportCases = defineRoute({
  method: 'GET',
  path: '/api/reports/:reportId/cases',
  tag,
  summary: { zh: '报表中一个数字背后的案件', en: 'The cases behind a number of a report' },
  access: 'report.read',
  params: ReportParams,
  query: CasesQuery,
  reply: z.object({ total: z.int(), items: z.array(CountedCase), next: z.string().nullable() }),
  problems: ['period_report_not_found', 'period_report_not_made'],
})

export const getBrief = defineRoute({
  method: 'GET',
  path: '/api/brief',
  tag,
  summary: { zh: '领导专报：此刻哪里不对', en: 'The leader’s brief: what is going wrong now' },
  access: 'report.read',
  reply: z.custom<Brief>(),
})

export const listBriefCases = defineRoute({
  method: 'GET',
  path: '/api/brief/cases',
  tag,
  summary: { zh: '专报中一个数字背后的案件', en: 'The cases behind a number of the brief' },
  access: 'report.read',
  query: z.strictObject({
    id: z.enum(ids<BriefId>(briefNumbers)),
    key: z.string().max(60).default(''),
    cursor: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ total: z.int(), items: z.array(CountedCase), next: z.string().nullable() }),
})

export const printBrief = defineRoute({
  method: 'GET',
  path: '/api/brief/print',
  tag,
  summary: { zh: '领导专报的 PDF，一页', en: 'The leader’s brief as PDF, one page' },
  access: 'report.read',
  rawReply: true,
  reply: z.unknown(),
})
