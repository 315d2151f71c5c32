import { regrid } from '#city/component/regrid.ts'
import { enterBeatCells, leaveBeats, listMemberships } from '#city/place/beat-store.ts'
import { takeBackCells } from '#city/place/cell-store.ts'
import { renewVersion } from '#city/place/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { type Change, listShapes, markEffective, markEnded } from './change-store.ts'
import { impactOf } from './outlook.ts'
import { type GridPlan, type Shape, sized } from './plan.ts'
import { copyDuties } from './store.ts'

/**
 * A change whose cells hold takes everything else with it: the beats that walk the new cells, the duties that named the old ones, and
 * the cell of each component, with a line in its history. Beats and duties change as of its day, however late this is done. A cell
 * that was to be given up and has something in it again stays: the plan is withdrawn, and says why.
 */
export async function takeEffect(tx: Tx, districtId: string, change: Change, now: Date): Promise<void> {
  const { number, day, by, reason } = change
  await renewVersion(tx, districtId)
  const plan = planOf(change, await listShapes(tx, districtId, number))
  const { components, cases, beats, stranded } = await impactOf(tx, districtId, plan, day)
  if (stranded[0]) {
    await takeBackCells(tx, districtId, day, cellsOf(change))
    return markEnded(tx, districtId, number, { state: 'withdrawn', at: now, by: '系统', reason: stranded[0].zh })
  }
  const kept = { beats: await listMemberships(tx, districtId, change.retired), duties: [] as string[] }
  await leaveBeats(tx, districtId, change.retired, day)
  for (const { beatId, gains } of beats) await enterBeatCells(tx, districtId, { beatId, cellCodes: gains, day })
  for (const { code, from } of plan.opened)
    kept.duties.push(...(await copyDuties(tx, districtId, { from, to: code, day, basis: reason })))
  const moves = components.flatMap(({ code, to }) => (to ? [{ code, cellCode: to }] : []))
  await regrid(tx, districtId, moves, { by, now, day, reason })
  await markEffective(tx, districtId, number, {
    ...{ at: now, components: moves.length, openCases: cases.length, kept },
  })
}

/** The codes that a change entered and those that it ended. */
export const cellsOf = ({ opened, retired, reshaped }: Change) => ({
  entered: [...opened, ...reshaped],
  ended: [...retired, ...reshaped],
})

type Shapes = { readonly before: readonly Shape[]; readonly after: readonly Shape[] }

/** The plan that a change was made of. */
export function planOf({ retired, opened, reshaped }: Change, { before, after }: Shapes): GridPlan {
  const old = (code: string) => before.filter((shape) => shape.code === code).map(sized)
  const areas = new Map(after.map(({ code, area }) => [code, area]))
  return {
    retired: retired.flatMap(old),
    opened: opened.flatMap((code) => {
      const area = areas.get(code)
      return area ? [{ code, area, from: retired }] : []
    }),
    reshaped: reshaped.flatMap((code) => {
      const area = areas.get(code)
      return area ? old(code).map((cell) => ({ cell, area })) : []
    }),
  }
}
