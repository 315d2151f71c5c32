import type { Effects } from '#city/emergency/effects.ts'
import {
  beginEmergency as begin,
  type Emergency,
  endEmergency as end,
  findEmergency,
  listEmergencies,
} from '#city/emergency/store.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import { findUnit } from '#city/organisation/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { beginEmergency, endEmergency, getEmergency, listPlans, putPlan } from './contract.ts'
import { planProblems } from './problems.ts'
import { findPackage, isNameTaken, listPackages, putPackage } from './store.ts'

/** Packages prepared for an emergency, and the emergency itself: on and off, one at a time. */
export const planRoutes: readonly Route[] = [
  route(getEmergency, async ({ tx, actor }) => ({ active: (await findEmergency(tx, actor.districtId)) ?? null })),
  route(listPlans, async ({ tx, actor: { districtId } }) => ({
    packages: await listPackages(tx, districtId),
    log: await listEmergencies(tx, districtId),
  })),
  route(putPlan, async ({ tx, actor, body, now }) => {
    const { districtId, name: changedBy } = actor
    const { packageId = newId(), basedOn, ...given } = body
    await mustKnowUnits(tx, districtId, given.effects)
    if (await isNameTaken(tx, districtId, given.name, packageId))
      throw planProblems.package_name_taken({ name: given.name }, 'body.name')
    const version = basedOn + 1
    if (!(await putPackage(tx, districtId, { ...given, packageId, version, changedAt: now, changedBy })))
      throw planProblems.package_changed_meanwhile({}, 'body.basedOn')
    return { packageId, version }
  }),
  route(beginEmergency, async ({ tx, actor, body: { packageId, reason }, now }) => {
    const { districtId, name: onBy } = actor
    const prepared = await findPackage(tx, districtId, packageId)
    if (!prepared) throw planProblems.package_not_found({}, 'body.packageId')
    const { name, level, effects } = prepared
    const begun = { emergencyId: newId(), name, level, effects, onAt: now, onBy, onReason: reason }
    if (!(await begin(tx, districtId, begun))) {
      const held = await findEmergency(tx, districtId)
      throw planProblems.emergency_already_on({ name: held?.name ?? '' })
    }
    await tellPeople(tx, districtId, begun, 'emergency.on', reason)
    return { emergencyId: begun.emergencyId }
  }),
  route(endEmergency, async ({ tx, actor, body: { emergencyId, reason }, now }) => {
    const { districtId, name: offBy } = actor
    const ended = await end(tx, districtId, { emergencyId, offAt: now, offBy, offReason: reason })
    if (!ended) throw planProblems.emergency_not_on()
    await tellPeople(tx, districtId, ended, 'emergency.off', reason)
    return { emergencyId }
  }),
]

async function mustKnowUnits(tx: Tx, districtId: string, { teams, routing }: Effects): Promise<void> {
  for (const { unitId } of [...teams, ...routing])
    if (!(await findUnit(tx, districtId, unitId))) throw planProblems.package_unit_unknown({ unitId }, 'body.effects')
}

async function tellPeople(
  tx: Tx,
  districtId: string,
  { name, level, effects }: Pick<Emergency, 'name' | 'level' | 'effects'>,
  template: 'emergency.on' | 'emergency.off',
  reason: string,
): Promise<void> {
  const to = [...effects.posts.map((post) => ({ post })), ...effects.teams.map(({ unitId }) => ({ unitId }))]
  if (to.length === 0) return
  const duties = effects.teams.map(({ duty }) => duty).join('；')
  const text = [reason, ...(template === 'emergency.on' ? [effects.text, duties] : [])].filter(Boolean).join('。')
  await wantNotice(tx, districtId, {
    to,
    template,
    params: { title: `${name}（${level}）`, text },
    reason: '应急预案规定告知您',
  })
}
