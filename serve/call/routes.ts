import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { dropDraft, listDrafts, lookUpCaller, saveDraft } from './contract.ts'
import { callProblems } from './problems.ts'
import { keepDraft, listDraftsOf, listFormer, removeDraft, writtenAs } from './store.ts'

/** Taking a call: what is half written, and what the caller reported before. */
export const callRoutes = (sealer: Sealer): readonly Route[] => [
  route(listDrafts, async ({ tx, actor }) => ({ items: await listDraftsOf(tx, sealer, actor) })),
  route(saveDraft, async ({ tx, actor, params: { draftId }, body, now }) => {
    const isKept = await keepDraft(tx, sealer, actor, { draftId, content: body, now })
    if (!isKept) throw callProblems.draft_not_yours({}, 'params.draftId')
    return { savedAt: now }
  }),
  route(dropDraft, async ({ tx, actor, params }) => {
    await removeDraft(tx, actor, params.draftId)
    return null
  }),
  route(lookUpCaller, async ({ tx, actor, body: { phone }, now, requestId }) => {
    const prints = writtenAs(phone).map((written) => sealer.fingerprint(written))
    const former = await listFormer(tx, actor, prints)
    const entry = { districtId: actor.districtId, actorId: actorIdOf(actor), now, requestId }
    // Of the number only its keyed print is kept, by which the same one is known again.
    const detail = { print: prints[0], found: former.total }
    await audit(tx, { ...entry, act: 'caller looked up', target: 'serve.report', detail })
    return former
  }),
]
