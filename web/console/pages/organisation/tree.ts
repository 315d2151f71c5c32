import type { UnitNode } from '#city/organisation/unit/contract.ts'

/** A line of the tree: a unit and how deep it stands. */
export type Line = { readonly unit: UnitNode; readonly depth: number }

/** Units as a tree read from top to bottom. Where only some are wanted, those above them stay, so that each is seen in its place. */
export function linesOf(units: readonly UnitNode[], isWanted: (unit: UnitNode) => boolean): Line[] {
  const byId = new Map(units.map((unit) => [unit.unitId, unit]))
  const kept = new Set<string>()
  for (const unit of units.filter(isWanted))
    for (let at: UnitNode | undefined = unit; at && !kept.has(at.unitId); at = byId.get(at.parentId ?? ''))
      kept.add(at.unitId)
  const below = Map.groupBy(
    units.filter(({ unitId }) => kept.has(unitId)),
    ({ parentId }) => (parentId !== null && kept.has(parentId) ? parentId : ''),
  )
  const walk = (parentId: string, depth: number): Line[] =>
    (below.get(parentId) ?? []).flatMap((unit) => [{ unit, depth }, ...walk(unit.unitId, depth + 1)])
  return walk('', 0)
}
