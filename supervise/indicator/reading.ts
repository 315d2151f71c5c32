import type { Indicator } from '#city/industry/industry.ts'
import type { Reading } from './contract.ts'

export type Count = { readonly hits: number; readonly base: number }

/** A share in percent with two places, or the plain count. Nothing to count is no value, not zero. */
export function amountOf({ hits, base }: Count, unit: string): number | null {
  if (base === 0) return null
  return unit === '%' ? Math.round((10_000 * hits) / base) / 100 : hits
}

type Bound = Pick<Indicator['target'], 'value' | 'way'>

export const isMet = (value: number | null, { value: goal, way }: Bound): boolean | null =>
  value === null ? null : way === 'at_least' ? value >= goal : value <= goal

/** What was counted in a period, held against its target. */
export function readingOf(period: string, count: Count, { unit, target }: Pick<Indicator, 'unit' | 'target'>): Reading {
  const value = amountOf(count, unit)
  const met = isMet(value, target)
  return { period, value, ...count, standing: met === null ? 'unknown' : met ? 'met' : 'short' }
}
