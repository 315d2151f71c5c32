import { distance, type SomeLooks } from './hash.ts'
import { COARSE_AT_MOST, SLOPE_AT_MOST } from './look-store.ts'

/** How alike the nearest pair of two sets of photos is, 0–1; null where no pair is alike at all. */
export function likenessOf(ours: readonly SomeLooks[], theirs: readonly SomeLooks[]): number | null {
  const pairs = ours.flatMap((a) =>
    theirs.flatMap((b) => [[a.whole, b.whole] as const, [a.whole, b.inner] as const, [a.inner, b.whole] as const]),
  )
  const bits = pairs
    .filter(([a, b]) => distance(a.slope, b.slope) <= SLOPE_AT_MOST)
    .map(([a, b]) => distance(a.coarse, b.coarse))
    .filter((coarse) => coarse <= COARSE_AT_MOST)
  return bits.length === 0 ? null : 1 - Math.min(...bits) / 32
}
