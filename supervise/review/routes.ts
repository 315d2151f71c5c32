import { maskPersonal } from '#city/case/mask.ts'
import { doerOf, takerOf } from '#city/case/port.ts'
import type { Stage } from '#city/case/state.ts'
import { permissionNames } from '#city/organisation/permissions.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { kernelProblems } from '#kernel/problems.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { findSeed, openSeed } from '../sample/seed-store.ts'
import { getReview, judgeReview, listReviews } from './contract.ts'
import { reviewProblems } from './problems.ts'
import { drawReview, nameOf } from './sample.ts'
import { judgeItem, type LockedItem, listItems, lockItem, type ReviewRow, listReviews as reviewsOf } from './store.ts'

const take = takerOf('supervise')
const MOST_DAYS = 92

/** The daily second look at what was closed and voided. */
export const reviewRoutes = (sealer: Sealer): readonly Route[] => [
  route(listReviews, async ({ tx, actor }) => ({
    items: (await reviewsOf(tx, actor.districtId, MOST_DAYS)).map(summary),
  })),
  route(getReview, async ({ tx, actor, params: { day } }) => {
    const review = (await reviewsOf(tx, actor.districtId, MOST_DAYS)).find((each) => each.day === day)
    if (!review) throw reviewProblems.review_not_found({}, 'params.day')
    const items = await listItems(tx, actor, day)
    const seed = await findSeed(tx, actor.districtId, review.seedDay)
    const again = seed ? drawReview(openSeed(sealer, actor.districtId, seed), day, review.population) : []
    return {
      ...summary(review),
      isReproduced: again.length === review.size && items.every((item) => again[item.line - 1] === nameOf(item)),
      items: items.map(({ doneBy, seq: _, ...item }) => ({
        ...item,
        stage: item.stage as Stage,
        isOwn: doneBy === actor.personId,
        description: maskPersonal(item.description),
        said: maskPersonal(item.said),
        reason: maskPersonal(item.reason),
      })),
    }
  }),
  route(judgeReview, async ({ tx, actor, params, body, now }) => {
    const item = await lockItem(tx, actor.districtId, params.day, params.line)
    if (!item) throw reviewProblems.review_not_found()
    if (item.verdict !== null) throw reviewProblems.review_judged()
    if (item.doneBy === actor.personId) throw reviewProblems.review_own()
    const { verdict, reason, follow } = body
    if (verdict === 'wrong' && reason.length < 2) throw reviewProblems.review_reason_needed({}, 'body.reason')
    const stage = verdict === 'wrong' ? await followUp(tx, actor, item, { reason, follow }, now) : null
    const followed = verdict === 'right' ? null : follow === 'reopen' ? 'reopened' : 'noted'
    await judgeItem(tx, actor.districtId, params, { verdict, reason, followed, by: actor, now })
    return { stage }
  }),
]

/** A wrong closing is undone by whoever may undo one; anybody else leaves a note in the case for them. */
async function followUp(
  tx: Tx,
  actor: Actor,
  { caseId, kind }: LockedItem,
  { reason, follow }: { reason: string; follow: 'reopen' | 'note' },
  now: Date,
): Promise<Stage> {
  const acting = { districtId: actor.districtId, caseId, doer: doerOf(actor), now }
  if (follow === 'note') {
    const text = `${kind === 'voided' ? '作废' : '结案'}抽查认定有误：${reason}`
    return (await take(tx, acting, 'noted', { text })).state.stage
  }
  if (kind === 'voided') throw reviewProblems.review_no_reopen({}, 'body.follow')
  if (!may(actor, 'case.reopen'))
    throw kernelProblems.not_permitted({ permission: permissionNames['case.reopen'] }, 'body.follow')
  return (await take(tx, acting, 'reopened', { reason: `结案抽查认定有误：${reason}` })).state.stage
}

const summary = ({ population, ...row }: ReviewRow) => ({ ...row, population: population.length })
