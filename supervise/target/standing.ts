import type { Claim, Direction, TargetBody } from './body.ts'

/** What was reached in a period, entered by somebody or counted by the product. */
export type Reached = {
  readonly period: string
  readonly value: number | null
  readonly state: string
  readonly isReached: boolean | null
}

/** A claim held against what was reached; `short` is how much is missing, nought or less once it is met. */
export type Held = { readonly claim: Claim; readonly isMet: boolean; readonly short: number | null }

export type Standing = 'met' | 'short' | 'disputed' | 'unknown'

/** The last day of a period as a text that sorts: a quarter ends with its third month, a year with its twelfth. */
export function periodEnd(period: string): string {
  const year = period.slice(0, 4)
  const rest = period.slice(5)
  if (rest === '') return `${year}-12`
  return rest.startsWith('Q') ? `${year}-${String(Number(rest[1]) * 3).padStart(2, '0')}` : `${year}-${rest}`
}

/** In order of time; of those that end together the longest is last: month, quarter, year. */
export const byPeriod = (a: { readonly period: string }, b: { readonly period: string }): number =>
  periodEnd(a.period).localeCompare(periodEnd(b.period)) || lengthOf(a.period) - lengthOf(b.period)

const lengthOf = (period: string): number => (period.length === 4 ? 12 : period.includes('Q') ? 3 : 1)

/** The claims that a year is judged by: those of the nearest year not before it, or else the last there are. */
export function claimsFor(claims: readonly Claim[], year: number): readonly Claim[] {
  const years = [...new Set(claims.map((claim) => claim.year))].sort((a, b) => a - b)
  const chosen = years.find((each) => each >= year) ?? years.at(-1)
  return claims.filter((claim) => claim.year === chosen)
}

/** Holds one claim against what was reached. Amounts are compared to nine decimals, so that 0.1 + 0.2 is 0.3. */
export function hold(direction: Direction, claim: Claim, reached: Reached): Held {
  if (direction === 'state' || claim.value === null || reached.value === null)
    return { claim, isMet: reached.isReached === true, short: null }
  const over = Math.round((reached.value - claim.value) * 1e9) / 1e9
  if (direction === 'at_least') return { claim, isMet: over >= 0, short: -over + 0 }
  if (direction === 'at_most') return { claim, isMet: over <= 0, short: over }
  return { claim, isMet: over === 0, short: Math.abs(over) }
}

/** Years for which the plan says two different things about the same indicator, each with all that it says. */
export function conflictsOf(claims: readonly Claim[]): { readonly year: number; readonly claims: readonly Claim[] }[] {
  const byYear = Map.groupBy(claims, ({ year }) => year)
  return [...byYear]
    .filter(([, said]) => new Set(said.map(({ value, state }) => `${value} ${state}`)).size > 1)
    .map(([year, said]) => ({ year, claims: said }))
    .sort((a, b) => a.year - b.year)
}

/** Where an indicator stands: where the plan contradicts itself and only some claims are met, it is said to be disputed. */
export function standingOf(
  { direction, claims }: Pick<TargetBody, 'direction' | 'claims'>,
  reached: readonly Reached[],
): { readonly standing: Standing; readonly latest: Reached | null; readonly held: readonly Held[] } {
  const latest = [...reached].sort(byPeriod).at(-1) ?? null
  if (!latest) return { standing: 'unknown', latest, held: [] }
  const held = claimsFor(claims, Number(latest.period.slice(0, 4))).map((claim) => hold(direction, claim, latest))
  const met = held.filter(({ isMet }) => isMet).length
  return { standing: met === held.length ? 'met' : met === 0 ? 'short' : 'disputed', latest, held }
}
