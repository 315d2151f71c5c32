import { regrid } from '#city/component/regrid.ts'
import { dayOf } from '#city/place/answer.ts'
import { leaveBeats, listMemberships, restoreMemberships } from '#city/place/beat-store.ts'
import { listCells, putCells, takeBackCells } from '#city/place/cell-store.ts'
import { boxesMeet } from '#city/place/distance.ts'
import { boxOf, ringsOf } from '#city/place/shape.ts'
import { renewVersion } from '#city/place/store.ts'
import { findOverlaps } from '#city/place/topology.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import {
  type Change,
  findLastEffective,
  getChange,
  type Kept,
  listChanges,
  listShapes,
  markEnded,
} from './change-store.ts'
import { cellsOf } from './effect.ts'
import type { Finding } from './fit.ts'
import { cellFinder } from './impact.ts'
import type { Shape } from './plan.ts'
import { gridProblems } from './problems.ts'
import { countCasesSince, countDutiesSince, deleteDuties, listComponentsOf } from './store.ts'

type Doing = { readonly by: string; readonly now: Date; readonly reason: string }
type Shapes = { readonly before: readonly Shape[]; readonly after: readonly Shape[] }

/** Withdraws a change whose day has not come; the cells go on as they are. Problems: `grid_change_not_found`, `grid_change_not_planned`. */
export async function withdrawChange(tx: Tx, districtId: string, number: number, doing: Doing): Promise<Change> {
  await renewVersion(tx, districtId)
  const change = await getChange(tx, districtId, number)
  if (change.state !== 'planned') throw gridProblems.grid_change_not_planned({ number })
  await takeBackCells(tx, districtId, change.day, cellsOf(change))
  const { by, now, reason } = doing
  await markEnded(tx, districtId, number, { state: 'withdrawn', at: now, by, reason })
  return getChange(tx, districtId, number)
}

/**
 * Undoes the change that took effect last, as though it had not been: cells, beats and duties are put back, and every component gets
 * the cell it lies in then, with a line in its history. Its codes stay spent. Problems: `grid_change_not_found`,
 * `grid_change_built_upon` with what stands in the way.
 */
export async function undoChange(tx: Tx, districtId: string, number: number, doing: Doing): Promise<Change> {
  await renewVersion(tx, districtId)
  const change = await getChange(tx, districtId, number)
  const obstacle = await obstacleTo(tx, districtId, change, doing.now)
  if (obstacle) throw gridProblems.grid_change_built_upon(obstacle)
  const shapes = await listShapes(tx, districtId, number)
  const [today, { by, now, reason }] = [await dayOf(tx, districtId, undefined, doing.now), doing]
  await putCellsBack(tx, districtId, change, shapes, today)
  await leaveBeats(tx, districtId, change.opened, change.day)
  await restoreMemberships(tx, districtId, change.kept.beats ?? [])
  await deleteDuties(tx, districtId, change.kept.duties ?? [])
  const to = cellFinder(shapes.before)
  const standing = await listComponentsOf(tx, districtId, [...change.opened, ...change.reshaped])
  const moves = standing.flatMap(({ code, place, cellCode }) => {
    const cell = to(place, cellCode)
    return cell && cell !== cellCode ? [{ code, cellCode: cell }] : []
  })
  await regrid(tx, districtId, moves, { by, now, day: today, reason })
  await markEnded(tx, districtId, number, { state: 'undone', at: now, by, reason })
  return getChange(tx, districtId, number)
}

/** A cell whose border was moved on its own first day has no earlier period with that shape: it gets it again. */
async function putCellsBack(tx: Tx, districtId: string, change: Change, { before }: Shapes, today: string) {
  await takeBackCells(tx, districtId, change.day, cellsOf(change))
  const standing = new Map((await listCells(tx, districtId, today)).map(({ code, area }) => [code, area]))
  const lost = before.filter(({ code, area }) => JSON.stringify(standing.get(code)) !== JSON.stringify(area))
  if (lost.length > 0) await putCells(tx, districtId, change.day, lost)
}

