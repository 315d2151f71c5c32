import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import {
  addPlanTarget,
  changePlanTarget,
  enterActual,
  exportPlanTargets,
  getPlanTarget,
  importPlanTargets,
  listPlanTargets,
  restorePlanTarget,
  withdrawActual,
} from './contract.ts'
import { tableOf } from './export.ts'
import { importTable } from './import.ts'
import { actualFault } from './import-actuals.ts'
import { targetProblems } from './problems.ts'
import { addTarget, changeTarget, reachedOf, readRegister } from './register.ts'
import {
  findTarget,
  insertActual,
  listActuals,
  listVersions,
  type TargetRow,
  withdrawActual as withdraw,
} from './store.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The plan's indicators: what the plan says of each, what was reached, and every change of either. */
export const targetRoutes: readonly Route[] = [
  route(listPlanTargets, async ({ tx, actor }) => ({ items: await readRegister(tx, actor.districtId) })),
  route(exportPlanTargets, async ({ tx, actor, query, response }) => {
    const table = tableOf(await readRegister(tx, actor.districtId), query)
    response.header('content-disposition', `attachment; filename="plan-${query.what}.${query.format}"`)
    return response.type(types[query.format]).send(Buffer.from(table))
  }),
  route(getPlanTarget, async ({ tx, actor, params: { targetId } }) => {
    const target = (await readRegister(tx, actor.districtId)).find((each) => each.targetId === targetId)
    if (!target) throw targetProblems.target_not_found()
    const [versions, actuals] = await Promise.all([
      listVersions(tx, actor.districtId, targetId),
      listActuals(tx, actor.districtId, targetId),
    ])
    return { ...target, versions, actuals: actuals.map((row) => ({ ...row, ...reachedOf(row) })) }
  }),
  route(addPlanTarget, async ({ tx, actor, body: { target, reason }, now }) => {
    const targetId = await addTarget(tx, actor.districtId, target, { by: actor.name, now, reason })
    return { targetId, version: 1 }
  }),
  route(changePlanTarget, async ({ tx, actor, params: { targetId }, body, now }) => {
    await mustFind(tx, actor.districtId, targetId)
    const change = { targetId, basedOn: body.basedOn, body: body.target }
    return changeTarget(tx, actor.districtId, change, { by: actor.name, now, reason: body.reason })
  }),
  route(restorePlanTarget, async ({ tx, actor, params: { targetId }, body, now }) => {
    await mustFind(tx, actor.districtId, targetId)
    const earlier = (await listVersions(tx, actor.districtId, targetId)).find(({ version }) => version === body.version)
    if (!earlier) throw targetProblems.target_version_unknown({}, 'body.version')
    const change = { targetId, basedOn: body.basedOn, body: earlier.body }
    return changeTarget(tx, actor.districtId, change, { by: actor.name, now, reason: body.reason })
  }),
  route(enterActual, async ({ tx, actor, params: { targetId }, body, now }) => {
    const fault = actualFault(await mustFind(tx, actor.districtId, targetId), body)
    if (fault) throw fault
    const entered = { origin: 'entered' as const, enteredAt: now, enteredBy: actor.name }
    return { actualId: await insertActual(tx, actor.districtId, { ...body, targetId, ...entered }) }
  }),
  route(withdrawActual, async ({ tx, actor, params, body: { reason }, now }) => {
    if ((await withdraw(tx, actor.districtId, params, { by: actor.name, now, reason })) === 0)
      throw targetProblems.actual_not_found()
    return { actualId: params.actualId }
  }),
  route(importPlanTargets, async ({ tx, actor, query, bytes, now }) =>
    importTable(tx, actor.districtId, {
      ...{ what: query.what, bytes, commit: query.commit === 'yes' },
      ...{ by: actor.name, now },
    }),
  ),
]

async function mustFind(db: Db, districtId: string, targetId: string): Promise<TargetRow> {
  const target = await findTarget(db, districtId, targetId)
  if (!target) throw targetProblems.target_not_found()
  return target
}
