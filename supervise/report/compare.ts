import type { Ratio } from './figures.ts'

/** What stands where there is no number: never a nought. */
export const NONE = '—'

/** A count as people read it. */
export const countText = (count: number | null): string => (count === null ? NONE : count.toLocaleString('en-US'))

/** By which share a count rose or fell; null where there is nothing to compare with, or it was nought. */
export const changeOf = (now: number, then: number | null): number | null =>
  then === null || then === 0 ? null : (now - then) / then

export const changeText = (now: number, then: number | null): string => {
  const change = changeOf(now, then)
  return change === null ? NONE : signed(Math.round(change * 1000) / 10, '%')
}

/** A share, or null where the denominator is nought. */
export const shareOf = (ratio: Ratio | null): number | null =>
  ratio === null || ratio.under <= 0 ? null : ratio.over / ratio.under

export const shareText = (ratio: Ratio | null): string => {
  const share = shareOf(ratio)
  return share === null ? NONE : `${(Math.round(share * 1000) / 10).toFixed(1)}%`
}

/** The difference of two shares in percentage points, as the printed shares differ. */
export const shareChangeText = (now: Ratio, then: Ratio | null): string => {
  const [a, b] = [shareOf(now), shareOf(then)]
  if (a === null || b === null) return NONE
  return signed(Math.round(Math.round(a * 1000) - Math.round(b * 1000)) / 10, ' 个百分点')
}

/** Hours as people read them: `0.4`, `12.5`, `130`. */
export const hoursText = (hours: number | null): string =>
  hours === null ? NONE : hours < 100 ? hours.toFixed(1) : Math.round(hours).toString()

const signed = (value: number, unit: string): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : '±'}${Math.abs(value).toFixed(1)}${unit}`
