import { usualDecline } from '#city/case/decline.ts'
import { doerOf, moved, system, takerOf } from '#city/case/port.ts'
import { foldCase } from '#city/case/state.ts'
import { readHistory, viewPlaceOfCase } from '#city/case/store.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { countDeclines, declineTask, getDeclineAllowance, listDeclines } from './contract.ts'
import { allowanceOf, mustBeWithin, noteDecline, wordsOf } from './hand-back.ts'
import { hasOther, otherConfirmer, otherVerifier } from './other.ts'
import { countByCollector, listDeclineRows } from './store.ts'

const take = takerOf('supervise')

/** Tasks handed back: another is sent at once where there is one, and the desk sees who hands back how often and why. */
export const declineRoutes = (sealer: Sealer): readonly Route[] => [
  route(declineTask, async ({ tx, actor, params: { id: caseId }, body: { seen, ...said }, now }) => {
    const handing = { tx, actor, caseId, now }
    const next = { districtId: actor.districtId, caseId, now, doer: system }
    const back = await take(tx, { ...next, seen, doer: doerOf(actor) }, 'declined', async (state) => {
      await mustBeWithin(tx, actor, said, state.rules.decline, now)
      const what = state.stage === 'verifying' ? ('verify' as const) : ('confirm' as const)
      const replaced = await hasOther(handing, what, state)
      await noteDecline(tx, actor, { task: what, caseId, sample: null, replaced }, said, now)
      return { what, ...said, replaced }
    })
    const task = back.state.stage === 'handled' ? 'verify' : 'confirm'
    if (!(await hasOther(handing, task, back.state))) return moved(back)
    return moved(
      task === 'confirm'
        ? await take(tx, next, 'confirm_asked', (state) => otherConfirmer(handing, state))
        : await take(tx, next, 'verify_asked', (state) => otherVerifier(sealer, handing, state, wordsOf(actor, said))),
    )
  }),
  route(getDeclineAllowance, async ({ tx, actor, params: { id }, now }) => {
    await viewPlaceOfCase(tx, actor, id)
    const { rules } = foldCase(await readHistory(tx, actor.districtId, id))
    return allowanceOf(tx, actor, rules.decline, now)
  }),
  route(listDeclines, ({ tx, actor, query }) => listDeclineRows(tx, actor, query)),
  route(countDeclines, async ({ tx, actor, query, now }) => {
    const rules = (await findDistrict(tx, actor.districtId))?.settings.rules.decline ?? usualDecline
    return { perWeek: rules.perWeek, collectors: await countByCollector(tx, actor.districtId, query, now) }
  }),
]
