import { isDeepStrictEqual } from 'node:util'
import { dayOf } from '#city/place/answer.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { organisationProblems } from './problems.ts'
import * as contract from './unit/contract.ts'
import { mayStandBelow, whyNotRetired } from './unit.ts'
import {
  countHanging,
  findUnitRow,
  insertUnit,
  listChanges,
  listUnitRows,
  recordChange,
  retireUnit,
  type UnitRow,
  updateUnit,
} from './unit-store.ts'

/** Units as whoever keeps the organisation sees and changes them; nothing is deleted. */
export const unitRoutes: readonly Route[] = [
  route(contract.listUnitTree, async ({ tx, actor: { districtId }, now }) => ({
    items: await listUnitRows(tx, districtId, await dayOf(tx, districtId, undefined, now)),
  })),
  route(contract.getUnit, async ({ tx, actor: { districtId }, params: { unitId }, now }) => {
    const unit = await getUnit(tx, districtId, unitId)
    const hanging = await countHanging(tx, districtId, unitId, await dayOf(tx, districtId, undefined, now))
    const history = await listChanges(tx, districtId, unitId)
    return { ...unit, hanging, history: history.map(({ unitId: _, ...change }) => change) }
  }),
  route(contract.createUnit, async ({ tx, actor, body: { reason, ...unit }, now, note }) => {
    const { districtId, name: byName } = actor
    await mustStandBelow(tx, districtId, unit.unitId, unit.parentId)
    if ((await insertUnit(tx, districtId, unit)) === 0)
      throw organisationProblems.unit_id_taken({ unitId: unit.unitId }, 'body.unitId')
    const { unitId, ...after } = unit
    await recordChange(tx, districtId, { unitId, kind: 'created', before: {}, after, reason, byName, at: now })
    note({ unitId, reason, after })
    return { unitId }
  }),
  route(contract.amendUnit, async ({ tx, actor, params: { unitId }, body: { reason, ...after }, now, note }) => {
    const { districtId, name: byName } = actor
    const { name, kind, areaCode, creditCode, parentId } = await getOpen(tx, districtId, unitId)
    const before = { name, kind, areaCode, creditCode }
    if (isDeepStrictEqual(before, { ...after })) throw organisationProblems.unit_unchanged()
    await updateUnit(tx, districtId, { ...after, unitId, parentId })
    await recordChange(tx, districtId, { unitId, kind: 'amended', before, after, reason, byName, at: now })
    note({ reason, before, after })
    return { unitId }
  }),
  route(contract.moveUnit, async ({ tx, actor, params: { unitId }, body: { parentId, reason }, now, note }) => {
    const { districtId, name: byName } = actor
    const unit = await getOpen(tx, districtId, unitId)
    if (unit.parentId === parentId) throw organisationProblems.unit_unchanged()
    await mustStandBelow(tx, districtId, unitId, parentId)
    await updateUnit(tx, districtId, { ...unit, parentId })
    const [before, after] = [{ parentId: unit.parentId }, { parentId }]
    await recordChange(tx, districtId, { unitId, kind: 'moved', before, after, reason, byName, at: now })
    note({ reason, before, after })
    return { unitId }
  }),
  route(contract.retireUnit, async ({ tx, actor, params: { unitId }, body: { successorId, reason }, now, note }) => {
    const { districtId, name: byName } = actor
    const unit = await getUnit(tx, districtId, unitId)
    const on = await dayOf(tx, districtId, undefined, now)
    const successor = successorId === null ? null : await findUnitRow(tx, districtId, successorId)
    const hanging = await countHanging(tx, districtId, unitId, on)
    const why = whyNotRetired(unit, hanging, successor)
    if (why) throw why
    await retireUnit(tx, districtId, { unitId, successorId, on })
    const after = { retiredOn: on, successorId }
    await recordChange(tx, districtId, { unitId, kind: 'retired', before: hanging, after, reason, byName, at: now })
    note({ reason, hanging, after })
    return { unitId }
  }),
]

/** Error: `unit_not_found`. */
async function getUnit(db: Db, districtId: string, unitId: string): Promise<UnitRow> {
  const unit = await findUnitRow(db, districtId, unitId)
  if (!unit) throw organisationProblems.unit_not_found()
  return unit
}

async function getOpen(db: Db, districtId: string, unitId: string): Promise<UnitRow> {
  const unit = await getUnit(db, districtId, unitId)
  if (unit.retiredOn !== null) throw organisationProblems.unit_retired()
  return unit
}

async function mustStandBelow(db: Db, districtId: string, unitId: string, parentId: string | null): Promise<void> {
  if (parentId === null) return
  const units = await listUnitRows(db, districtId, '9999-12-31')
  if (!mayStandBelow(units, unitId, parentId)) throw organisationProblems.unit_parent_unknown({}, 'body.parentId')
}
