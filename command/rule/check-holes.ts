import { chooseUnit, type Duties } from './decide.ts'
import type { Moment } from './facts.ts'
import { type Finding, findings } from './finding.ts'
import type { CompiledRules } from './rule.ts'
import type { Facts } from './variables.ts'
import type { KnownCategory, Named, World } from './world.ts'

/** A category and a street for which nobody would answer, with the name of each. */
export type Hole = { readonly category: KnownCategory; readonly street: Named }

/**
 * Every category of the catalogue in every street, by day and by night, on a working day and not: where neither a rule nor the duty
 * table names a unit. The plainest case is asked (no owner, nothing special), since what rules say of special ones is extra.
 */
export function holesOf(rules: CompiledRules, world: World, moments: readonly Moment[], duties: Duties): Hole[] {
  const hours = sampleHours(moments)
  const streets = world.streets.length > 0 ? world.streets : [{ code: '', name: '—' }]
  return world.categories.flatMap((category) =>
    streets
      .filter((street) => hours.some((moment) => !chooseUnit(rules, duties, plain(category, street, moment), moment)))
      .map((street) => ({ category, street })),
  )
}

/** The holes as one finding a category, for a list that can be read. */
export function checkHoles(holes: readonly Hole[]): Finding[] {
  const byCategory = Map.groupBy(holes, ({ category }) => category)
  return [...byCategory].map(([category, list]) =>
    findings.no_owner({
      category: `${category.code} ${category.name}`,
      street: list[0]?.street.name ?? '',
      count: list.length,
    }),
  )
}

function sampleHours(moments: readonly Moment[]): readonly Moment[] {
  const kinds: ((moment: Moment) => boolean)[] = [
    ({ isWorkTime }) => isWorkTime,
    ({ isWorkTime, hour, weekday }) => !isWorkTime && hour < 6n && weekday < 6n,
    ({ weekday, hour }) => weekday === 6n && hour === 10n,
    ({ weekday, hour }) => weekday === 7n && hour === 22n,
  ]
  return kinds.flatMap((fits) => moments.filter(fits).slice(0, 1))
}

const plain = (
  { kind, code, name }: KnownCategory,
  street: Named,
  { hour, weekday, isWorkTime, emergency }: Moment,
): Facts => ({
  kind,
  category: code,
  categoryName: name,
  source: 'collector',
  urgency: 'normal',
  street: street.code,
  community: '',
  cell: '',
  componentOwner: '',
  lastUnit: '',
  hour,
  weekday,
  isWorkTime,
  emergency,
  ageHours: 0n,
  returns: 0n,
  reworks: 0n,
})
