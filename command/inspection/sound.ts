import { caseProblems } from '#city/case/problems.ts'
import type { Industry } from '#city/industry/industry.ts'
import { listPeople, listUnits } from '#city/organisation/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import type { PlanBody } from './contract.ts'
import { type DeclaredKind, findKind, getKind, kindsOn } from './kinds.ts'
import { inspectionProblems } from './problems.ts'
import { type At, findPlan, type Plan, unknownCodes } from './store.ts'

/** The plan, and its kind where an industry that is on declares it. Problem: `inspection_plan_unknown`. */
export async function mustFind(
  db: Db,
  actor: Actor,
  planId: string,
  industries: readonly Industry[],
  at: At,
): Promise<{ plan: Plan; kind: DeclaredKind | undefined }> {
  const plan = await findPlan(db, actor, planId, at)
  if (!plan) throw inspectionProblems.inspection_plan_unknown()
  return { plan, kind: findKind(await kindsOn(db, actor.districtId, industries), plan) }
}

type Planned = Pick<PlanBody, 'industryId' | 'kindId' | 'scope' | 'startsOn' | 'endsOn'>

/** Problems: `inspection_kind_unknown`, `inspection_days`, `inspection_components_unknown`. */
export async function soundKind(
  db: Db,
  districtId: string,
  industries: readonly Industry[],
  body: Planned,
): Promise<DeclaredKind> {
  const found = getKind(await kindsOn(db, districtId, industries), body)
  if (body.endsOn !== null && body.endsOn < body.startsOn) throw inspectionProblems.inspection_days({}, 'body.endsOn')
  const unknown = await unknownCodes(db, districtId, found.kind.components, body.scope.codes)
  if (unknown.length > 0)
    throw inspectionProblems.inspection_components_unknown({ codes: unknown.join('、') }, 'body.scope.codes')
  return found
}

/** Problems: `unknown_unit`, `unknown_person`. */
export async function mustHaveOwner(
  db: Db,
  districtId: string,
  { unitId, personId }: Pick<PlanBody, 'unitId' | 'personId'>,
): Promise<void> {
  if (unitId !== null && !(await listUnits(db, districtId)).some((one) => one.unitId === unitId))
    throw caseProblems.unknown_unit({ unitId }, 'body.unitId')
  if (personId !== null && !(await listPeople(db, districtId)).some((one) => one.personId === personId && one.active))
    throw caseProblems.unknown_person({ personId }, 'body.personId')
}
