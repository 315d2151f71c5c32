import { currentCalendar } from '#city/calendar/store.ts'
import { type Doer, doerOf, takerOf } from '#city/case/port.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { isId } from '#kernel/id.ts'
import { Problem } from '#kernel/problem.ts'
import { titleOf } from './issue.ts'
import { foldUrge, type UrgeBodies, type UrgeEvent, urgeRefusal } from './order.ts'
import { urgeProblems } from './problems.ts'
import { appendEvent, findOrder, listCaseIds, lockOrder, readEvents, type UrgeRow } from './store.ts'

const take = takerOf('supervise')

type Acting = { readonly tx: Tx; readonly actor: Actor; readonly now: Date; readonly orderId: string }
type Deed = 'answered' | 'sent_back' | 'accepted' | 'archived'

/** Appends what somebody does to an order, after the order's own rule has let them. */
export async function act<K extends Deed>(acting: Acting, kind: K, body: UrgeBodies[K]): Promise<UrgeRow> {
  const { tx, actor, now, orderId } = acting
  const { districtId } = actor
  const order = await findOrder(tx, actor, orderId)
  if (!order || !(await lockOrder(tx, districtId, orderId))) throw urgeProblems.urge_not_found()
  const events = (await readEvents(tx, districtId, [orderId])).get(orderId) ?? []
  const refusal = urgeRefusal(kind, foldUrge(events), order, actor)
  if (refusal) throw refusal
  const event = {
    ...{ seq: events.length + 1, kind, at: now, byId: actor.personId, byName: actor.name, body },
    calendarVersion: (await currentCalendar(tx, districtId)).definition.version,
  } as UrgeEvent
  const { state } = foldUrge([...events, event])
  await appendEvent(tx, districtId, orderId, event, state)
  if (kind === 'answered') await tellCases(acting, body as UrgeBodies['answered'])
  await tellOther(acting, order, kind)
  return { ...order, state }
}

/**
 * Writes the answer into the history of every case of the order. A case that has ended another way since takes none; one that has
 * gone to another unit takes it all the same, since the order was this unit's to answer.
 */
async function tellCases({ tx, actor, now, orderId }: Acting, { text, files }: UrgeBodies['answered']): Promise<void> {
  const { actor: _, ...named } = doerOf(actor)
  const doer: Doer = { ...named, actor: undefined }
  for (const caseId of await listCaseIds(tx, actor.districtId, orderId))
    await take(tx, { districtId: actor.districtId, caseId, doer, now }, 'urge_answered', {
      orderId,
      text,
      files,
    }).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'step_refused') throw error
    })
}

const said: Readonly<Record<Deed, string>> = {
  answered: '已答复，请审核',
  sent_back: '答复被退回，请重新答复',
  accepted: '答复通过',
  archived: '已归档',
}

/** Whoever waits for this: the issuer for an answer, the unit for a judgement. */
async function tellOther({ tx, actor, orderId }: Acting, order: UrgeRow, kind: Deed): Promise<void> {
  if (kind === 'archived') return
  const isIssuerOnStaff = isId(order.issuedBy)
  const issuer = isIssuerOnStaff ? { personId: order.issuedBy } : { post: 'supervisor' }
  await wantNotice(tx, actor.districtId, {
    to: kind === 'answered' ? issuer : { unitId: order.unitId, post: 'unit_handler' },
    template: `urge.${kind}`,
    params: { order: orderId, title: titleOf(order, order.instructedBy), text: said[kind] },
    reason: kind === 'answered' ? '您下达的督办' : '督办单下达给您的单位',
    byId: actor.personId,
  })
}
