/** What was found in one stratum: how many closed cases it has, how many were judged, how many of those are still solved. */
export type Stratum = {
  readonly population: number
  /** Looked at and judged; what cannot be told is no answer. */
  readonly judged: number
  readonly solved: number
}

/** A share with its interval; undefined shares of nothing are null. */
export type Estimate = { readonly share: number | null; readonly low: number; readonly high: number }

/** The 97.5 % point of the normal distribution: intervals are of 95 %. */
const Z = 1.959963984540054

/** Wilson's interval of a share, which stays within 0 and 1 and is honest for few and for none. */
export function wilson(solved: number, judged: number, z = Z): Estimate {
  if (judged === 0) return { share: null, low: 0, high: 1 }
  const p = solved / judged
  const z2 = z * z
  const middle = (p + z2 / (2 * judged)) / (1 + z2 / judged)
  const half = (z / (1 + z2 / judged)) * Math.sqrt((p * (1 - p)) / judged + z2 / (4 * judged * judged))
  return { share: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/**
 * The share of all: strata weighed by their size. Its variance is summed over strata with the finite population correction
 * (Cochran, Sampling Techniques, 5.6): `Σ W² (1 − n/N) p(1 − p)/(n − 1)`; in a stratum with one answer, or where all answers
 * agree, p is smoothed towards one half as Wilson does, so that agreement by chance does not pass for certainty. A stratum that
 * nobody judged counts neither way and is said to be missing.
 */
export function stratified(strata: readonly Stratum[], z = Z): Estimate & { readonly missing: number } {
  const known = strata.filter(({ judged }) => judged > 0)
  const missing = strata.filter(({ population, judged }) => population > 0 && judged === 0).length
  const all = known.reduce((sum, { population }) => sum + population, 0)
  if (all === 0) return { share: null, low: 0, high: 1, missing }
  const share = known.reduce((sum, { population, judged, solved }) => sum + (population / all) * (solved / judged), 0)
  const variance = known.reduce((sum, each) => sum + (each.population / all) ** 2 * varianceOf(each, z), 0)
  const half = z * Math.sqrt(variance)
  return { share, low: Math.max(0, share - half), high: Math.min(1, share + half), missing }
}

function varianceOf({ population, judged, solved }: Stratum, z: number): number {
  const correction = 1 - judged / population
  if (correction <= 0) return 0
  const isUniform = solved === 0 || solved === judged || judged === 1
  const p = isUniform ? (solved + (z * z) / 2) / (judged + z * z) : solved / judged
  const answers = isUniform ? judged + z * z : judged - 1
  return (correction * p * (1 - p)) / answers
}
