import type { ClockName } from '#city/case/ledger/clock.ts'
import { clockTitle } from '#city/case/ledger/entry.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { listMoves, listReprojections } from './contract.ts'
import { listMovedCases } from './move-store.ts'
import { reprojectionProblems } from './problems.ts'
import { findReprojection, listReprojections as listFrom } from './store.ts'

const LATEST = 100
const PAGE = 100

/** What was computed anew, when, why, and which deadlines moved. */
export const reprojectionRoutes: readonly Route[] = [
  route(listReprojections, async ({ tx, actor }) => {
    const items = await listFrom(tx, actor.districtId, LATEST)
    return { items: items.map(({ plan: _, ...item }) => item) }
  }),
  route(listMoves, async ({ tx, actor, params: { id }, query: { after } }) => {
    if (!(await findReprojection(tx, actor.districtId, id))) throw reprojectionProblems.reprojection_not_found()
    const rows = await listMovedCases(tx, actor, id, after, PAGE)
    const last = rows.length === PAGE ? rows.at(-1) : undefined
    return {
      items: rows.map((row) => ({ ...row, title: clockTitle(row.clock as ClockName) })),
      next: last ? `${last.caseId} ${last.clock}` : null,
    }
  }),
]
