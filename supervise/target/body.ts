import { z } from 'zod'

/** How an actual value is held against a target; a state is reached or not and has no number. */
export const directions = {
  at_least: { zh: '不低于', en: 'at least' },
  at_most: { zh: '不高于', en: 'at most' },
  equal: { zh: '达到', en: 'exactly' },
  state: { zh: '建成状态', en: 'a state' },
} as const
export type Direction = keyof typeof directions

/** 约束性, 预期性, or a wish stated in the text only. */
export const natures = {
  binding: { zh: '约束性', en: 'binding' },
  expected: { zh: '预期性', en: 'expected' },
  stretch: { zh: '文内要求', en: 'stated in the text' },
} as const
export type Nature = keyof typeof natures

/** What the product can count by itself from its own cases. */
export const measures = {
  municipal_in_time: {
    zh: '公用设施（部件或其异常事项）案件：按期处置数 ÷（处置数 + 超期未处置数 − 无时限处置数）',
    en: 'cases of public-utility components and of their being out of order: handled in time ÷ (handled + late and not handled − without a limit)',
  },
  handled_in_time: {
    zh: '全部案件：按期处置数 ÷（处置数 + 超期未处置数 − 无时限处置数）',
    en: 'all cases: handled in time ÷ (handled + late and not handled − without a limit)',
  },
} as const
export type MeasureId = keyof typeof measures

const keysOf = <T extends string>(words: Readonly<Record<T, unknown>>) => Object.keys(words) as [T, ...T[]]

/** What the plan says about an indicator at one place: for which year, how much, and in which words. */
export const Claim = z.strictObject({
  year: z.int().min(2000).max(2100),
  value: z.number().min(-1e9).max(1e9).nullable(),
  state: z.string().trim().max(200),
  nature: z.enum(keysOf(natures)),
  /** The part of the city the words are about; empty for all of it. */
  scope: z.string().trim().max(60),
  document: z.string().trim().min(2).max(100),
  place: z.string().trim().max(100),
  quotation: z.string().trim().max(600),
  /** How well the words are known (GLOSSARY.md explains the marks). */
  mark: z.string().trim().max(12),
})
export type Claim = z.output<typeof Claim>

const Fields = z.strictObject({
  name: z.string().trim().min(2).max(60),
  unit: z.string().trim().max(20),
  direction: z.enum(keysOf(directions)),
  /** What is divided by what, as the source defines it. */
  formula: z.string().trim().max(600),
  ownerUnitId: z.string().min(1).max(40).nullable(),
  measure: z.enum(keysOf(measures)).nullable(),
  isRetired: z.boolean(),
  claims: z.array(Claim).min(1).max(40),
})

/** An indicator of the plan, whole: what is edited is entered as a new version of all of it. */
export const TargetBody = Fields.superRefine(({ direction, claims }, context) => {
  for (const [at, { value, state }] of claims.entries()) {
    if (direction === 'state' ? state !== '' : value !== null) continue
    const path = ['claims', at, direction === 'state' ? 'state' : 'value']
    context.addIssue({ code: 'custom', path, message: direction === 'state' ? '须写明目标状态' : '须填目标值' })
  }
})
export type TargetBody = z.output<typeof TargetBody>

/** A year, a quarter of it or a month: `2026`, `2026-Q3`, `2026-11`. */
export const Period = z.string().regex(/^20\d\d(-Q[1-4]|-(0[1-9]|1[0-2]))?$/, '写作 2026、2026-Q3 或 2026-11')
