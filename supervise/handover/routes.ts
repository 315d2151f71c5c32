import { doerOf } from '#city/case/port.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { draftHandover, getHandover, giveHandover, listHandovers, takeHandover } from './contract.ts'
import { draft, give, headOf, take } from './hand-over.ts'
import { handoverProblems } from './problems.ts'
import { findHandover, pageOfHandovers } from './store.ts'

/** A shift handed from one person of a desk to the next, signed by both. */
export const handoverRoutes: readonly Route[] = [
  route(draftHandover, ({ tx, actor, now }) => draft(tx, actor, now)),
  route(giveHandover, async ({ tx, actor, body, now }) => ({
    handoverId: await give(tx, actor, doerOf(actor), body.note, now),
  })),
  route(takeHandover, ({ tx, actor, params, body, now }) =>
    take(tx, actor, doerOf(actor), params.handoverId, body.note, now),
  ),
  route(listHandovers, async ({ tx, actor, query }) => {
    const { items, next } = await pageOfHandovers(tx, actor.districtId, query)
    return { items: items.map((kept) => headOf(kept, actor)), next }
  }),
  route(getHandover, async ({ tx, actor, params }) => {
    const kept = await findHandover(tx, actor.districtId, params.handoverId)
    if (!kept) throw handoverProblems.handover_not_found()
    return { ...headOf(kept, actor), body: kept.body }
  }),
]
