import type { Industry } from '#city/industry/industry.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { mostComponents } from '../contract.ts'
import { type Cycle, inspectionsOf } from '../due.ts'
import { inspectionProblems } from '../problems.ts'
import { mustFind, mustHaveOwner, soundKind } from '../sound.ts'
import { todayOf } from '../standing.ts'
import { countInScope, insertVersion, lockPlan, type Plan } from '../store.ts'
import { changePlan, dropPlanChange, type PlanTerms, previewPlanChange } from './contract.ts'
import { countInHand, difference, dropWaiting, listVersions } from './store.ts'

/** Changing a plan from a day on; what was done and what is in hand keep the version they began under. */
export const changeRoutes = (industries: readonly Industry[]): readonly Route[] => [
  route(previewPlanChange, async ({ tx, actor, params: { planId }, body, now }) => {
    const { districtId } = actor
    const { plan, kinds } = await sound(tx, actor, planId, body, industries, now)
    const [before, after] = [
      await countInScope(tx, districtId, kinds, plan.scope),
      await countInScope(tx, districtId, kinds, body.scope),
    ]
    const added = await difference(tx, districtId, kinds, { of: body.scope, without: plan.scope })
    const dropped = await difference(tx, districtId, kinds, { of: plan.scope, without: body.scope })
    const inHand = await countInHand(tx, districtId, kinds, { planId, scope: body.scope, now })
    const [waiting] = (await listVersions(tx, districtId, planId)).filter(
      ({ version, droppedAt }) => version > plan.version && droppedAt === null,
    )
    return {
      before: { components: before, inspections: inYear({ ...plan, startsOn: body.fromOn }, before) },
      after: { components: after, inspections: inYear({ ...body, startsOn: body.fromOn }, after) },
      ...{ added: added.count, someAdded: [...added.some], dropped: dropped.count, someDropped: [...dropped.some] },
      ...{ inHand: inHand.all, inHandDropped: inHand.dropped, replaces: waiting?.fromOn ?? null },
    }
  }),
  route(changePlan, async ({ tx, actor, params: { planId }, body: { reason, ...terms }, now }) => {
    const { districtId, name } = actor
    await lockPlan(tx, districtId, planId)
    const { plan, kinds } = await sound(tx, actor, planId, terms, industries, now)
    const components = await countInScope(tx, districtId, kinds, terms.scope)
    if (components === 0) throw inspectionProblems.inspection_nothing({}, 'body.scope')
    if (components > mostComponents)
      throw inspectionProblems.inspection_too_much({ most: mostComponents }, 'body.scope')
    const [latest] = await listVersions(tx, districtId, planId)
    await dropWaiting(tx, districtId, planId, { held: plan.version, now, by: name })
    const version = (latest?.version ?? plan.version) + 1
    await insertVersion(tx, districtId, { ...terms, planId, version, reason }, { now, by: name })
    return { version, fromOn: terms.fromOn }
  }),
  route(dropPlanChange, async ({ tx, actor, params: { planId }, now }) => {
    await lockPlan(tx, actor.districtId, planId)
    const today = await todayOf(tx, actor.districtId, now)
    const { plan } = await mustFind(tx, actor, planId, industries, today)
    const dropped = await dropWaiting(tx, actor.districtId, planId, { held: plan.version, now, by: actor.name })
    if (!dropped) throw inspectionProblems.inspection_change_none()
    return dropped
  }),
]

/** The inspections of a year from the first day; none where the plan is over by then. */
const inYear = (cycle: Cycle, components: number): number =>
  cycle.endsOn !== null && cycle.endsOn < cycle.startsOn ? 0 : inspectionsOf(cycle, components).total

/** The plan and the kinds it takes, where the change may be made. Problems: those the contract names but for the scope's size. */
async function sound(
  db: Db,
  actor: Actor,
  planId: string,
  terms: PlanTerms,
  industries: readonly Industry[],
  now: Date,
): Promise<{ plan: Plan; kinds: readonly string[] }> {
  const today = await todayOf(db, actor.districtId, now)
  const { plan } = await mustFind(db, actor, planId, industries, today)
  const { industryId, kindId } = plan
  const earliest = [plan.startsOn, today.day].toSorted().at(-1) ?? today.day
  if (terms.fromOn < earliest) throw inspectionProblems.inspection_change_past({ day: earliest }, 'body.fromOn')
  const asked = { ...terms, industryId, kindId, startsOn: terms.fromOn }
  const { kind } = await soundKind(db, actor.districtId, industries, asked)
  await mustHaveOwner(db, actor.districtId, terms)
  if (isSame(plan, terms)) throw inspectionProblems.inspection_change_empty({}, 'body.everyDays')
  return { plan, kinds: kind.components }
}

const isSame = (plan: Plan, terms: PlanTerms): boolean =>
  JSON.stringify([
    plan.scope.areaCode,
    plan.scope.road,
    plan.scope.codes,
    plan.everyDays,
    plan.onWorkdays,
    plan.unitId,
  ]) ===
    JSON.stringify([
      terms.scope.areaCode,
      terms.scope.road,
      terms.scope.codes,
      terms.everyDays,
      terms.onWorkdays,
      terms.unitId,
    ]) &&
  plan.personId === terms.personId &&
  plan.windowFrom === (terms.window?.from ?? null) &&
  plan.windowTo === (terms.window?.to ?? null) &&
  plan.endsOn === terms.endsOn
