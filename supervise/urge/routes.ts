import { mustHaveFiles } from '#city/case/attachments.ts'
import { doerOf } from '#city/case/port.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { act } from './act.ts'
import { answerUrge, archiveUrge, exportUrges, getUrge, issueUrge, listUrges, reviewUrge } from './contract.ts'
import { urgesCsv } from './export.ts'
import { issue, titleOf } from './issue.ts'
import { urgeProblems } from './problems.ts'
import { listUrgeItems, viewUrge } from './view.ts'

/** Urge orders and leaders' instructions: order, clock, answer, archive. */
export const urgeRoutes: readonly Route[] = [
  route(listUrges, ({ tx, actor, query, now }) => listUrgeItems(tx, actor, query, now)),
  route(exportUrges, async ({ tx, actor, query, now, requestId, response }) => {
    const bytes = await urgesCsv(tx, actor, query, now)
    const who = { districtId: actor.districtId, actorId: actorIdOf(actor), requestId, now }
    await audit(tx, { ...who, act: 'export.urges', target: 'urges', detail: { ...query } })
    response.header('content-disposition', 'attachment; filename="urges.csv"').type('text/csv; charset=utf-8')
    return response.send(Buffer.from(bytes))
  }),
  route(getUrge, ({ tx, actor, params, now }) => viewUrge(tx, actor, params.orderId, now)),
  route(issueUrge, async ({ tx, actor, body, now }) => {
    const issued = await issue(tx, { districtId: actor.districtId, doer: doerOf(actor), now }, body)
    return { orderId: issued.orderId, title: titleOf(issued, body.instructedBy), dueAt: issued.dueAt }
  }),
  route(answerUrge, async ({ tx, actor, params, body, now }) => {
    await mustHaveFiles(tx, actor, body.files, now)
    return movedTo(await act({ tx, actor, now, ...params }, 'answered', body))
  }),
  route(reviewUrge, async ({ tx, actor, params, body: { accept, note }, now }) => {
    if (accept) return movedTo(await act({ tx, actor, now, ...params }, 'accepted', { note }))
    if (note.length < 2) throw urgeProblems.urge_reason_needed({}, 'body.note')
    return movedTo(await act({ tx, actor, now, ...params }, 'sent_back', { reason: note }))
  }),
  route(archiveUrge, async ({ tx, actor, params, body, now }) =>
    movedTo(await act({ tx, actor, now, ...params }, 'archived', body)),
  ),
]

const movedTo = ({ orderId, state }: { orderId: string; state: 'open' | 'answered' | 'accepted' | 'archived' }) => ({
  orderId,
  state,
})
