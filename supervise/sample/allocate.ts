/** A stratum before it is drawn from: how many cases it has, and what share was solved when it was last looked at. */
export type Planned = { readonly id: string; readonly population: number; readonly lastShare: number | null }

export type Allocation = 'proportional' | 'neyman'

/** Where nothing is known yet, the share of which least is known is assumed. */
const UNKNOWN_SHARE = 0.5
/** A stratum that was all solved last time is not taken for certain. */
const LEAST_SPREAD = 0.2

/**
 * How many to draw from each stratum, `total` in all: by its size, or by its size and its spread (Neyman), each at least `least`
 * or all it has. What rounding leaves over goes to the greatest remainders, ties to the first in order.
 */
export function allocate(
  strata: readonly Planned[],
  { total, least, by }: { total: number; least: number; by: Allocation },
): Map<string, number> {
  const sizes = new Map(strata.map(({ id, population }) => [id, Math.min(least, population)]))
  const room = ({ id, population }: Planned) => population - (sizes.get(id) ?? 0)
  const weightOf = ({ population, lastShare }: Planned) => population * (by === 'neyman' ? spreadOf(lastShare) : 1)
  let left = total - sum(sizes.values())
  // Strata that fill up give their share to the others, so it is gone round until nothing is left or nothing has room.
  while (left > 0) {
    const open = strata.filter((each) => room(each) > 0)
    const weight = sum(open.map(weightOf))
    if (weight === 0) break
    const wishes = open.map((each) => ({ each, wish: (left * weightOf(each)) / weight }))
    for (const { each, wish } of wishes) give(sizes, each, Math.min(Math.floor(wish), room(each)))
    const rest = total - sum(sizes.values())
    const byRemainder = wishes.filter(({ each }) => room(each) > 0).sort((a, b) => (b.wish % 1) - (a.wish % 1))
    for (const { each } of byRemainder.slice(0, rest)) give(sizes, each, 1)
    left = total - sum(sizes.values())
  }
  return sizes
}

const give = (sizes: Map<string, number>, { id }: Planned, more: number): void =>
  void sizes.set(id, (sizes.get(id) ?? 0) + more)

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, each) => all + each, 0)

function spreadOf(lastShare: number | null): number {
  const p = lastShare ?? UNKNOWN_SHARE
  return Math.max(LEAST_SPREAD, Math.sqrt(p * (1 - p)))
}