/** Why an effective change cannot be undone; nothing where it can. */
export async function obstacleTo(
  db: Db,
  districtId: string,
  change: Change & { readonly kept: Partial<Kept> },
  now: Date,
): Promise<Finding | undefined> {
  const { number, state, effectiveAt } = change
  if (state !== 'effective' || !effectiveAt) return { zh: '它没有在生效', en: 'it is not in effect' }
  const last = await findLastEffective(db, districtId)
  if (last !== undefined && last !== number)
    return { zh: `此后第 ${last} 号调整已生效，须先撤销它`, en: `change ${last} took effect after it; undo that first` }
  const shapes = await listShapes(db, districtId, number)
  if (shapes.before.length === 0)
    return { zh: '当时未留存调整前的边界', en: 'the cells as they were have not been kept' }
  return (
    (await plansUpon(db, districtId, change)) ??
    (await casesUpon(db, districtId, change, effectiveAt)) ??
    (await dutiesUpon(db, districtId, change)) ??
    (await beatsUpon(db, districtId, change)) ??
    groundTaken(db, districtId, change, shapes, await dayOf(db, districtId, undefined, now))
  )
}

type Told = Change & { readonly kept: Partial<Kept> }

async function plansUpon(db: Db, districtId: string, { opened, reshaped }: Told): Promise<Finding | undefined> {
  for (const cell of [...opened, ...reshaped]) {
    const [plan] = await listChanges(db, districtId, { cell, state: 'planned', limit: 1 })
    if (plan)
      return {
        zh: `其网格已列入第 ${plan.number} 号调整计划`,
        en: `its cells are part of change ${plan.number}, which is planned`,
      }
  }
  return undefined
}

async function casesUpon(db: Db, districtId: string, { opened, reshaped }: Told, since: Date) {
  const n = await countCasesSince(db, districtId, [...opened, ...reshaped], since)
  return n > 0
    ? { zh: `生效后已有 ${n} 件案件立在这些网格`, en: `${n} cases have been reported in these cells since` }
    : undefined
}

async function dutiesUpon(db: Db, districtId: string, { opened, reshaped, day, kept }: Told) {
  const n = await countDutiesSince(db, districtId, [...opened, ...reshaped], { day, but: kept.duties ?? [] })
  return n > 0
    ? { zh: `生效后已有 ${n} 条职责分工指向这些网格`, en: `${n} duties have been assigned to these cells since` }
    : undefined
}

async function beatsUpon(db: Db, districtId: string, { opened, day }: Told): Promise<Finding | undefined> {
  const held = await listMemberships(db, districtId, opened)
  return held.some(({ from }) => from > day)
    ? { zh: '生效后责任网格已另行调整', en: 'beats have been changed in these cells since' }
    : undefined
}

/** Whether the new cells have changed since, or the old ones would lie upon something that has come since. */
async function groundTaken(db: Db, districtId: string, { day }: Told, { before, after }: Shapes, today: string) {
  const standing = await listCells(db, districtId, today)
  const changed = after.find(({ code }) => standing.find((cell) => cell.code === code)?.validFrom !== day)
  if (changed) return { zh: `网格 ${changed.code} 已另有变动`, en: `cell ${changed.code} has changed since` }
  const ours = new Set(after.map(({ code }) => code))
  const box = boxOf(before.flatMap(({ area }) => [...ringsOf(area)]))
  const around = standing.filter(({ code, area }) => !ours.has(code) && boxesMeet(boxOf(ringsOf(area)), box))
  const all = [...before, ...around]
  const shared = findOverlaps(all.map(({ area }) => area)).find(({ a, b }) => a < before.length && b >= before.length)
  if (!shared) return undefined
  const [old, other] = [all[shared.a]!.code, all[shared.b]!.code]
  return { zh: `${old} 的旧边界与现有网格 ${other} 重叠`, en: `${old} as it was would overlap cell ${other}` }
}
