import type { Limit } from '#city/calendar/unit.ts'
import { type CategoryKey, componentBehind } from './code.ts'
import type { Kind } from './edition.ts'
import { catalogueProblems } from './problems.ts'

/** A limit for one class of area; `*` holds wherever no class of its own does. */
export type AreaLimit = { readonly areaClass: string; readonly note: string } & Limit

/** One clause of a district's standard: when to file, how long the unit has, when to close. */
export type Condition = {
  readonly conditionId: string
  readonly kind: Kind
  readonly major: string
  readonly minor: string
  readonly ordinal: number
  readonly condition: string
  readonly closing: string
  readonly disposingUnits: string
  readonly supervisingUnits: string
  readonly limits: readonly AreaLimit[]
}

const sameCategory = (c: Pick<Condition, 'kind' | 'major' | 'minor'>, key: CategoryKey) =>
  c.kind === key.kind && c.major === key.major && c.minor === key.minor

/**
 * The conditions a case of this category may be filed under, in order. A 2026 matter “component out of order” without
 * conditions of its own takes those of the component.
 */
export function conditionsFor<C extends Pick<Condition, 'kind' | 'major' | 'minor' | 'ordinal'>>(
  conditions: readonly C[],
  category: CategoryKey,
): C[] {
  const own = conditions.filter((c) => sameCategory(c, category))
  const component = componentBehind(category)
  const found = own.length > 0 || !component ? own : conditions.filter((c) => sameCategory(c, component))
  return found.toSorted((a, b) => a.ordinal - b.ordinal)
}

/** The limit in an area of that class, or the one for every area. Throws limit_for_area_missing. */
export function limitFor(condition: Pick<Condition, 'limits'>, areaClass = '*'): AreaLimit {
  const own = condition.limits.find((limit) => limit.areaClass === areaClass)
  const found = own ?? condition.limits.find((limit) => limit.areaClass === '*')
  if (!found) throw catalogueProblems.limit_for_area_missing({ areaClass })
  return found
}
