/** How often a rule was right, with the bounds that so few verdicts allow (Wilson, 95 %). */
export type Precision = {
  readonly right: number
  readonly wrong: number
  /** Undefined verdicts make no share. */
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
}

const z = 1.96

export function precisionOf(right: number, wrong: number): Precision {
  const n = right + wrong
  if (n === 0) return { right, wrong, share: null, low: null, high: null }
  const share = right / n
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  return { right, wrong, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
