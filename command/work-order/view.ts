import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { orderProblems } from './problems.ts'
import { filesIn, saidIn } from './said.ts'
import { foldOrder } from './state.ts'
import { orderSteps, refusalOf, type StepName } from './steps.ts'
import { findOrderRow, listAbout, listEvents } from './store.ts'

/** One order as somebody who may read it sees it. Problem: `order_unknown`. */
export async function viewOrder(db: Db, actor: Actor, orderId: string, now: Date) {
  const { districtId, personId } = actor
  const row = await findOrderRow(db, actor, orderId, now)
  if (!row) throw orderProblems.order_unknown()
  const [events, components] = await Promise.all([
    listEvents(db, districtId, orderId),
    listAbout(db, districtId, row.codes),
  ])
  const order = foldOrder(events)
  const steps = (Object.keys(orderSteps) as StepName[]).filter((step) => may(actor, orderSteps[step].permission))
  return {
    ...row,
    words: order.plan.words,
    version: order.version,
    takeover: order.plan.takeover,
    unitId: order.assigned?.unitId ?? null,
    inspectionId: order.plan.inspectionId,
    checklist: order.plan.checklist.map((point, at) => ({ ...point, signature: order.points[at] ?? null })),
    components,
    steps: steps.map((step) => {
      const refusal = refusalOf(step, order, personId)
      return { step, refusal: refusal ? { zh: refusal.zh, en: refusal.en } : null }
    }),
    history: events.map((event) => ({
      ...{ seq: event.seq, kind: event.kind, at: event.at, byName: event.byName },
      ...{ said: saidIn(event), files: [...filesIn(event)] },
    })),
  }
}
