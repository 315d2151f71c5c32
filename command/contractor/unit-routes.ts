import { maskPhone } from '#city/case/mask.ts'
import { caseProblems } from '#city/case/problems.ts'
import { inScope } from '#city/case/scope.ts'
import { type CaseState, foldCase } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { issueLink, listLinks, revokeLink } from './contract.ts'
import { digestOf, endOf, type Link, newToken } from './link.ts'
import { contractorProblems } from './problems.ts'
import { endLink, insertLink, listLinksOf } from './store.ts'

/** What a telephone of a link is sealed with. */
export const phoneContext = (districtId: string, linkId: string): string =>
  `command.contractor_link/${districtId}/${linkId}/phone`

/** A handling unit gives its contractor a link to one task, sees what becomes of it, and takes it back. */
export const contractorLinkRoutes = (sealer: Sealer): readonly Route[] => [
  route(listLinks, async ({ tx, actor, params, now }) => {
    const state = await mustSee(tx, actor, params.id)
    const links = await listLinksOf(tx, actor.districtId, params.id)
    const own = links.filter(({ unitId }) => actor.unitIds.includes(unitId))
    return { canIssue: mayIssue(state, actor), items: own.map((link) => shown(link, state, now)) }
  }),
  route(issueLink, async ({ tx, actor, params, body, now, requestId }) => {
    const state = await mustSee(tx, actor, params.id)
    const { unitId, dispatchSeq } = state
    if (!mayIssue(state, actor) || unitId === null || dispatchSeq === null) throw contractorProblems.link_not_possible()
    const { districtId } = actor
    const [linkId, token] = [newId(), newToken()]
    const validTo = new Date(now.getTime() + body.hours * 3_600_000)
    await insertLink(tx, {
      ...{ districtId, linkId, caseId: params.id, dispatchSeq, unitId, contractor: body.contractor, validTo },
      phoneSealed: sealer.seal(body.phone, phoneContext(districtId, linkId)),
      phonePrint: sealer.fingerprint(body.phone),
      phoneMasked: maskPhone(body.phone),
      tokenHash: digestOf(token),
      ...{ issuedBy: actor.personId, issuedByName: actor.name, issuedAt: now },
    })
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'contractor link issued', target: params.id, detail: { linkId } })
    return { linkId, address: `/contractor/#${districtId}.${token}`, validTo }
  }),
  route(revokeLink, async ({ tx, actor, params, now }) => {
    await mustSee(tx, actor, params.id)
    const links = await listLinksOf(tx, actor.districtId, params.id)
    const link = links.find(({ linkId }) => linkId === params.linkId)
    if (!link || !actor.unitIds.includes(link.unitId)) throw contractorProblems.link_not_found({}, 'params.linkId')
    await endLink(tx, actor.districtId, link.linkId, 'revoked', now)
    return { linkId: link.linkId }
  }),
]

async function mustSee(db: Db, actor: Actor, caseId: string): Promise<CaseState> {
  const history = await readHistory(db, actor.districtId, caseId)
  if (history.length === 0) throw caseProblems.case_not_found()
  const state = foldCase(history)
  if (!inScope(actor, 'case.read', state)) throw caseProblems.case_not_found()
  return state
}

const mayIssue = ({ stage, unitId }: CaseState, { unitIds }: Actor): boolean =>
  (stage === 'dispatched' || stage === 'handling') && unitId !== null && unitIds.includes(unitId)

const shown = (link: Link, state: CaseState, now: Date) => ({
  linkId: link.linkId,
  contractor: link.contractor,
  phoneMasked: link.phoneMasked,
  validTo: link.validTo,
  issuedByName: link.issuedByName,
  issuedAt: link.issuedAt,
  openedAt: link.openedAt,
  end: endOf(link, state, now) ?? null,
})
