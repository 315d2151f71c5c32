/** One line of the duty table as it is judged. An empty category or area is every one. */
export type Duty = {
  readonly kind: 'component' | 'matter' | null
  readonly category: string
  readonly areaCode: string
  readonly unitId: string
}

export type Category = { readonly kind: 'component' | 'matter'; readonly code: string; readonly name: string }
export type Area = { readonly code: string; readonly name: string }

/** A category that nobody answers for in some streets. */
export type Gap = Category & { readonly areas: readonly string[] }

/** A category for which two units are named as closely as each other in a street: only the order of entry decides. */
export type Overlap = Category & { readonly area: string; readonly unitIds: readonly string[] }

/**
 * Where the duty table has holes and where it contradicts itself, category by category and street by street. A line for a part of
 * a street alone does not cover the street.
 */
export function judgeCoverage(
  duties: readonly Duty[],
  categories: readonly Category[],
  areas: readonly Area[],
): { readonly gaps: readonly Gap[]; readonly overlaps: readonly Overlap[] } {
  const gaps: Gap[] = []
  const overlaps: Overlap[] = []
  for (const category of categories) {
    const own = duties.filter((duty) => concerns(duty, category))
    const open: string[] = []
    for (const area of areas) {
      const best = closest(own.filter((duty) => area.code.startsWith(duty.areaCode)))
      if (best.length === 0) open.push(area.name)
      else if (best.length > 1) overlaps.push({ ...category, area: area.name, unitIds: best })
    }
    if (open.length > 0) gaps.push({ ...category, areas: open })
  }
  return { gaps, overlaps }
}

const concerns = (duty: Duty, { kind, code }: Category): boolean =>
  (duty.kind === null || duty.kind === kind) && code.startsWith(duty.category)

/** The units named most closely: by the longest area, then the longest category. */
function closest(duties: readonly Duty[]): readonly string[] {
  const weight = ({ areaCode, category }: Duty) => areaCode.length * 10 + category.length
  const most = Math.max(-1, ...duties.map(weight))
  return [...new Set(duties.filter((duty) => weight(duty) === most).map(({ unitId }) => unitId))].sort()
}
