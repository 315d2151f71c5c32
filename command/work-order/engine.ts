import { addWork } from '#city/calendar/arithmetic.ts'
import { currentCalendar } from '#city/calendar/store.ts'
import type { Limit } from '#city/calendar/unit.ts'
import { mustHaveFiles } from '#city/case/attachments.ts'
import { caseProblems } from '#city/case/problems.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import { listPeople, listUnits } from '#city/organisation/store.ts'
import { dayOf } from '#city/place/answer.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import type { OrderBodies, OrderEvent, Takeover } from './event.ts'
import type { DeclaredJob } from './jobs.ts'
import { orderProblems } from './problems.ts'
import { after, foldOrder, type Order } from './state.ts'
import { orderSteps, refusalOf, type StepName } from './steps.ts'
import { codesAmong, insertEvent, insertOrder, listEvents, lockOrder, rewriteOrder, takeOrderNumber } from './store.ts'

export type Doing = {
  readonly tx: Tx
  readonly districtId: string
  readonly by: { readonly id: string; readonly name: string }
  readonly now: Date
}

export const doingOf = ({ tx, actor, now }: { tx: Tx; actor: Actor; now: Date }): Doing => ({
  ...{ tx, districtId: actor.districtId, now },
  by: { id: actor.personId, name: actor.name },
})

export type NewOrder = {
  readonly codes: readonly string[]
  readonly words: string
  readonly limit: Limit | null
  readonly takeover: Takeover | null
  readonly inspectionId?: string | null
}

/** Plans an order of a declared job. Problems: `order_components_unknown`, `order_takeover`. */
export async function openOrder(
  doing: Doing,
  { industry, job, kinds }: DeclaredJob,
  given: NewOrder,
): Promise<{ orderId: string; number: string; order: Order }> {
  const { tx, districtId, now, by } = doing
  const codes = [...new Set(given.codes)]
  const known = await codesAmong(tx, districtId, kinds, codes)
  const unknown = codes.filter((code) => !known.includes(code))
  if (unknown.length > 0)
    throw orderProblems.order_components_unknown({ codes: unknown.slice(0, 5).join('、') }, 'body.codes')
  if (job.onAcceptance.takesOver && !given.takeover) throw orderProblems.order_takeover({}, 'body.takeover')
  const limit = given.limit ?? (job.limit ? { value: job.limit.value, unit: job.limit.unit } : null)
  const calendar = limit ? await currentCalendar(tx, districtId) : undefined
  const dueAt = limit && calendar ? new Date(addWork(calendar, now.getTime(), limit)).toISOString() : null
  const number = await takeOrderNumber(tx, districtId, await dayOf(tx, districtId, undefined, now))
  const body: OrderBodies['planned'] = {
    ...{ number, industryId: industry.id, jobId: job.id, title: job.title, checklist: job.checklist },
    ...{ codes, words: given.words, limit, dueAt, inspectionId: given.inspectionId ?? null, takeover: given.takeover },
  }
  const event: OrderEvent = { seq: 1, kind: 'planned', at: now, byId: by.id, byName: by.name, body }
  const [orderId, order] = [newId(), foldOrder([event])]
  await insertOrder(tx, districtId, orderId, order)
  await insertEvent(tx, districtId, orderId, event)
  return { orderId, number, order }
}

/** Adds a fact to an order that is held, and writes what it is then. */
export async function append<K extends StepName>(
  { tx, districtId, by, now }: Doing,
  orderId: string,
  order: Order,
  kind: K,
  body: OrderBodies[K],
): Promise<Order> {
  const event = { seq: order.version + 1, kind, at: now, byId: by.id, byName: by.name, body } as OrderEvent
  const next = after(order, event)
  await insertEvent(tx, districtId, orderId, event)
  await rewriteOrder(tx, districtId, orderId, next)
  return next
}

type Step = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Date
  readonly workId: string
  readonly seen: number | undefined
}

/** Takes a step of an order. Problems: `order_unknown`, `order_moved_on`, and those of `refusalOf`. */
export async function takeOrderStep<K extends StepName>(
  { tx, actor, now, workId, seen }: Step,
  kind: K,
  bodyOf: (order: Order, doing: Doing) => OrderBodies[K] | Promise<OrderBodies[K]>,
): Promise<{ state: Order['state']; version: number }> {
  if (!(await lockOrder(tx, actor, workId, orderSteps[kind].permission))) throw orderProblems.order_unknown()
  const order = foldOrder(await listEvents(tx, actor.districtId, workId))
  if (seen !== undefined && seen !== order.version) throw orderProblems.order_moved_on({}, 'body.seen')
  const refusal = refusalOf(kind, order, actor.personId)
  if (refusal) throw refusal
  const doing = doingOf({ tx, actor, now })
  const next = await append(doing, workId, order, kind, await bodyOf(order, doing))
  await tellOf(doing, next, kind)
  return { state: next.state, version: next.version }
}

/** Photos become the order's own. Problem: `unknown_file`. */
export const takeFiles = ({ tx, districtId, by, now }: Doing, files: readonly string[]): Promise<void> =>
  mustHaveFiles(tx, { districtId, personId: by.id }, files, now)

type Assigning = { readonly unitId: string; readonly personId: string | null; readonly words: string }

/** To whom an order goes, by name. Problems: `unknown_unit`, `unknown_person`. */
export async function assigneeOf(
  { tx, districtId }: Doing,
  { unitId, personId, words }: Assigning,
  field: string,
): Promise<OrderBodies['assigned']> {
  const unit = (await listUnits(tx, districtId)).find((one) => one.unitId === unitId)
  if (!unit) throw caseProblems.unknown_unit({ unitId }, `${field}unitId`)
  const isOfUnit = (posts: readonly { unitId: string }[]) => posts.some((one) => one.unitId === unitId)
  const people = personId ? await listPeople(tx, districtId) : []
  const person = people.find((one) => one.personId === personId && one.active && isOfUnit(one.posts))
  if (personId && !person) throw caseProblems.unknown_person({ personId }, `${field}personId`)
  return { unitId, unitName: unit.name, personId, personName: person?.name ?? null, words }
}

/** Whoever has to act next is told. */
export async function tellOf({ tx, districtId, by }: Doing, order: Order, kind: StepName): Promise<void> {
  const { plan, assigned } = order
  if (!assigned) return
  const params = { number: plan.number, job: plan.title.zh, unit: assigned.unitName }
  const to =
    kind === 'done'
      ? [{ post: 'duty_chief' }, { post: 'dispatcher' }]
      : kind === 'assigned' || kind === 'sent_back' || kind === 'accepted'
        ? [assigned.personId ? { personId: assigned.personId } : { unitId: assigned.unitId }]
        : []
  if (to.length > 0)
    await wantNotice(tx, districtId, { to, template: `order.${kind}`, params, reason: '工单', byId: by.id })
}
