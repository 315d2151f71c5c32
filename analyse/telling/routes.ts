import { isDeepStrictEqual } from 'node:util'
import { findDistrict } from '#city/organisation/district.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { getTellingPlan, getTellingRoster, publishTellingPlan } from './contract.ts'
import { stepFault, usualPlan } from './plan.ts'
import { tellingProblems } from './problems.ts'
import { findOwner, listRoster } from './roster-store.ts'
import { insertPlan, listPlans } from './store.ts'

/** Who is told of alarms in a district: read by whoever reads rules, published by whoever signs them. */
export const tellingRoutes: readonly Route[] = [
  route(getTellingPlan, async ({ tx, actor: { districtId } }) => {
    const [versions, district] = await Promise.all([listPlans(tx, districtId), findDistrict(tx, districtId)])
    const [newest] = versions
    return {
      ...{ version: newest?.version ?? 0, plan: newest?.plan ?? usualPlan, versions },
      timeZone: district?.timeZone ?? 'Asia/Shanghai',
    }
  }),
  route(publishTellingPlan, async ({ tx, actor: { districtId, name }, body, now, note }) => {
    const { plan, reason, basedOn } = body
    const fault = stepFault(plan)
    if (fault)
      throw tellingProblems.telling_order(
        { step: fault.step + 1 },
        `body.plan.${fault.severity}.steps.${fault.step}.afterMinutes`,
      )
    const [newest] = await listPlans(tx, districtId)
    const before = newest?.plan ?? usualPlan
    if ((newest?.version ?? 0) !== basedOn)
      throw tellingProblems.telling_moved_on({ by: newest?.byName ?? '' }, 'body.basedOn')
    if (isDeepStrictEqual(plan, before)) throw tellingProblems.telling_unchanged({}, 'body.plan')
    const version = basedOn + 1
    if ((await insertPlan(tx, districtId, { version, plan, byName: name, at: now, reason })) === 0)
      throw tellingProblems.telling_moved_on({ by: (await listPlans(tx, districtId))[0]?.byName ?? '' }, 'body.basedOn')
    note({ reason, before, after: plan })
    return { version }
  }),
  route(getTellingRoster, async ({ tx, actor: { districtId }, query: { to, at, device } }) => {
    const owner = device ? await findOwner(tx, districtId, device) : undefined
    const items = await listRoster(tx, districtId, { to, at: new Date(at), ownerUnit: owner?.unitId ?? null })
    return { owner: owner?.name ?? null, items }
  }),
]
