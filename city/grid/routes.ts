import { dayOf } from '#city/place/answer.ts'
import { getCell, listCells } from '#city/place/cell-store.ts'
import { boxesMeet } from '#city/place/distance.ts'
import { sharedBorder } from '#city/place/reshape.ts'
import { boxOf, ringsOf } from '#city/place/shape.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { beatRoutes } from './beat/routes.ts'
import { previewChange, publishChange } from './change.ts'
import { listChanges } from './change-store.ts'
import { changeDetail, shown } from './change-view.ts'
import {
  getGridChange,
  listGridChanges,
  listGridNeighbours,
  previewGridChange,
  publishGridChange,
  undoGridChange,
  withdrawGridChange,
} from './contract.ts'
import { undoChange, withdrawChange } from './take-back.ts'

/** The cells of the same community that share a border with one, with that border. */
async function neighboursOf(db: Db, districtId: string, code: string, day: string) {
  const cell = await getCell(db, districtId, code, day)
  const box = boxOf(ringsOf(cell.area))
  const community = (await listCells(db, districtId, day)).filter(
    (other) =>
      other.code !== code && other.code.startsWith(code.slice(0, 12)) && boxesMeet(boxOf(ringsOf(other.area)), box),
  )
  return community.flatMap((other) => {
    const border = sharedBorder(cell.area, other.area)
    if (border === 'not_neighbours' || border === 'of_several_parts') return []
    const line = typeof border === 'string' ? null : border.line.map(([lon, lat]): [number, number] => [lon, lat])
    return [{ code: other.code, areaM2: other.areaM2, label: other.label, border: line }]
  })
}

/** Changing cells and beats, and what was changed. */
export const gridRoutes: readonly Route[] = [
  route(listGridNeighbours, async ({ tx, actor: { districtId }, query, now }) => ({
    items: await neighboursOf(tx, districtId, query.code, await dayOf(tx, districtId, undefined, now)),
  })),
  route(previewGridChange, ({ tx, actor, query, now }) => previewChange(tx, actor.districtId, query, now)),
  route(publishGridChange, async ({ tx, actor, body, now }) =>
    shown(await publishChange(tx, actor.districtId, body, { by: actor.name, now })),
  ),
  route(listGridChanges, async ({ tx, actor, query }) => {
    const found = await listChanges(tx, actor.districtId, { ...query, limit: query.limit + 1 })
    const items = found.slice(0, query.limit).map(shown)
    return { items, next: found.length > query.limit ? (items.at(-1)?.number ?? null) : null }
  }),
  route(getGridChange, ({ tx, actor, params, now }) => changeDetail(tx, actor.districtId, params.number, now)),
  route(withdrawGridChange, async ({ tx, actor, params, body, now }) =>
    shown(await withdrawChange(tx, actor.districtId, params.number, { ...body, by: actor.name, now })),
  ),
  route(undoGridChange, async ({ tx, actor, params, body, now }) =>
    shown(await undoChange(tx, actor.districtId, params.number, { ...body, by: actor.name, now })),
  ),
  ...beatRoutes,
]
