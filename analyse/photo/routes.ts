import { viewPlaceOfCase } from '#city/case/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { judgeReuse, listCaseReuse, listReuses, reopenReuse } from './contract.ts'
import { photoProblems } from './problems.ts'
import { decideReuse, listReuse, listReuseOfCase, lockReuse } from './reuse-store.ts'

/** Photos that seem to be re-used: shown to whoever verifies and closes, judged by the supervisor. */
export const photoRoutes: readonly Route[] = [
  route(listCaseReuse, async ({ tx, actor, params }) => {
    await viewPlaceOfCase(tx, actor, params.id)
    return { items: await listReuseOfCase(tx, actor, params.id) }
  }),
  route(listReuses, ({ tx, actor, query }) => listReuse(tx, actor, query)),
  route(judgeReuse, async ({ tx, actor, params, body, now }) => {
    const { state, decidedBy } = await held(tx, actor.districtId, params.reuseId)
    if (state !== 'open') throw photoProblems.reuse_decided({ by: decidedBy ?? '' })
    await decideReuse(tx, actor, params.reuseId, { ...body, now })
    return { reuseId: params.reuseId, state: body.state }
  }),
  route(reopenReuse, async ({ tx, actor, params, now }) => {
    const { state } = await held(tx, actor.districtId, params.reuseId)
    if (state === 'open') throw photoProblems.reuse_undecided()
    await decideReuse(tx, actor, params.reuseId, { state: 'open', reason: null, now })
    return { reuseId: params.reuseId, state: 'open' }
  }),
]

async function held(tx: Tx, districtId: string, reuseId: string) {
  const found = await lockReuse(tx, districtId, reuseId)
  if (!found) throw photoProblems.reuse_not_found()
  return found
}
