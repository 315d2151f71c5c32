import type { Problem } from '#kernel/problem.ts'
import { organisationProblems } from './problems.ts'

export const unitKinds = {
  centre: { zh: '监督指挥中心', en: 'Centre' },
  bureau: { zh: '主管部门', en: 'Bureau' },
  office: { zh: '处置单位', en: 'Handling unit' },
  company: { zh: '企业', en: 'Company' },
  contractor: { zh: '承包单位', en: 'Contractor' },
  police: { zh: '公安交警', en: 'Police' },
  street: { zh: '街道办', en: 'Street office' },
} as const

/** What hangs on a unit, and has to go somewhere before it goes. */
export type Hanging = {
  readonly posts: number
  readonly home: number
  readonly openCases: number
  readonly duties: number
  readonly children: number
  readonly rules: number
}

type Placed = { readonly unitId: string; readonly parentId: string | null; readonly retiredOn: string | null }

/** Whether a unit may stand below another: that one is in service, and not below the unit itself. */
export function mayStandBelow(units: readonly Placed[], unitId: string, parentId: string): boolean {
  const byId = new Map(units.map((unit) => [unit.unitId, unit]))
  if (byId.get(parentId)?.retiredOn !== null) return false
  for (let at: string | null = parentId; at !== null; at = byId.get(at)?.parentId ?? null)
    if (at === unitId) return false
  return true
}

/**
 * Why a unit cannot retire. Posts are moved by whoever gives posts, so they are never moved along; cases, duties and people go to a
 * successor, and without one nothing may be left.
 */
export function whyNotRetired(
  unit: Placed,
  hanging: Hanging,
  successor: Placed | null | undefined,
): Problem | undefined {
  if (unit.retiredOn !== null) return organisationProblems.unit_retired()
  if (hanging.children > 0) return organisationProblems.unit_has_children({ units: hanging.children })
  if (hanging.posts > 0) return organisationProblems.unit_has_posts({ people: hanging.posts })
  const { openCases: cases, duties, home } = hanging
  if (successor === null)
    return cases + duties + home > 0
      ? organisationProblems.unit_needs_successor({ cases, duties, home }, 'body.successorId')
      : undefined
  if (!successor || successor.retiredOn !== null || successor.unitId === unit.unitId)
    return organisationProblems.unit_successor_unknown({}, 'body.successorId')
  return undefined
}
