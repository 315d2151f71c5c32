import { z } from 'zod'
import { IndustryId } from '#city/industry/contract.ts'
import { defineRoute, Instant } from '#kernel/http/contract.ts'

const tag = '行业应用'
const Words = z.object({ zh: z.string(), en: z.string() })
const Marked = z.object({ text: z.string(), mark: z.string() })
const Goal = z.object({ value: z.number(), way: z.enum(['at_least', 'at_most']), source: Marked })

/** A month of the district’s own clock. */
export const Month = z.string().regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/)

/** A number of a month; null where there was nothing to count, which is neither good nor bad. */
export const Reading = z.object({
  period: z.string(),
  value: z.number().nullable(),
  hits: z.number(),
  base: z.number(),
  standing: z.enum(['met', 'short', 'unknown']),
})
export type Reading = z.output<typeof Reading>

export const BoardIndicator = z.object({
  id: z.string(),
  title: Words,
  unit: z.string(),
  formula: Words,
  target: Goal,
  stretch: Goal.extend({ isMet: z.boolean().nullable() }).nullable(),
  source: Marked,
  /** The oldest first, the running month last. */
  readings: z.array(Reading),
})
export type BoardIndicator = z.output<typeof BoardIndicator>

export const getIndicatorBoard = defineRoute({
  method: 'GET',
  path: '/api/indicator-board',
  tag,
  summary: { zh: '行业指标：数值、目标与依据', en: 'The industries’ indicators: values, targets, sources' },
  access: 'industry.read',
  query: z.strictObject({ months: z.coerce.number().int().min(1).max(24).default(6) }),
  reply: z.object({
    asOf: Instant,
    industries: z.array(z.object({ id: z.string(), title: Words, indicators: z.array(BoardIndicator) })),
  }),
})

export const mostBehind = 200

export const getBehindIndicator = defineRoute({
  method: 'GET',
  path: '/api/indicator-board/:industryId/:indicatorId',
  tag,
  summary: { zh: '一项指标背后的明细', en: 'What an indicator is made of' },
  access: 'industry.read',
  params: z.strictObject({ industryId: IndustryId, indicatorId: IndustryId }),
  query: z.strictObject({ period: Month }),
  reply: z.object({
    period: z.string(),
    isCut: z.boolean(),
    items: z.array(z.object({ code: z.string(), what: z.string(), at: Instant.nullable(), counted: z.boolean() })),
  }),
  problems: ['industry_unknown', 'industry_off', 'indicator_unknown'],
})

/** An industry's indicators of a month on paper, or as a table. */
export const printIndicators = defineRoute({
  method: 'GET',
  path: '/api/indicator-board/:industryId/report',
  tag,
  summary: { zh: '行业指标月报（PDF、Excel 或 CSV）', en: 'An industry’s indicators of a month (PDF, Excel or CSV)' },
  access: 'industry.read',
  params: z.strictObject({ industryId: IndustryId }),
  query: z.strictObject({ period: Month, format: z.enum(['pdf', 'xlsx', 'csv']).default('pdf') }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['industry_unknown', 'industry_off'],
})
