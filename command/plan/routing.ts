import type { Effects } from '#city/emergency/effects.ts'

type Where = { readonly kind: 'component' | 'matter'; readonly category: string; readonly areaCode: string }

/** The unit an emergency sends first: the longest area, then the longest category decides, as in the duty table. */
export function emergencyUnit({ routing }: Pick<Effects, 'routing'>, where: Where): string | undefined {
  const [best] = routing
    .filter(
      (each) =>
        (each.kind === null || each.kind === where.kind) &&
        where.category.startsWith(each.category) &&
        where.areaCode.startsWith(each.areaCode),
    )
    .sort((a, b) => b.areaCode.length - a.areaCode.length || b.category.length - a.category.length)
  return best?.unitId
}
